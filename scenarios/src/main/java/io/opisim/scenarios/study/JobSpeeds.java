package io.opisim.scenarios.study;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.GpuSpeeds;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scenarios.scenario.GpuSpeedSpec;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.SpeedSpec;
import io.opisim.scenarios.scenario.io.Nearest;
import io.opisim.simcore.random.RandomStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives each job that holds GPUs its kind, and with it a speed on each GPU model and the range of
 * GPUs on which it can run: the kind that has the name of its group, or if groups name no kinds,
 * one drawn by weight.
 */
final class JobSpeeds {
  private final List<SpeedSpec> kinds;
  private final ElasticKinds elastic;
  private final RandomStream stream;
  private final double total;
  private final List<GpuSpeeds> speeds = new ArrayList<>();
  private final Map<Key, TaskDemand> demands = new HashMap<>();

  private record Key(int kind, TaskDemand demand) {}

  private JobSpeeds(List<SpeedSpec> kinds, ElasticKinds elastic, RandomStream stream) {
    this.kinds = kinds;
    this.elastic = elastic;
    this.stream = stream;
    total = kinds.stream().mapToDouble(SpeedSpec::weight).sum();
    for (SpeedSpec kind : kinds) {
      SortedMap<String, Double> byModel = new TreeMap<>();
      for (GpuSpeedSpec one : kind.on()) {
        byModel.put(one.gpu(), one.speed());
      }
      speeds.add(new GpuSpeeds(byModel));
    }
  }

  /**
   * The jobs with their speeds, in their order; one draw for each job with a GPU if groups name no
   * kinds.
   *
   * @param data where measured speeds are
   * @throws InputException if a model is unknown to the cluster, a job accepts none of its kind,
   *     some groups name a kind and others do not, or a speed was not measured
   */
  static List<Job> give(
      List<SpeedSpec> kinds,
      List<Job> jobs,
      Cluster cluster,
      RandomStream stream,
      ElasticKinds.Data data)
      throws IOException {
    check(kinds, cluster);
    ElasticKinds elastic = new ElasticKinds(kinds, cluster.largestNodeGpus(), data);
    JobSpeeds giver = new JobSpeeds(kinds, elastic, stream);
    SortedMap<String, Integer> kindOfGroup = kindsOfGroups(kinds, jobs);
    List<Job> given = new ArrayList<>(jobs.size());
    for (Job job : jobs) {
      if (job.gpus() == 0) {
        given.add(job);
      } else {
        Integer named = kindOfGroup.get(job.group());
        given.add(giver.give(job, named == null ? giver.draw() : named));
      }
    }
    return given;
  }

  /** The kind of every group of jobs with GPUs, or none if no group is named like a kind. */
  private static SortedMap<String, Integer> kindsOfGroups(List<SpeedSpec> kinds, List<Job> jobs)
      throws InputException {
    SortedMap<String, Integer> byName = new TreeMap<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      byName.put(kinds.get(kind).name(), kind);
    }
    SortedSet<String> groups = new TreeSet<>();
    jobs.stream().filter(job -> job.gpus() > 0).map(Job::group).forEach(groups::add);
    if (groups.stream().noneMatch(byName::containsKey)) {
      return new TreeMap<>();
    }
    for (String group : groups) {
      if (!byName.containsKey(group)) {
        throw FabricPlans.problem(
            "workload.speeds",
            "jobs of group \"" + group + "\" have no kind, those of other groups have",
            "add {name: " + group + ", on: [...]}");
      }
    }
    return byName;
  }

  private static void check(List<SpeedSpec> kinds, Cluster cluster) throws InputException {
    SortedSet<String> models = new TreeSet<>();
    for (Node node : cluster.nodes()) {
      if (node.gpus() > 0) {
        models.add(node.gpuModel());
      }
    }
    for (int kind = 0; kind < kinds.size(); kind++) {
      for (int at = 0; at < kinds.get(kind).on().size(); at++) {
        String model = kinds.get(kind).on().get(at).gpu();
        if (!models.contains(model)) {
          throw FabricPlans.problem(
              "workload.speeds[" + kind + "].on[" + at + "].gpu",
              "no node of the cluster has GPUs of model \"" + model + "\"",
              Nearest.hint(model, models));
        }
      }
    }
  }

  private Job give(Job job, int kind) throws InputException {
    return new Job(
        job.id(),
        job.group(),
        job.arrivalNanos(),
        job.durationNanos(),
        job.tasks(),
        restricted(job, kind, job.demand()),
        restricted(job, kind, job.lastDemand()),
        speeds.get(kind),
        job.loads(),
        elastic.of(kind, job));
  }

  private int draw() {
    double left = stream.nextUniform() * total;
    int kind = 0;
    while (kind < kinds.size() - 1 && left >= kinds.get(kind).weight()) {
      left -= kinds.get(kind++).weight();
    }
    return kind;
  }

  /** Only on models on which it has a speed. */
  private TaskDemand restricted(Job job, int kind, TaskDemand demand) throws InputException {
    if (speeds.get(kind).byModel().isEmpty()) {
      return demand;
    }
    TaskDemand known = demands.get(new Key(kind, demand));
    if (known != null) {
      return known;
    }
    List<String> models = new ArrayList<>(speeds.get(kind).byModel().keySet());
    if (!demand.gpuModels().isEmpty()) {
      models.retainAll(demand.gpuModels());
    }
    if (models.isEmpty()) {
      String message =
          "job "
              + job.id()
              + " accepts "
              + String.join(", ", demand.gpuModels())
              + ", on none of which "
              + kinds.get(kind).name()
              + " has a speed";
      throw new InputException(
          List.of(new Problem("scenario", 0, "workload.speeds", message, "give it one")));
    }
    TaskDemand restricted = demand.onlyOn(models);
    demands.put(new Key(kind, demand), restricted);
    return restricted;
  }
}
