package io.opisim.scheduler.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.scheduler.state.QueueState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies that {@code docs/extending.md} shows: the page has their code, and they work. */
class ExamplePolicyTest {
  private static final Path PAGE = Path.of("../docs/extending.md");
  private static final Path SOURCES = Path.of("src/test/java/io/opisim/scheduler/example");
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  @Test
  void thePageShowsThisVeryCode() throws IOException {
    for (String name : List.of("SmallestFirst.java", "GroupsInTurn.java")) {
      String code = Files.readString(SOURCES.resolve(name));
      assertThat(Files.readString(PAGE)).contains("```java\n" + code + "```\n");
    }
  }

  @Test
  void groupsTakeTurnsAndEachRunHasATurnOfItsOwn() {
    List<Job> jobs =
        Stream.of("a", "a", "a", "b", "c", "c")
            .map(group -> Job.single(group, group, 0, HOUR_NANOS, TaskDemand.wholeGpus(1)))
            .toList();
    SchedulingPolicy shared = new GroupsInTurn();

    for (int run = 0; run < 2; run++) {
      assertThat(order(shared.forRun(), jobs)).containsExactly("a", "b", "c", "a", "c", "a");
    }
  }

  private static List<String> order(SchedulingPolicy policy, List<Job> jobs) {
    Node node = new Node("n-0", 0, "any", 8, 0, 0, 0);
    ClusterState cluster =
        new ClusterState(new Cluster(List.of(node)), jobs.size(), new FirstFit(), bound -> 0);
    QueueState queue = new QueueState(jobs, policy, cluster);
    for (int job = 0; job < jobs.size(); job++) {
      queue.arrive(job);
    }
    List<String> started = new ArrayList<>();
    Plan plan = policy.plan(cluster, queue);
    while (!plan.isEmpty()) {
      Plan.Start start = (Plan.Start) plan.decisions().get(0);
      cluster.allocate(start.job(), jobs.get(start.job()), start.assignment());
      queue.start(start.job());
      started.add(jobs.get(start.job()).group());
      plan = policy.plan(cluster, queue);
    }
    return started;
  }

  @Test
  void ofThreeWaitingJobsTheSmallestStartsFirst() {
    Node node = new Node("n-0", 0, "any", 8, 0, 0, 0);
    List<Job> jobs =
        IntStream.of(4, 1, 2)
            .mapToObj(
                gpus -> Job.single("gpus-" + gpus, "", 0, HOUR_NANOS, TaskDemand.wholeGpus(gpus)))
            .toList();
    SmallestFirst policy = new SmallestFirst();
    ClusterState cluster =
        new ClusterState(new Cluster(List.of(node)), jobs.size(), new FirstFit(), bound -> 0);
    QueueState queue = new QueueState(jobs, policy, cluster);
    for (int job = 0; job < jobs.size(); job++) {
      queue.arrive(job);
    }
    assertThat(policy.plan(cluster, queue)).isEqualTo(Plan.start(1, Assignment.single(0)));
  }
}
