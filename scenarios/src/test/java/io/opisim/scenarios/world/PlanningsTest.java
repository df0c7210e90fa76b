package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Planning;
import io.opisim.scheduler.PlanningLog;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.optimizer.joint.OptimizerPolicy;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the policy {@code optimizer} tells of its plans while a world runs. */
class PlanningsTest {
  private static final long SECOND = 1_000_000_000L;

  private static Job job(int number, long arrivalSeconds, long seconds, int gpus) {
    return Job.single(
        "job-" + number, "", arrivalSeconds * SECOND, seconds * SECOND, TaskDemand.wholeGpus(gpus));
  }

  private static RunOutcome run(List<Job> jobs, Optional<PlanningLog> log) {
    Cluster cluster = new Cluster(List.of(new Node("n", 0, "A", 4, 0, 0, 0)));
    PolicyOptions options =
        new PolicyOptions(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), log);
    return new World(
            cluster,
            jobs,
            new OptimizerPolicy().with(options),
            new FirstFit(),
            bound -> 0,
            Probe.none(),
            false,
            false)
        .run();
  }

  @Test
  void thePlanThatPutsTheShortJobFirstGainsWhatTheLongOneWouldHaveMadeItWait() {
    List<Planning> told = new ArrayList<>();
    run(List.of(job(0, 0, 10, 4), job(1, 1, 100, 4), job(2, 2, 5, 4)), Optional.of(told::add));

    // Nothing fits at 1 s and 2 s, so nothing is planned there.
    assertThat(told)
        .extracting(planning -> planning.nowNanos() / SECOND)
        .containsExactly(0L, 10L, 15L);
    Planning second = told.get(1);
    assertThat(second.waiting()).isEqualTo(2);
    assertThat(second.running()).isZero();
    assertThat(second.started()).isEqualTo(1);
    // In order of arrival: 100 s, then 5 s more. The other way round: 5 s, then 100 s more.
    assertThat(second.baseline().sum()).isEqualTo(new Planning.Parts(100, 105, 0, 0));
    assertThat(second.plan().sum()).isEqualTo(new Planning.Parts(5, 105, 0, 0));
    assertThat(second.jobs())
        .containsExactly(
            new Planning.JobParts(
                2, false, new Planning.Parts(0, 5, 0, 0), new Planning.Parts(100, 5, 0, 0)),
            new Planning.JobParts(
                1, false, new Planning.Parts(5, 100, 0, 0), new Planning.Parts(0, 100, 0, 0)));
    assertThat(told.get(2).gainSeconds()).isZero();
    assertThat(told.get(2).jobs()).isEmpty();
  }

  @Test
  void ofAJobThatRunsOnlyWhatIsLeftCounts() {
    List<Planning> told = new ArrayList<>();
    run(List.of(job(0, 0, 20, 2), job(1, 5, 3, 2)), Optional.of(told::add));

    assertThat(told).hasSize(2);
    assertThat(told.get(1).running()).isEqualTo(1);
    assertThat(told.get(1).plan().sum()).isEqualTo(new Planning.Parts(0, 15 + 3, 0, 0));
  }

  @Test
  void listeningChangesNoPlanAndNoPlanIsWorseThanTheBaseline() {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Job> jobs = new ArrayList<>();
      long arrival = 0;
      for (int number = 0; number < 25; number++) {
        arrival += random.nextInt(6);
        jobs.add(job(number, arrival, 1 + random.nextInt(30), 1 + random.nextInt(4)));
      }
      List<Planning> told = new ArrayList<>();

      RunOutcome heard = run(jobs, Optional.of(told::add));

      assertThat(heard.startNanos())
          .as("seed %d", seed)
          .isEqualTo(run(jobs, Optional.empty()).startNanos());
      assertThat(told.stream().mapToInt(Planning::started).sum()).isEqualTo(25);
      assertThat(told)
          .as("seed %d", seed)
          .allMatch(planning -> planning.gainSeconds() > -1e-6)
          .anyMatch(planning -> planning.gainSeconds() > 1);
    }
  }
}
