package io.opisim.scenarios.study;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.world.EmulatedKind;
import io.opisim.scenarios.world.EmulatedRunModel;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.scenarios.world.EmulatedWays;
import io.opisim.scenarios.world.TrainingRunModel;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.joint.FixedRuns;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ways in which each job of a workload may be run: sites of its services. The first way is the
 * one that the scenario says.
 */
public final class JobWays {
  /** The fixed choice of what the scenario says. */
  public static final String AS_WRITTEN = "as-written";

  /** The fixed choice that gives jobs all ways in turn. */
  public static final String IN_TURN = "in-turn";

  private static final double NANOS = 1e-9;

  private final List<Job> jobs;
  private final Optional<TrainingSetup> training;
  private final Optional<EmulatedSetup> emulated;
  private final List<List<EmulatedKind>> emulatedKinds;
  private final List<List<String>> labels;

  /**
   * A choice of one way for every job that looks at no job.
   *
   * @param id what it is called
   * @param wayOfJob of each job
   */
  public record Fixed(String id, int[] wayOfJob) {}

  JobWays(List<Job> jobs, Optional<TrainingSetup> training, Optional<EmulatedSetup> emulated) {
    this.jobs = jobs;
    this.training = training;
    this.emulated = emulated;
    emulatedKinds =
        emulated
            .map(setup -> setup.kindOfJob().stream().map(EmulatedWays::of).toList())
            .orElse(List.of());
    labels =
        emulated.isPresent()
            ? emulatedKinds.stream()
                .map(ways -> ways.stream().map(kind -> EmulatedWays.label(kind.storage())).toList())
                .toList()
            : jobs.stream().map(job -> List.of("")).toList();
  }

  /** How many ways a job has. */
  public int count(int job) {
    return labels.get(job).size();
  }

  /** A way of a job in words; empty if it has no other. */
  public String label(int job, int way) {
    return labels.get(job).get(way);
  }

  /** Whether some job has a choice. */
  public boolean areSeveral() {
    return labels.stream().anyMatch(own -> own.size() > 1);
  }

  /** What the parts of labels are about: services in their order on the way. */
  public List<String> subjects() {
    return emulated
        .map(setup -> EmulatedWays.movable(setup.kindOfJob().get(0).storage()))
        .orElse(List.of());
  }

  /** All jobs as the scenario says. */
  public int[] asWritten() {
    return new int[jobs.size()];
  }

  /**
   * Choices that need no planning: each way for all jobs alike, all of them in turn, and what the
   * scenario says where that is none of these.
   */
  public List<Fixed> fixed() {
    List<String> all = labels.get(0);
    boolean alike = labels.stream().allMatch(own -> own.containsAll(all) && all.containsAll(own));
    if (!alike || all.size() == 1) {
      return List.of(new Fixed(AS_WRITTEN, asWritten()));
    }
    List<Fixed> fixed = new ArrayList<>();
    for (String label : all.stream().sorted().toList()) {
      fixed.add(new Fixed(label, labels.stream().mapToInt(own -> own.indexOf(label)).toArray()));
    }
    List<String> sorted = all.stream().sorted().toList();
    fixed.add(
        new Fixed(
            IN_TURN,
            IntStream.range(0, jobs.size())
                .map(job -> labels.get(job).indexOf(sorted.get(job % sorted.size())))
                .toArray()));
    boolean uniform = labels.stream().allMatch(own -> own.get(0).equals(all.get(0)));
    if (!uniform) {
      fixed.add(new Fixed(AS_WRITTEN, asWritten()));
    }
    return fixed;
  }

  /** The least time that each job can take, in any of its ways. */
  public double[] leastSeconds() {
    return jobs.stream().mapToDouble(job -> job.durationNanos() * NANOS).toArray();
  }

  /**
   * What runs cost in each way, in closed form.
   *
   * @param streams of the plan, not of a run
   */
  public RunModel model(RandomStreams streams) {
    if (training.isPresent()) {
      return new TrainingRunModel(jobs, training.get(), streams);
    }
    if (emulated.isPresent()) {
      return new EmulatedRunModel(jobs, emulatedKinds, emulated.get());
    }
    return new FixedRuns(jobs.stream().map(job -> job.durationNanos() * NANOS).toList());
  }

  Optional<TrainingSetup> training() {
    return training;
  }

  /** What emulated jobs share where each is run in a way of its own. */
  Optional<EmulatedSetup> emulated(int[] wayOfJob) {
    return emulated.map(
        setup ->
            setup.withKinds(
                IntStream.range(0, jobs.size())
                    .mapToObj(job -> emulatedKinds.get(job).get(wayOfJob[job]))
                    .toList()));
  }
}
