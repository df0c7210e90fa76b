package io.opisim.models.execution;

import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.training.GradientExchange;
import io.opisim.models.workload.training.MeasuredStep;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.RankGroup;
import io.opisim.models.workload.training.StepPart;
import io.opisim.models.workload.training.StepTime;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.TransformerStep;
import java.util.List;
import java.util.Map;

/** Step programs of models: what the closed forms say, with the gradient exchange left open. */
public final class StepPrograms {
  private static final double NANOS = 1e9;

  private StepPrograms() {}

  /**
   * A transformer: all parts of {@link TransformerStep} but the gradient exchange, which goes over
   * the fabric. Alone on an idle fabric, with collectives that cost what {@code machine} says, its
   * step takes the closed form's time.
   */
  public static StepProgram ofTransformer(
      TransformerModel model, ParallelPlan plan, TrainingMachine machine) {
    StepTime time = TransformerStep.time(model, plan, machine);
    Map<TimeClass, Double> classes = time.secondsByClass();
    long compute = nanos(classes.getOrDefault(TimeClass.COMPUTE, 0.0));
    long bubble = nanos(classes.getOrDefault(TimeClass.PIPELINE_BUBBLE, 0.0));
    long collective =
        nanos(
            classes.getOrDefault(TimeClass.EXPOSED_COLLECTIVE, 0.0)
                - time.seconds(StepPart.GRADIENT_COLLECTIVE));
    if (plan.data() == 1) {
      return new StepProgram(compute, collective, bubble, 0, List.of());
    }
    GradientExchange gradient = TransformerStep.gradientExchange(model, plan, machine);
    return new StepProgram(
        compute,
        collective,
        bubble,
        Math.min(compute + collective + bubble, nanos(gradient.hiddenSeconds())),
        List.of(
            new Exchange(
                CollectiveOperation.ALL_REDUCE,
                (long) StrictMath.rint(gradient.allReduceBytes()),
                new RankGroup(plan.data(), plan.tensor()))));
  }

  /**
   * A model of which only speeds are known. The measured step contains the exchange as far as it
   * was exposed; so the exchange is taken to hide wholly behind it on an idle fabric, and what a
   * busy fabric adds comes on top.
   *
   * @param gradientBytes exchanged by all ranks as one all-reduce
   * @param collectives what that takes on an idle fabric
   */
  public static StepProgram ofMeasured(
      MeasuredSpeed speed,
      RankLayout layout,
      double globalBatch,
      long gradientBytes,
      CollectiveModel collectives) {
    long compute = nanos(MeasuredStep.seconds(speed, layout.ranks(), layout.nodes(), globalBatch));
    if (layout.ranks() == 1 || gradientBytes == 0) {
      return new StepProgram(compute, 0, 0, 0, List.of());
    }
    double exchange =
        collectives
            .estimate(new CollectiveRequest(CollectiveOperation.ALL_REDUCE, gradientBytes, layout))
            .seconds();
    return new StepProgram(
        compute,
        0,
        0,
        Math.min(compute, nanos(exchange) + 1),
        List.of(
            new Exchange(
                CollectiveOperation.ALL_REDUCE, gradientBytes, new RankGroup(layout.ranks(), 1))));
  }

  private static long nanos(double seconds) {
    return (long) StrictMath.rint(Math.max(0, seconds) * NANOS);
  }
}
