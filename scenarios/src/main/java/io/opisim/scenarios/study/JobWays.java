package io.opisim.scenarios.study;

import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.fabric.HopCounts;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.world.EmulatedKind;
import io.opisim.scenarios.world.EmulatedRunModel;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.scenarios.world.EmulatedWays;
import io.opisim.scenarios.world.TrainingKind;
import io.opisim.scenarios.world.TrainingRunModel;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.joint.FixedRuns;
import io.opisim.scheduler.optimizer.joint.NodeDistances;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The ways in which each job of a workload may be run: sites of its services, or layouts over its
 * accelerators. The first way is the one that the scenario says.
 */
public final class JobWays {
  /** The fixed choice of what the scenario says. */
  public static final String AS_WRITTEN = "as-written";

  /** The fixed choice that gives jobs all ways in turn. */
  public static final String IN_TURN = "in-turn";

  /** The fixed choice of the layout that is the fastest alone. */
  public static final String FASTEST_ALONE = "fastest-alone";

  private static final double NANOS = 1e-9;

  private final List<Job> jobs;
  private final boolean ofLayouts;
  private final List<List<String>> labels;
  private final Optional<TrainingSetup> training;
  private final List<List<TrainingKind>> trainingKinds;
  private final Optional<EmulatedSetup> emulated;
  private final List<List<EmulatedKind>> emulatedKinds;

  /**
   * A choice of one way for every job that looks at no job.
   *
   * @param id what it is called
   * @param wayOfJob of each job
   */
  public record Fixed(String id, int[] wayOfJob) {}

  private JobWays(
      List<Job> jobs,
      boolean ofLayouts,
      List<List<String>> labels,
      Optional<TrainingSetup> training,
      List<List<TrainingKind>> trainingKinds,
      Optional<EmulatedSetup> emulated,
      List<List<EmulatedKind>> emulatedKinds) {
    this.jobs = jobs;
    this.ofLayouts = ofLayouts;
    this.labels = labels;
    this.training = training;
    this.trainingKinds = trainingKinds;
    this.emulated = emulated;
    this.emulatedKinds = emulatedKinds;
  }

  /** Emulated jobs have services that may be elsewhere, others have no choice. */
  static JobWays of(
      List<Job> jobs, Optional<TrainingSetup> training, Optional<EmulatedSetup> emulated) {
    List<List<EmulatedKind>> kinds =
        emulated
            .map(setup -> setup.kindOfJob().stream().map(EmulatedWays::of).toList())
            .orElse(List.of());
    List<List<TrainingKind>> own =
        training
            .map(setup -> setup.kindOfJob().stream().map(EmulatedWays::of).toList())
            .orElse(List.of());
    List<List<String>> labels =
        emulated.isPresent()
            ? mapped(kinds, kind -> EmulatedWays.label(kind.storage()))
            : training.isPresent()
                ? mapped(own, EmulatedWays::label)
                : jobs.stream().map(job -> List.of("")).toList();
    return new JobWays(jobs, false, labels, training, own, emulated, kinds);
  }

  /** Training jobs whose layout is to be chosen. */
  static JobWays ofLayouts(
      List<Job> jobs, TrainingSetup training, List<List<Layouts.Layout>> layouts) {
    return new JobWays(
        jobs,
        true,
        mapped(layouts, Layouts.Layout::label),
        Optional.of(training),
        kinds(layouts, training),
        Optional.empty(),
        List.of());
  }

  private static List<List<TrainingKind>> kinds(
      List<List<Layouts.Layout>> layouts, TrainingSetup training) {
    return IntStream.range(0, layouts.size())
        .mapToObj(
            job -> {
              Optional<TrainingKind.StepInput> input = training.kindOfJob().get(job).input();
              return layouts.get(job).stream()
                  .map(one -> input.map(one.kind()::reading).orElse(one.kind()))
                  .toList();
            })
        .toList();
  }

  private static <A, B> List<List<B>> mapped(List<List<A>> all, Function<A, B> map) {
    return all.stream().map(own -> own.stream().map(map).toList()).toList();
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
    if (!areSeveral()) {
      return List.of();
    }
    if (ofLayouts) {
      return List.of("layout");
    }
    return EmulatedWays.movable(
        emulated
            .map(setup -> setup.kindOfJob().get(0).storage())
            .orElseGet(() -> trainingKinds.get(0).get(0).input().orElseThrow().storage()));
  }

  /**
   * How far nodes are from each other: over the fabric that jobs share, between the first
   * accelerators of both; by rack where they share none.
   */
  NodeDistances distances(Cluster cluster) {
    if (training.isEmpty()) {
      return NodeDistances.byRack(cluster);
    }
    HopCounts hops = new HopCounts(training.get().fabric());
    int each = training.get().acceleratorsPerNode();
    return (from, to) -> hops.between(from * each, to * each);
  }

  /** The DPU of every node that reads, if it has one. */
  Optional<SiteSpec> dpu() {
    Optional<StorageDescription> storage =
        emulated
            .map(setup -> setup.kindOfJob().get(0).storage())
            .or(
                () ->
                    trainingKinds.stream()
                        .flatMap(kinds -> kinds.get(0).input().stream())
                        .map(TrainingKind.StepInput::storage)
                        .findFirst());
    return storage.flatMap(description -> description.site(Site.DPU));
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
    if (ofLayouts && areSeveral()) {
      int[] fastest = IntStream.range(0, jobs.size()).map(this::fastestAlone).toArray();
      return List.of(new Fixed(AS_WRITTEN, asWritten()), new Fixed(FASTEST_ALONE, fastest));
    }
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

  private int fastestAlone(int job) {
    List<TrainingKind> own = trainingKinds.get(job);
    int fastest = 0;
    for (int way = 1; way < own.size(); way++) {
      fastest = own.get(way).aloneNanos() < own.get(fastest).aloneNanos() ? way : fastest;
    }
    return fastest;
  }

  /** The least time that each job can take, in any of its ways. */
  public double[] leastSeconds() {
    int[] ways = asWritten();
    for (int job = 0; training.isPresent() && job < ways.length; job++) {
      ways[job] = fastestAlone(job);
    }
    return jobs(ways).stream().mapToDouble(job -> job.durationNanos() * NANOS).toArray();
  }

  /** The jobs with the run times that are known of them where each is run in a way of its own. */
  List<Job> jobs(int[] wayOfJob) {
    if (Arrays.stream(wayOfJob).allMatch(way -> way == 0) || training.isEmpty()) {
      return jobs;
    }
    return IntStream.range(0, jobs.size())
        .mapToObj(
            job -> jobs.get(job).lasting(trainingKinds.get(job).get(wayOfJob[job]).aloneNanos()))
        .toList();
  }

  /**
   * What runs cost in each way, in closed form.
   *
   * @param streams of the plan, not of a run
   */
  public RunModel model(RandomStreams streams) {
    if (training.isPresent()) {
      return new TrainingRunModel(jobs, training.get(), trainingKinds, streams);
    }
    if (emulated.isPresent()) {
      return new EmulatedRunModel(jobs, emulatedKinds, emulated.get());
    }
    return new FixedRuns(jobs.stream().map(job -> job.durationNanos() * NANOS).toList());
  }

  /** What training jobs share where each is run in a way of its own. */
  Optional<TrainingSetup> training(int[] wayOfJob) {
    return training.map(setup -> setup.withKinds(chosen(trainingKinds, wayOfJob)));
  }

  /** What emulated jobs share where each is run in a way of its own. */
  Optional<EmulatedSetup> emulated(int[] wayOfJob) {
    return emulated.map(setup -> setup.withKinds(chosen(emulatedKinds, wayOfJob)));
  }

  private static <K> List<K> chosen(List<List<K>> kinds, int[] wayOfJob) {
    return IntStream.range(0, wayOfJob.length)
        .mapToObj(job -> kinds.get(job).get(wayOfJob[job]))
        .toList();
  }
}
