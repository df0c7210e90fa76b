package io.opisim.scheduler.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A passing and a failing case for each constraint: what it adds to the score, in its own unit. */
class PackingConstraintsTest {
  private static final long GIB = 1L << 30;
  private static final Cluster CLUSTER =
      new Cluster(
          List.of(
              new Node("a", 0, "A", 2, 0, 10_000, 8 * GIB),
              new Node("b", 0, "B", 2, 0, 10_000, 8 * GIB)));
  private static final DemandMix ONE_WHOLE_GPU =
      new DemandMix(List.of(new TaskDemand(1, 1000, 4000, 0, List.of())), List.of(1L));

  private static TaskDemand share(int milli) {
    return new TaskDemand(1, milli, 0, 0, List.of());
  }

  private static PackingTask task(TaskDemand demand) {
    return PackingTask.waiting("t", demand);
  }

  private static PackingProblem problem(PackingTask... tasks) {
    return new PackingProblem(
        CLUSTER, List.of(tasks), null, new TreeMap<>(Map.of("red", 1500L)), ONE_WHOLE_GPU, 70, 1);
  }

  private static long total(String constraint, PackingProblem problem, Site... sites) {
    PackingPlan plan = new PackingPlan(problem);
    for (int i = 0; i < sites.length; i++) {
      plan.tasks().get(i).place(sites[i]);
    }
    return ScoreExplanations.totals(plan).getOrDefault(constraint, 0L);
  }

  private static final Site A0 = new Site(0, 0);
  private static final Site A1 = new Site(0, 1);
  private static final Site B0 = new Site(1, 0);

  @Test
  void cpu_counts_from_the_first_milli_core_too_much() {
    PackingTask six = task(TaskDemand.cpuCores(6));
    PackingTask four = task(TaskDemand.cpuCores(4));
    assertThat(total("cpu-capacity", problem(six, four), A0, A0)).isZero();
    assertThat(total("cpu-capacity", problem(six, six), A0, B0)).isZero();
    assertThat(total("cpu-capacity", problem(six, six), A0, A0)).isEqualTo(-2000);
  }

  @Test
  void memory_counts_in_mebibytes_rounded_up() {
    PackingTask half = task(new TaskDemand(0, 0, 0, 4 * GIB, List.of()));
    PackingTask more = task(new TaskDemand(0, 0, 0, 4 * GIB + 1, List.of()));
    assertThat(total("memory-capacity", problem(half, half), A0, A0)).isZero();
    assertThat(total("memory-capacity", problem(half, more), A0, A0)).isEqualTo(-1);
  }

  @Test
  void shares_fill_a_device_and_whole_gpus_want_devices_without_shares() {
    PackingProblem shares = problem(task(share(600)), task(share(400)), task(share(300)));
    assertThat(total("gpu-capacity", shares, A0, A0, A1)).isZero();
    assertThat(total("gpu-capacity", shares, A0, A0, A0)).isEqualTo(-300);
    PackingProblem mixed = problem(task(share(600)), task(TaskDemand.wholeGpus(1)));
    assertThat(total("gpu-capacity", mixed, A0, A0)).isZero();
    PackingProblem full = problem(task(share(600)), task(TaskDemand.wholeGpus(2)));
    assertThat(total("gpu-capacity", full, A0, B0)).isZero();
    assertThat(total("gpu-capacity", full, A0, A0)).isEqualTo(-1000);
  }

  @Test
  void a_task_runs_only_on_the_models_it_accepts() {
    PackingProblem picky = problem(task(new TaskDemand(1, 500, 0, 0, List.of("A"))));
    assertThat(total("gpu-model", picky, A0)).isZero();
    assertThat(total("gpu-model", picky, B0)).isEqualTo(-PackingRules.BROKEN_RULE);
  }

  @Test
  void a_group_holds_no_more_than_its_quota() {
    PackingTask red = task(TaskDemand.wholeGpus(1)).inGroup("red");
    PackingTask blue = task(TaskDemand.wholeGpus(1)).inGroup("blue");
    assertThat(total("quota", problem(red, blue), A0, A0)).isZero();
    assertThat(total("quota", problem(red, red), A0, B0)).isEqualTo(-500);
  }

  @Test
  void required_and_running_tasks_are_not_left_out() {
    PackingTask waiting = task(share(100));
    assertThat(total("must-run", problem(waiting), (Site) null)).isZero();
    assertThat(total("must-run", problem(waiting.asRequired()), A0)).isZero();
    assertThat(total("must-run", problem(waiting.asRequired()), (Site) null))
        .isEqualTo(-PackingRules.BROKEN_RULE);
    assertThat(total("must-run", problem(waiting.runningAt(A0, false)), (Site) null))
        .isEqualTo(-PackingRules.BROKEN_RULE);
  }

  @Test
  void moves_cost_and_are_limited_to_one_here() {
    PackingTask running = task(share(100)).runningAt(A0, false);
    assertThat(total("moves", problem(running), A0)).isZero();
    assertThat(total("moves", problem(running), A1)).isEqualTo(-70);
    assertThat(total("most-moves", problem(running, running), A0, A1)).isZero();
    assertThat(total("most-moves", problem(running, running), B0, A1))
        .isEqualTo(-PackingRules.BROKEN_RULE);
  }

  @Test
  void a_whole_gpu_on_another_device_number_is_no_move() {
    PackingTask running = task(TaskDemand.wholeGpus(1)).runningAt(A0, false);
    assertThat(total("moves", problem(running), A1)).isZero();
  }

  @Test
  void allocated_gpus_count_in_thousandths() {
    PackingProblem both = problem(task(share(300)), task(TaskDemand.wholeGpus(2)));
    assertThat(total("gpus-allocated", both, A0, B0)).isEqualTo(2300);
    assertThat(total("gpus-allocated", both, null, B0)).isEqualTo(2000);
  }

  /** Half of device 0 is lost to tasks on whole GPUs: 500 milli-GPU times ten for the one shape. */
  @Test
  void a_fragment_is_what_the_typical_task_cannot_use() {
    PackingProblem half = problem(task(share(500)));
    assertThat(total("fragments", half, A0)).isEqualTo(-5000);
    PackingProblem whole = problem(task(TaskDemand.wholeGpus(1)));
    assertThat(total("fragments", whole, A0)).isZero();
  }

  /**
   * Five cores are left for two GPUs: one of the two tasks would run, so half of the tenth of 2000
   * milli-GPU that depends on CPU is lost, times ten; with three cores left, everything is.
   */
  @Test
  void gpus_whose_cpu_is_gone_are_fragments() {
    assertThat(total("fragments", problem(task(TaskDemand.cpuCores(5))), A0)).isEqualTo(-1000);
    assertThat(total("fragments", problem(task(TaskDemand.cpuCores(7))), A0)).isEqualTo(-20_000);
    assertThat(total("fragments", problem(task(TaskDemand.cpuCores(2))), A0)).isZero();
  }
}
