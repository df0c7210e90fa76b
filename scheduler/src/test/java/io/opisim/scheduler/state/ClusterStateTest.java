package io.opisim.scheduler.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.RandomClusters;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.placement.FirstFit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterStateTest {
  private static final int STEPS = 1_500;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsFreeIsAlwaysTheClusterLessWhatJobsHold(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Cluster cluster = RandomClusters.cluster(random);
    List<Placement> placements = List.copyOf(SchedulerServices.placements().values());
    Placement placement = placements.get(random.nextInt(placements.size()));
    ClusterState state = new ClusterState(cluster, STEPS, placement, random::nextInt);
    List<Job> jobs = new ArrayList<>();
    List<Integer> running = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      Job job = RandomClusters.job(random, step, 0, 1);
      jobs.add(job);
      Assignment place = state.place(job, NodeLimit.NONE);
      if (place != null) {
        state.allocate(step, job, place);
        running.add(step);
      } else if (!running.isEmpty()) {
        int leaving = running.remove(random.nextInt(running.size()));
        state.release(leaving, jobs.get(leaving));
      }
      assertHeld(state, jobs, running);
      if (step % 5 == 0) {
        assertCursors(state, RandomClusters.demand(random));
      }
    }
    running.forEach(leaving -> state.release(leaving, jobs.get(leaving)));
    assertHeld(state, jobs, List.of());
  }

  private static void assertHeld(ClusterState state, List<Job> jobs, List<Integer> running) {
    List<Node> nodes = state.cluster().nodes();
    long[] cpu = new long[nodes.size()];
    long[] memory = new long[nodes.size()];
    long[] gpuMilli = new long[nodes.size()];
    for (int job : running) {
      Assignment at = state.assignment(job);
      for (int task = 0; task < at.nodes().length; task++) {
        TaskDemand held = jobs.get(job).demandOf(task);
        int node = at.nodes()[task];
        cpu[node] += held.cpuMilli();
        memory[node] += held.memoryBytes();
        gpuMilli[node] += held.totalGpuMilli();
        assertThat(held.gpus() == 0 || accepts(nodes.get(node), held)).isTrue();
      }
    }
    for (int node = 0; node < nodes.size(); node++) {
      assertThat(state.freeCpuMilli(node))
          .isEqualTo(nodes.get(node).cpuMilli() - cpu[node])
          .isNotNegative();
      assertThat(state.freeMemoryBytes(node))
          .isEqualTo(nodes.get(node).memoryBytes() - memory[node])
          .isNotNegative();
      long free = 0;
      int whole = 0;
      for (int device = 0; device < nodes.get(node).gpus(); device++) {
        assertThat(state.freeGpuMilli(node, device)).isBetween(0, 1000);
        free += state.freeGpuMilli(node, device);
        whole += state.freeGpuMilli(node, device) == 1000 ? 1 : 0;
      }
      assertThat(free).isEqualTo(nodes.get(node).gpus() * 1000L - gpuMilli[node]);
      assertThat(state.freeWholeGpus(node)).isEqualTo(whole);
    }
  }

  private static void assertCursors(ClusterState state, TaskDemand demand) {
    List<Integer> fitting = new ArrayList<>();
    for (int node = 0; node < state.cluster().nodes().size(); node++) {
      int slots = bruteSlots(state, node, demand);
      assertThat(Math.min(1000, state.slots(node, demand))).isEqualTo(slots);
      if (slots > 0) {
        fitting.add(node);
      }
    }
    List<Integer> tightest = sorted(fitting, node -> tightestFree(state, node, demand));
    List<Integer> loosest = sorted(fitting, node -> -loosestFree(state, node, demand));
    assertThat(drain(state.inOrder(demand))).isEqualTo(fitting);
    assertThat(drain(state.tightestFirst(demand))).isEqualTo(tightest);
    assertThat(drain(state.loosestFirst(demand))).isEqualTo(loosest);
    assertThat(sorted(drain(state.inRandomOrder(demand)), node -> 0)).isEqualTo(fitting);
    for (int rack = 0; rack < state.cluster().racks(); rack++) {
      assertThat(drain(state.tightestInRack(rack, demand)))
          .isEqualTo(inRack(state, rack, tightest));
      assertThat(drain(state.loosestInRack(rack, demand))).isEqualTo(inRack(state, rack, loosest));
      long slots = 0;
      for (int node : inRack(state, rack, fitting)) {
        slots += state.slots(node, demand);
      }
      assertThat(state.rackSlots(rack, demand) + 1L)
          .isGreaterThanOrEqualTo(Math.min(slots, Integer.MAX_VALUE));
    }
  }

  private static List<Integer> inRack(ClusterState state, int rack, List<Integer> nodes) {
    return nodes.stream().filter(node -> state.cluster().nodes().get(node).rack() == rack).toList();
  }

  private static List<Integer> sorted(List<Integer> nodes, ToLongFunction<Integer> key) {
    List<Integer> sorted = new ArrayList<>(nodes);
    sorted.sort(Comparator.comparingLong(key).thenComparing(Comparator.naturalOrder()));
    return sorted;
  }

  private static long tightestFree(ClusterState state, int node, TaskDemand demand) {
    return demand.isFractional()
        ? Collections.min(
            devices(state, node).stream().filter(free -> free >= demand.gpuMilli()).toList())
        : wholeOrCpu(state, node, demand);
  }

  private static long loosestFree(ClusterState state, int node, TaskDemand demand) {
    return demand.isFractional()
        ? Collections.max(devices(state, node))
        : wholeOrCpu(state, node, demand);
  }

  private static long wholeOrCpu(ClusterState state, int node, TaskDemand demand) {
    return demand.gpus() > 0
        ? devices(state, node).stream().filter(free -> free == 1000).count()
        : state.freeCpuMilli(node);
  }

  private static List<Integer> devices(ClusterState state, int node) {
    List<Integer> free = new ArrayList<>();
    for (int device = 0; device < state.cluster().nodes().get(node).gpus(); device++) {
      free.add(state.freeGpuMilli(node, device));
    }
    return free;
  }

  /** Puts one task after another on the node until one more does not fit, up to 1000. */
  private static int bruteSlots(ClusterState state, int node, TaskDemand demand) {
    long cpu = state.freeCpuMilli(node);
    long memory = state.freeMemoryBytes(node);
    List<Integer> devices = devices(state, node);
    int slots = 0;
    while (slots < 1000
        && cpu >= demand.cpuMilli()
        && memory >= demand.memoryBytes()
        && (demand.gpus() == 0 || accepts(state.cluster().nodes().get(node), demand))
        && takeGpus(devices, demand)) {
      cpu -= demand.cpuMilli();
      memory -= demand.memoryBytes();
      slots++;
    }
    return slots;
  }

  private static boolean takeGpus(List<Integer> devices, TaskDemand demand) {
    int left = demand.gpus();
    for (int device = 0; device < devices.size() && left > 0; device++) {
      if (devices.get(device) >= demand.gpuMilli()) {
        devices.set(device, devices.get(device) - demand.gpuMilli());
        left--;
      }
    }
    return left == 0;
  }

  private static boolean accepts(Node node, TaskDemand demand) {
    return demand.gpuModels().isEmpty() || demand.gpuModels().contains(node.gpuModel());
  }

  @ParameterizedTest(name = "{0} of 64 nodes are full")
  @ValueSource(ints = {0, 60})
  void randomOrderGivesEveryFittingNodeTheSameChance(int full) {
    SplittableRandom random = new SplittableRandom(11);
    ClusterState state = fullFromTheFront(64, full, random);
    int fitting = 64 - full;
    int draws = 1_000 * fitting;
    int[] firstHits = new int[64];
    int[] secondHits = new int[64];
    for (int draw = 0; draw < draws; draw++) {
      IntCursor cursor = state.inRandomOrder(TaskDemand.cpuCores(1));
      firstHits[cursor.next()]++;
      secondHits[cursor.next()]++;
    }
    // 99.9 % quantiles of chi-square with 63 and 3 degrees of freedom.
    double bound = full == 0 ? 103.4 : 16.27;
    assertThat(chiSquare(firstHits, full, draws)).isLessThan(bound);
    assertThat(chiSquare(secondHits, full, draws)).isLessThan(bound);
  }

  private static ClusterState fullFromTheFront(int count, int full, SplittableRandom random) {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < count; node++) {
      nodes.add(new Node("n" + node, 0, "", 0, 0, 1000, 0));
    }
    ClusterState state =
        new ClusterState(new Cluster(nodes), count, new FirstFit(), random::nextInt);
    for (int node = 0; node < full; node++) {
      state.allocate(
          node,
          Job.single("job-" + node, "", 0, 1, TaskDemand.cpuCores(1)),
          Assignment.single(node));
    }
    return state;
  }

  private static double chiSquare(int[] hits, int full, int draws) {
    double expected = draws / (double) (hits.length - full);
    double sum = 0;
    for (int node = full; node < hits.length; node++) {
      sum += (hits[node] - expected) * (hits[node] - expected) / expected;
    }
    return sum;
  }

  @Test
  void moreThanANodeHasIsNeverHandedOut() {
    Cluster cluster = new Cluster(List.of(new Node("n0", 0, "A", 2, 0, 8000, 0)));
    ClusterState state = new ClusterState(cluster, 2, new FirstFit(), bound -> 0);
    Job two = Job.single("two", "", 0, 1, TaskDemand.wholeGpus(2));
    state.allocate(0, two, Assignment.single(0));

    assertThatThrownBy(() -> state.allocate(1, two, Assignment.single(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("job two does not fit on n0");
  }

  @Test
  void aFractionGoesToTheChosenDevice() {
    Cluster cluster = new Cluster(List.of(new Node("n0", 0, "A", 3, 0, 8000, 0)));
    ClusterState state = new ClusterState(cluster, 1, new FirstFit(), bound -> 0);
    Job third = Job.single("third", "", 0, 1, new TaskDemand(1, 300, 0, 0, List.of()));
    state.allocate(0, third, Assignment.single(0, 1));

    assertThat(devices(state, 0)).containsExactly(1000, 700, 1000);
    assertThat(state.tightestDevice(0, 700)).isEqualTo(1);
    assertThat(state.tightestDevice(0, 701)).isZero();
  }

  private static List<Integer> drain(IntCursor cursor) {
    List<Integer> members = new ArrayList<>();
    for (int member = cursor.next(); member >= 0; member = cursor.next()) {
      members.add(member);
    }
    return members;
  }
}
