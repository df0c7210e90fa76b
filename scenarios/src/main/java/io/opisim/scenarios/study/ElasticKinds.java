package io.opisim.scenarios.study;

import io.opisim.models.workload.Elasticity;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.SpeedUp;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scenarios.scenario.ElasticSpec;
import io.opisim.scenarios.scenario.MeasuredScaling;
import io.opisim.scenarios.scenario.SpeedSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The terms on which jobs of each kind are elastic. A job on a part of a GPU, and one that asks for
 * fewer or more GPUs than its kind's range, runs on what it asks for only.
 */
final class ElasticKinds {
  private final List<Optional<ElasticSpec>> specs;
  private final List<Optional<SpeedUp>> speedUps = new ArrayList<>();
  private final int largestNodeGpus;
  private final Map<Key, Elasticity> known = new HashMap<>();

  private record Key(int kind, int asked, int taskGpus) {}

  /** Opens a data file by its name. */
  @FunctionalInterface
  interface Data {
    /** The file. */
    Path find(String name) throws IOException;
  }

  /**
   * Reads what was measured.
   *
   * @throws InputException if something is not in the tables that are named
   */
  ElasticKinds(List<SpeedSpec> kinds, int largestNodeGpus, Data data) throws IOException {
    specs = kinds.stream().map(SpeedSpec::elastic).toList();
    this.largestNodeGpus = largestNodeGpus;
    for (int kind = 0; kind < specs.size(); kind++) {
      String path = "workload.speeds[" + kind + "].elastic";
      speedUps.add(
          specs.get(kind).isPresent()
              ? Optional.of(speedUp(specs.get(kind).get(), path, data))
              : Optional.empty());
    }
  }

  private static SpeedUp speedUp(ElasticSpec spec, String path, Data data) throws IOException {
    if (spec.serialRatio().isPresent()) {
      return new SpeedUp.Amdahl(spec.serialRatio().get());
    }
    if (spec.measured().isEmpty()) {
      return new SpeedUp.Measured(
          spec.points().stream()
              .map(point -> new SpeedUp.Measured.Point(point.gpus(), point.speed()))
              .toList());
    }
    MeasuredScaling measured = spec.measured().get();
    SpeedUp read = MeasuredScalings.read(data.find(measured.file()), measured, path + ".measured");
    String hint = "measured were " + read.least() + " to " + read.most() + " GPUs";
    if (spec.leastGpus() < read.least()) {
      String message = "no step was measured on as few as " + spec.leastGpus() + " GPUs";
      throw FabricPlans.problem(path + ".least_gpus", message, hint);
    }
    if (spec.mostGpus() > read.most()) {
      String message = "no step was measured on as many as " + spec.mostGpus() + " GPUs";
      throw FabricPlans.problem(path + ".most_gpus", message, hint);
    }
    return read;
  }

  /** The terms of a job of a kind. */
  Elasticity of(int kind, Job job) {
    Optional<ElasticSpec> spec = specs.get(kind);
    int asked = job.gpus();
    boolean wholeGpus = job.demand().gpuMilli() == TaskDemand.WHOLE_GPU;
    if (spec.isEmpty()
        || !wholeGpus
        || asked < spec.get().leastGpus()
        || asked > spec.get().mostGpus()) {
      return Elasticity.NONE;
    }
    int taskGpus =
        job.tasks() > 1 ? job.demand().gpus() : Math.max(asked, Math.max(1, largestNodeGpus));
    return known.computeIfAbsent(
        new Key(kind, asked, taskGpus),
        key ->
            new Elasticity(
                spec.get().leastGpus(),
                spec.get().mostGpus(),
                asked,
                taskGpus,
                speedUps.get(kind).orElseThrow(),
                spec.get().resizeTime().nanos()));
  }
}
