package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans that a policy from another jar may come up with: refused, with the policy and the reason.
 */
class InvalidPlansTest {
  private record Always(Function<JobQueue, Plan> answer) implements SchedulingPolicy {
    @Override
    public String id() {
      return "plug-in";
    }

    @Override
    public String description() {
      return "answers the same whatever is asked";
    }

    @Override
    public Plan plan(ClusterView cluster, JobQueue queue) {
      return answer.apply(queue);
    }
  }

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(Plan.start(7, Assignment.single(0)), "there is no job 7"),
        Arguments.of(Plan.start(-1, Assignment.single(0)), "there is no job -1"),
        Arguments.of(Plan.start(2, Assignment.single(0)), "job late does not wait"),
        Arguments.of(Plan.start(0, null), "job gang has no place"),
        Arguments.of(Plan.start(0, Assignment.single(0)), "job gang has 2 tasks, not 1"),
        Arguments.of(
            Plan.start(0, new Assignment(new int[] {0, 1}, new int[] {0})),
            "job gang has 2 tasks and as many devices, or none"),
        Arguments.of(Plan.start(0, Assignment.gang(new int[] {0, 2})), "there is no node 2"),
        Arguments.of(Plan.start(0, Assignment.gang(new int[] {0, 0})), "does not fit on n0"),
        Arguments.of(Plan.start(1, Assignment.single(1, 9)), "device 9 of node 1"),
        Arguments.of(new Plan(List.of(new Plan.Preempt(0))), "job gang does not run"),
        Arguments.of(Plan.promise(0, -1, new int[] {0, 1}), "a promise of the past"),
        Arguments.of(Plan.promise(0, 5, new int[] {0}), "job gang has 2 tasks, not 1"),
        Arguments.of(
            new Plan(
                List.of(
                    new Plan.Start(1, Assignment.single(0)),
                    new Plan.Start(1, Assignment.single(1)))),
            "job half does not wait"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("plans")
  void isRefusedWithTheReason(Plan plan, String reason) {
    TaskDemand two = TaskDemand.wholeGpus(2);
    TaskDemand half = new TaskDemand(1, 500, 0, 0, List.of());
    List<Job> jobs =
        List.of(
            new Job("gang", "", 0, 10, 2, two, two),
            Job.single("half", "", 0, 10, half),
            Job.single("late", "", 100, 10, half));
    Cluster cluster =
        new Cluster(
            List.of(new Node("n0", 0, "A", 2, 0, 0, 0), new Node("n1", 0, "A", 2, 0, 0, 0)));
    World world =
        new World(
            cluster,
            jobs,
            new Always(queue -> plan),
            new FirstFit(),
            bound -> 0,
            Probe.none(),
            false,
            false);

    assertThatThrownBy(world::run)
        .isInstanceOf(StuckRunException.class)
        .hasMessageContaining("the plan of policy plug-in at 0.0 s is refused")
        .hasMessageContaining(reason);
  }
}
