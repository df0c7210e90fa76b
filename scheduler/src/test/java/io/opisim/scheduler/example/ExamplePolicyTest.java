package io.opisim.scheduler.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.scheduler.state.QueueState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The policy that {@code docs/extending.md} shows: the page has its code, and it does its work. */
class ExamplePolicyTest {
  private static final Path PAGE = Path.of("../docs/extending.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/opisim/scheduler/example/SmallestFirst.java");
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  @Test
  void thePageShowsThisVeryCode() throws IOException {
    assertThat(Files.readString(PAGE)).contains("```java\n" + Files.readString(SOURCE) + "```\n");
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
