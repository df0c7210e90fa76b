package io.opisim.scheduler.optimizer.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.Planning;
import io.opisim.scheduler.RunModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanningBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final TaskDemand NODE = TaskDemand.wholeGpus(4);

  private static final Cluster TWO_RACKS =
      new Cluster(List.of(new Node("a", 0, "A", 4, 0, 0, 0), new Node("b", 1, "A", 4, 0, 0, 0)));

  private static Job job(String id, long seconds, int tasks) {
    return new Job(id, "", 0, seconds * SECOND, tasks, NODE, NODE);
  }

  private static JointProblem problem(RunModel model, double now, PlannedJob... jobs) {
    return new JointProblem(
        TWO_RACKS, List.of(jobs), model, Objective.JCT, now, JointRules.plain(TWO_RACKS));
  }

  private static Planning book(JointProblem problem, int[] jobs, List<JobChoice> choices) {
    Schedule plan = new Timeline(problem).schedule(choices);
    return new PlanningBook(problem, jobs).of(plan, 30 * SECOND, 3, 1);
  }

  @Test
  void what_stands_in_for_a_node_that_is_out_is_no_job_and_what_has_been_does_not_count() {
    // The node b is out for 8 s. On a, "half" has 6 of its 12 s to go; "long" and "short" wait.
    JointProblem problem =
        problem(
            new FixedRuns(List.of(8.0, 12.0, 20.0, 4.0)),
            30,
            new PlannedJob(job("repair", 8, 1), 1, new int[] {1}, 1),
            new PlannedJob(job("half", 12, 1), 1, new int[] {0}, 0.5),
            PlannedJob.waiting(job("long", 20, 2), 1),
            PlannedJob.waiting(job("short", 4, 1), 1));
    List<JobChoice> choices = new ArrayList<>();
    for (int position : new int[] {0, 1, 3, 2}) {
      choices.add(new JobChoice(position, Spot.ANYWHERE, true, 0));
    }

    Planning told = book(problem, new int[] {5, 6, 9}, choices);

    assertThat(List.of(told.waiting(), told.leftOut(), told.running(), told.started()))
        .containsExactly(3, 1, 1, 1);
    // Baseline: long from 8 to 28 on both nodes, then short to 32. Plan: short from 6 to 10, then
    // long to 30. "half" ends at 6 in both.
    assertThat(told.baseline().sum()).isEqualTo(new Planning.Parts(8 + 28, 6 + 20 + 4, 0, 1));
    assertThat(told.plan().sum()).isEqualTo(new Planning.Parts(6 + 10, 6 + 20 + 4, 0, 1));
    assertThat(told.gainSeconds()).isCloseTo(20, within(1e-9));
    assertThat(told.baseline().lastEndSeconds()).isEqualTo(32);
    assertThat(told.plan().lastEndSeconds()).isEqualTo(30);
    assertThat(told.differing()).isEqualTo(2);
    assertThat(told.jobs()).extracting(Planning.JobParts::job).containsExactly(9, 6);
    assertThat(told.jobs()).noneMatch(Planning.JobParts::runs);
    assertThat(told.jobs().get(0).plan()).isEqualTo(new Planning.Parts(6, 4, 0, 0));
    assertThat(told.jobs().get(0).baseline()).isEqualTo(new Planning.Parts(28, 4, 0, 0));
  }

  private record Steps(double steps, double stepSeconds, double exchangeSeconds)
      implements PlacedRun {}

  @Test
  void what_others_add_is_told_apart_from_the_run_alone() {
    // Ten steps of 1 s, all of it exchange; beside the other a step takes 1.5 s.
    RunModel model =
        new RunModel() {
          @Override
          public PlacedRun place(int job, int way, int[] nodes) {
            return new Steps(10, 1, 1);
          }

          @Override
          public Added added(PlacedRun to, PlacedRun by) {
            return new Added(0.5, 0.5);
          }
        };
    PlannedJob one = PlannedJob.waiting(job("one", 10, 1), 1);
    PlannedJob other = PlannedJob.waiting(job("other", 10, 1), 1);
    JointProblem problem = problem(model, 30, one, other);

    // One after the other on a; the baseline has both at once.
    Planning told =
        book(problem, new int[] {0, 1}, List.of(JobChoice.on(0, 0, 0), JobChoice.on(1, 0, 0)));

    assertThat(told.baseline().sum().heldUpSeconds()).isCloseTo(2 * 5, within(1e-6));
    assertThat(told.baseline().sum().aloneSeconds()).isCloseTo(20, within(1e-6));
    assertThat(told.plan().sum()).isEqualTo(new Planning.Parts(10, 20, 0, 0));
    assertThat(told.gainSeconds()).isCloseTo(0, within(1e-6));
    assertThat(told.differing()).isEqualTo(2);
  }

  @Test
  void a_job_that_only_one_of_both_starts_is_the_furthest_off_and_in_no_sum() {
    JointProblem problem =
        problem(
            new FixedRuns(List.of(10.0, 10.0)),
            30,
            PlannedJob.waiting(job("one", 10, 1), 1),
            PlannedJob.waiting(job("other", 10, 1), 1));
    Schedule plan = new Timeline(problem).schedule(List.of(JobChoice.at(0), JobChoice.at(1)));
    Schedule without = new Schedule(plan.runs().subList(0, 1), plan.score());

    Planning told = new PlanningBook(problem, new int[] {3, 4}).of(without, 30 * SECOND, 2, 1);

    assertThat(told.plan().neverStarted()).isEqualTo(1);
    assertThat(told.plan().sum().endsSeconds()).isEqualTo(10);
    assertThat(told.baseline().neverStarted()).isZero();
    assertThat(told.jobs()).extracting(Planning.JobParts::job).containsExactly(4);
    assertThat(told.jobs().get(0).plan()).isNull();
  }
}
