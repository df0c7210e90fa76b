package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.PlacedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The soft terms of a schedule, job by job.
 *
 * <p>Models: a node is in use while any task is on it; its time, and its GPUs that nobody holds
 * then, are shared out to the jobs there by the GPUs that they hold (equally where none holds any).
 * Fragmentation is these idle GPUs times time. Distance is the hops between the nodes of
 * consecutive tasks, once for each job. Energy: the accelerators held at the share of time in which
 * they compute, the idle ones at rest, host and card by what is busy of them, times the facility's
 * overhead. Cost: accelerators and cards of nodes in use by the hour, and the energy where prices
 * do not include it. Ignores: nodes that nobody uses, which are taken to be off and to cost
 * nothing; storage servers; polling and the cores of the program itself. Valid for: comparing
 * plans. Source: {@code docs/models/optimizer.md}.
 */
final class TermAmounts {
  private final JointProblem problem;

  /** A job where and when a schedule has it. */
  record Stay(int job, int way, int[] nodes, PlacedRun run, double start, double finish) {
    double seconds() {
      return finish - start;
    }
  }

  /** What a task holds of a node, and whose it is. */
  private record Holding(int stay, int gpus) {}

  TermAmounts(JointProblem problem) {
    this.problem = problem;
  }

  /** Of each stay. */
  List<SoftTerms> of(List<Stay> stays) {
    double[] nodeSeconds = new double[stays.size()];
    double[] idleGpuSeconds = new double[stays.size()];
    shareOut(stays, nodeSeconds, idleGpuSeconds);
    List<SoftTerms> terms = new ArrayList<>();
    for (int stay = 0; stay < nodeSeconds.length; stay++) {
      terms.add(terms(stays.get(stay), nodeSeconds[stay], idleGpuSeconds[stay]));
    }
    return terms;
  }

  /** Their sum. */
  static SoftTerms sum(List<SoftTerms> terms) {
    SoftTerms sum = SoftTerms.NONE;
    for (SoftTerms one : terms) {
      sum = sum.plus(one);
    }
    return sum;
  }

  private SoftTerms terms(Stay stay, double nodeSeconds, double idleGpuSeconds) {
    JointRules rules = problem.rules();
    long hops = 0;
    for (int task = 1; task < stay.nodes.length; task++) {
      hops += rules.distances().hops(stay.nodes[task - 1], stay.nodes[task]);
    }
    double energy = 0;
    double cost = 0;
    if (rules.costs().isPresent()) {
      PlannedJob planned = problem.jobs().get(stay.job);
      double steps = stay.run.steps() * planned.leftRatio();
      double lasted = stay.seconds();
      NodeCosts.Part part =
          new NodeCosts.Part(
              planned.job().gpus() * lasted,
              lasted == 0 ? 0 : Math.min(1, steps * stay.run.computeSeconds() / lasted),
              idleGpuSeconds,
              nodeSeconds,
              steps * stay.run.coreSeconds(),
              steps * stay.run.cardSeconds());
      energy = rules.costs().get().kilowattHours(part);
      cost = rules.costs().get().usDollars(part, energy);
    }
    boolean moved =
        problem.jobs().get(stay.job).runningOn() == null
            && rules.earlier().isPresent()
            && rules.earlier().get().moves(stay.job, stay.way, stay.nodes);
    return new SoftTerms(idleGpuSeconds, hops, energy, cost, moved ? 1 : 0);
  }

  private void shareOut(List<Stay> stays, double[] nodeSeconds, double[] idleGpuSeconds) {
    Cluster cluster = problem.cluster();
    List<List<Holding>> onNode = new ArrayList<>();
    for (int node = 0; node < cluster.nodes().size(); node++) {
      onNode.add(null);
    }
    for (int stay = 0; stay < stays.size(); stay++) {
      Job job = problem.jobs().get(stays.get(stay).job).job();
      int[] nodes = stays.get(stay).nodes;
      for (int task = 0; task < nodes.length; task++) {
        if (onNode.get(nodes[task]) == null) {
          onNode.set(nodes[task], new ArrayList<>());
        }
        onNode.get(nodes[task]).add(new Holding(stay, job.demandOf(task).gpus()));
      }
    }
    for (int node = 0; node < onNode.size(); node++) {
      if (onNode.get(node) != null) {
        int gpus = cluster.nodes().get(node).gpus();
        shareOut(stays, onNode.get(node), gpus, nodeSeconds, idleGpuSeconds);
      }
    }
  }

  /** One node, from each moment at which somebody comes or goes to the next. */
  private static void shareOut(
      List<Stay> stays,
      List<Holding> holdings,
      int gpus,
      double[] nodeSeconds,
      double[] idleGpuSeconds) {
    double[] moments =
        holdings.stream()
            .flatMapToDouble(
                one -> DoubleStream.of(stays.get(one.stay).start, stays.get(one.stay).finish))
            .sorted()
            .distinct()
            .toArray();
    for (int moment = 1; moment < moments.length; moment++) {
      double from = moments[moment - 1];
      double lasting = moments[moment] - from;
      long held = 0;
      int tasks = 0;
      for (Holding one : holdings) {
        boolean there = isThere(stays.get(one.stay), from);
        held += there ? one.gpus : 0;
        tasks += there ? 1 : 0;
      }
      for (Holding one : holdings) {
        if (isThere(stays.get(one.stay), from)) {
          double share = held == 0 ? 1.0 / tasks : (double) one.gpus / held;
          nodeSeconds[one.stay] += share * lasting;
          idleGpuSeconds[one.stay] += share * (gpus - held) * lasting;
        }
      }
    }
  }

  private static boolean isThere(Stay stay, double moment) {
    return stay.start <= moment && moment < stay.finish;
  }
}
