package io.opisim.scenarios.study;

import io.opisim.models.catalog.NodeShape;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.TrainingPlan;
import io.opisim.scenarios.scenario.TrainingWorkload;
import io.opisim.scenarios.world.TrainingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The layouts in which training jobs of a kind can be run: tensor- and pipeline-parallel ranks and
 * micro-batches that divide what there is, where the memory fits. Recomputation, ZeRO and sequence
 * parallelism stay as the scenario says.
 *
 * <p>The first is the scenario's own; of the others the fastest alone by the closed form of a step.
 */
final class Layouts {
  private static final int MOST_OTHERS = 7;
  private static final int LARGEST_MICRO_BATCH = 16;

  /**
   * One layout.
   *
   * @param label as {@code t8-p2-d4-m1}: tensor, pipeline, data, micro-batch
   * @param kind what jobs do in it
   */
  record Layout(String label, TrainingKind kind) {}

  /** Makes a kind of a workload, or refuses what cannot run. */
  @FunctionalInterface
  interface Maker {
    /** The kind. */
    TrainingKind of(TrainingWorkload spec) throws InputException, CatalogException;
  }

  private Layouts() {}

  static List<Layout> of(TrainingWorkload spec, NodeShape shape, Maker maker)
      throws InputException, CatalogException {
    Layout own = layout(spec, maker);
    if (spec.transformer().isEmpty()) {
      return List.of(new Layout("", own.kind()));
    }
    List<Layout> others = new ArrayList<>();
    int heads = spec.transformer().get().model().heads();
    int layers = spec.transformer().get().model().layers();
    for (int tensor = 1; tensor <= shape.gpus().value(); tensor++) {
      for (int pipeline = 1; heads % tensor == 0 && pipeline <= layers; pipeline++) {
        if (shape.gpus().value() % tensor == 0 && layers % pipeline == 0) {
          addMicroBatches(spec, tensor, pipeline, maker, others);
        }
      }
    }
    others.removeIf(one -> one.label().equals(own.label()));
    others.sort(Comparator.comparingLong(one -> one.kind().stepAloneNanos()));
    List<Layout> all = new ArrayList<>(List.of(own));
    all.addAll(others.subList(0, Math.min(MOST_OTHERS, others.size())));
    return all;
  }

  private static void addMicroBatches(
      TrainingWorkload spec, int tensor, int pipeline, Maker maker, List<Layout> others)
      throws CatalogException {
    for (int micro = 1; micro <= LARGEST_MICRO_BATCH; micro *= 2) {
      TrainingPlan given = spec.plan();
      TrainingPlan plan =
          new TrainingPlan(
              tensor,
              pipeline,
              given.expert(),
              micro,
              pipeline == given.pipeline() ? given.virtualStages() : 1,
              given.recompute(),
              given.zero(),
              given.sequenceParallel() && tensor > 1);
      TrainingWorkload other = spec.withPlan(plan);
      if (other.violations().isEmpty()) {
        try {
          others.add(layout(other, maker));
        } catch (InputException unfit) {
          // Does not fit the memory, or its steps last too long: no layout to choose.
          continue;
        }
      }
    }
  }

  private static Layout layout(TrainingWorkload spec, Maker maker)
      throws InputException, CatalogException {
    TrainingPlan plan = spec.plan();
    String label =
        "t"
            + plan.tensor()
            + "-p"
            + plan.pipeline()
            + "-d"
            + plan.data(spec.accelerators())
            + "-m"
            + plan.microBatch();
    return new Layout(label, maker.of(spec));
  }
}
