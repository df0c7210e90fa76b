package io.opisim.scenarios.study;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.execution.CommunicationCollectives;
import io.opisim.models.execution.StepProgram;
import io.opisim.models.execution.StepPrograms;
import io.opisim.models.workload.training.MemoryFit;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.Recompute;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.models.workload.training.TrainingMemory;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.MeasuredModel;
import io.opisim.scenarios.scenario.StragglerSpec;
import io.opisim.scenarios.scenario.TrainingPlan;
import io.opisim.scenarios.scenario.TrainingWorkload;
import io.opisim.scenarios.world.TrainingKind;
import io.opisim.scenarios.world.TrainingKind.StepWork;
import io.opisim.simcore.sim.SimulatedTime;
import java.util.List;
import java.util.Optional;

/** What the training jobs of a scenario do, from its words and the catalog's numbers. */
final class TrainingKinds {
  private final Catalog catalog;
  private final NodeShape shape;
  private final AcceleratorProfile accelerator;
  private final TrainingWorkload spec;
  private final String path;

  private TrainingKinds(
      Catalog catalog,
      NodeShape shape,
      AcceleratorProfile accelerator,
      TrainingWorkload spec,
      int index) {
    this.catalog = catalog;
    this.shape = shape;
    this.accelerator = accelerator;
    this.spec = spec;
    path = "workload.training[" + index + "].";
  }

  /**
   * One kind of jobs.
   *
   * @param index position in the scenario, for messages
   * @throws InputException if it cannot run on such nodes
   * @throws CatalogException if an entry of the catalog is wrong
   */
  static TrainingKind of(
      Catalog catalog,
      NodeShape shape,
      AcceleratorProfile accelerator,
      TrainingWorkload spec,
      int index)
      throws InputException, CatalogException {
    TrainingKinds kinds = new TrainingKinds(catalog, shape, accelerator, spec, index);
    TrainingKind kind =
        spec.transformer().isPresent()
            ? kinds.transformer(spec.transformer().get().model())
            : kinds.measured(spec.measured().orElseThrow());
    if ((double) kind.steps() * kind.stepAloneNanos() > SimulatedTime.MAX_NANOS) {
      throw kinds.problem(
          "steps",
          spec.steps()
              + " steps of "
              + SimulatedTime.secondsFromNanos(kind.stepAloneNanos())
              + " s last longer than a run can",
          "take fewer");
    }
    return kind;
  }

  private InputException problem(String key, String message, String hint) {
    return FabricPlans.problem(path + key, message, hint);
  }

  private TrainingKind transformer(TransformerModel model) throws InputException, CatalogException {
    TrainingProfile profile = catalog.training(spec.trainingProfile().orElseThrow());
    if (!profile.accelerator().equals(accelerator.accelerator())) {
      throw problem(
          "training_profile",
          profile.training()
              + " was fitted for "
              + profile.accelerator()
              + ", the nodes have "
              + accelerator.accelerator(),
          profilesFor(accelerator.accelerator()));
    }
    ParallelPlan plan = plan();
    checkMemory(model, plan, profile);
    TrainingMachine machine;
    try {
      machine = TrainingMachine.of(accelerator, shape, profile);
    } catch (IllegalArgumentException lacking) {
      String hint = "of accelerator " + accelerator.accelerator() + " and node " + shape.node();
      throw problem("training_profile", lacking.getMessage(), hint);
    }
    CollectiveModel collectives =
        spec.collectiveProfile().isPresent()
            ? catalog.collective(spec.collectiveProfile().get()).model()
            : new CommunicationCollectives(machine.communication(), shape.gpus().value());
    StepWork work = new StepWork(model.modelFlop(plan.globalBatch()), machine.peakFlopPerSecond());
    StepProgram program = StepPrograms.ofTransformer(model, plan, machine);
    return kind(program, collectives, Optional.of(work));
  }

  private String profilesFor(String accelerator) throws CatalogException {
    StringBuilder fitting = new StringBuilder();
    for (String id : catalog.trainingIds()) {
      if (catalog.training(id).accelerator().equals(accelerator)) {
        fitting.append(fitting.isEmpty() ? "take " : " or ").append(id);
      }
    }
    return fitting.isEmpty() ? "the catalog has none for it" : fitting.toString();
  }

  private ParallelPlan plan() {
    TrainingPlan given = spec.plan();
    return new ParallelPlan(
        given.tensor(),
        given.pipeline(),
        given.data(spec.accelerators()),
        given.expert(),
        spec.globalBatch(),
        given.microBatch(),
        given.virtualStages(),
        given.recompute(),
        given.zero(),
        given.sequenceParallel());
  }

  private void checkMemory(TransformerModel model, ParallelPlan plan, TrainingProfile profile)
      throws InputException {
    if (spec.ignoreMemory()) {
      return;
    }
    // A fused attention core keeps no scores, as if they were computed twice.
    boolean noScores = profile.fusedAttention() && plan.recompute() == Recompute.NONE;
    MemoryFit fit =
        TrainingMemory.fit(
            model,
            noScores ? plan.withRecompute(Recompute.SELECTIVE) : plan,
            TrainingMemory.MEGATRON_GRADIENT_BYTES,
            accelerator.memory().value().bytes());
    if (!fit.fits()) {
      throw problem("plan", fit.reason(), "or run it all the same with ignore_memory: true");
    }
  }

  private TrainingKind measured(MeasuredModel model) throws InputException, CatalogException {
    MeasuredSpeed speed = speed(model);
    int least = speed.leastAccelerators().value();
    int most = speed.mostAccelerators().value();
    if (spec.accelerators() < least || spec.accelerators() > most) {
      throw problem(
          "accelerators",
          model.model() + " was measured on " + least + " to " + most + " accelerators",
          "take as many");
    }
    int perNode = shape.gpus().value();
    if (spec.accelerators() > perNode && spec.accelerators() % perNode != 0) {
      throw problem(
          "accelerators",
          spec.accelerators() + " do not fill nodes of " + perNode,
          "take a multiple");
    }
    int inNode = Math.min(perNode, spec.accelerators());
    RankLayout layout = new RankLayout(inNode, spec.accelerators() / inNode);
    CollectiveModel collectives =
        spec.collectiveProfile().isPresent()
            ? catalog.collective(spec.collectiveProfile().get()).model()
            : ClosedFormCollectives.ofNode(shape, accelerator);
    StepProgram program =
        StepPrograms.ofMeasured(
            speed, layout, spec.globalBatch(), model.gradientBytes().bytes(), collectives);
    return kind(program, collectives, Optional.empty());
  }

  private MeasuredSpeed speed(MeasuredModel model) throws InputException, CatalogException {
    List<MeasuredSpeed> all = catalog.measuredSpeeds(model.model()).systems();
    List<MeasuredSpeed> fitting =
        all.stream()
            .filter(one -> model.accelerator().map(one.accelerator()::equals).orElse(true))
            .filter(one -> model.round().map(one.round()::equals).orElse(true))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    List<String> known =
        (fitting.isEmpty() ? all : fitting)
            .stream().map(one -> one.accelerator() + " in round " + one.round()).toList();
    throw problem(
        "measured",
        (fitting.isEmpty() ? "nothing" : "more than one thing")
            + " measured of "
            + model.model()
            + " is meant",
        "known: " + String.join(", ", known));
  }

  private TrainingKind kind(
      StepProgram program, CollectiveModel collectives, Optional<StepWork> work) {
    double late = spec.straggler().map(StragglerSpec::mean).orElse(0.0);
    return new TrainingKind(
        program,
        collectives,
        spec.steps(),
        spec.accelerators(),
        shape.gpus().value(),
        late * program.computeNanos(),
        work);
  }
}
