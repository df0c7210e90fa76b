package io.opisim.models.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.workload.checkpoint.CheckpointInterval;
import io.opisim.models.workload.checkpoint.CheckpointTimes;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.units.TimeSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointedRunTest {
  private static final DeviceCounts DEVICES = DeviceCounts.ofAccelerators(1000, 8);
  private static final double HOURS = 3600;

  private static <T> Sourced<T> made(T value) {
    return new Sourced<>(value, Provenance.ESTIMATED, "made up", LocalDate.of(2026, 11, 22));
  }

  private static FaultCause cause(String id, double hoursOfJob, String repair, boolean planned) {
    return new FaultCause(
        id, DeviceKind.ACCELERATOR, planned, made(hoursOfJob * 1000), made(TimeSpan.parse(repair)));
  }

  private static FaultProfile profile(FaultCause... causes) {
    return new FaultProfile("made-up", "Made up", made(TimeSpan.parse("5 min")), List.of(causes));
  }

  private static RunBooks runs(RunPlan plan, FaultProfile profile, int runs) {
    RandomStreams streams = new RandomStreams(1);
    RunBooks sum = CheckpointedRun.run(plan, profile, DEVICES, streams.child("0"));
    for (int i = 1; i < runs; i++) {
      sum = sum.plus(CheckpointedRun.run(plan, profile, DEVICES, streams.child("" + i)));
    }
    return sum;
  }

  @Test
  void withoutFailuresTimeIsWorkAndCheckpoints() {
    // 10,000 s with a checkpoint every 1000 s: nine of them, none at the end.
    RunPlan plan = new RunPlan(10_000, 1000, CheckpointTimes.synchronous(40, 60), 300);
    RunBooks books = runs(plan, profile(cause("never", 1e12, "0 s", false)), 1);
    assertThat(books)
        .isEqualTo(new RunBooks(10_000_000_000_000L, 0, 9 * 40_000_000_000L, 0, 0, List.of(0L)));
    assertThat(books.goodput()).isEqualTo(10_000 / 10_360.0, within(1e-12));
  }

  @Test
  void everyNanosecondIsBookedOnceAndTheWorkIsDone() {
    FaultProfile profile =
        profile(cause("gpu", 3, "8 h", false), cause("upgrade", 20, "0 s", true));
    RunPlan plan = new RunPlan(100 * HOURS, 900, new CheckpointTimes(5, 200, 60), 300, 2);
    RunBooks books = runs(plan, profile, 20);
    assertThat(books.usefulNanos()).isEqualTo(20 * 100 * 3600 * 1_000_000_000L);
    assertThat(books.wallNanos())
        .isEqualTo(
            books.usefulNanos()
                + books.lostNanos()
                + books.checkpointNanos()
                + books.restartNanos()
                + books.repairWaitNanos());
    assertThat(books.lostNanos()).isPositive();
    assertThat(books.repairWaitNanos()).isPositive();
    assertThat(books.waste() + books.goodput()).isEqualTo(1);
    // Poisson: the mean count is the wall time over the mean gap, 4.5 standard deviations around.
    double expected = books.wallSeconds() / HOURS / 3;
    assertThat((double) books.interruptions().get(0))
        .isEqualTo(expected, within(4.5 * StrictMath.sqrt(expected)));
  }

  @Test
  void theWasteIsTheExpectedOne() {
    // 40 runs of about 100 failures: the error of the mean is about 1 %.
    double between = 3 * HOURS;
    double interval = CheckpointInterval.dalySeconds(40, between);
    RunPlan plan = new RunPlan(300 * interval, interval, CheckpointTimes.synchronous(40, 60), 240);
    RunBooks books = runs(plan, profile(cause("gpu", 3, "0 s", false)), 150);
    assertThat(books.interruptionCount()).isGreaterThan(4000);
    assertThat(books.waste() / CheckpointInterval.expectedWaste(40, interval, between, 300))
        .isEqualTo(1, within(0.03));
  }

  @Test
  void aPlannedInterruptionLosesNoWork() {
    RunPlan plan = new RunPlan(50 * HOURS, 1e5, CheckpointTimes.synchronous(40, 60), 300);
    RunBooks books = runs(plan, profile(cause("upgrade", 10, "0 s", true)), 10);
    assertThat(books.interruptionCount()).isPositive();
    assertThat(books.lostNanos()).isZero();
    assertThat(books.restartNanos()).isGreaterThan(0);
  }

  @Test
  void checkpointsBehindTrainingsBackStallLessAndLoseMore() {
    FaultProfile profile = profile(cause("gpu", 3, "0 s", false));
    RunPlan synchronous = new RunPlan(200 * HOURS, 900, CheckpointTimes.synchronous(60, 60), 300);
    RunPlan asynchronous =
        new RunPlan(200 * HOURS, 900, CheckpointTimes.asynchronous(5, 60, 60), 300);
    RunBooks waiting = runs(synchronous, profile, 20);
    RunBooks behind = runs(asynchronous, profile, 20);
    assertThat(behind.checkpointNanos()).isLessThan(waiting.checkpointNanos() / 10);
    assertThat(behind.lostNanos() / (double) behind.interruptionCount())
        .isGreaterThan(waiting.lostNanos() / (double) waiting.interruptionCount());
    assertThat(behind.waste()).isLessThan(waiting.waste());
  }

  @Test
  void aCheckpointWaitsForTheOneBeforeToBeDrained() {
    // Every 100 s of training one that stalls 10 s and drains 200 s: 100 s of waiting each but the
    // first, before the last 100 s of work.
    RunPlan plan = new RunPlan(400, 100, new CheckpointTimes(10, 210, 0), 0);
    RunBooks books = runs(plan, profile(cause("never", 1e12, "0 s", false)), 1);
    assertThat(books.checkpointNanos()).isEqualTo((3 * 10 + 2 * 100) * 1_000_000_000L);
  }

  @Test
  void spareDevicesSaveTheWaitForRepair() {
    FaultProfile profile = profile(cause("gpu", 10, "24 h", false));
    CheckpointTimes checkpoint = CheckpointTimes.synchronous(40, 60);
    double last = Double.POSITIVE_INFINITY;
    for (int spares : new int[] {0, 2, 5, RunPlan.ENOUGH}) {
      RunBooks books = runs(new RunPlan(100 * HOURS, 900, checkpoint, 300, spares), profile, 10);
      assertThat((double) books.repairWaitNanos()).isLessThan(last);
      last = books.repairWaitNanos();
    }
    assertThat(last).isZero();
  }

  @Test
  void booksThatNoLongerFitAreAnError() {
    RunBooks century = new RunBooks(100L * 365 * 86_400_000_000_000L, 0, 0, 0, 0, List.of(1L));
    assertThat(century.plus(century).goodput()).isEqualTo(1);
    assertThatThrownBy(() -> century.plus(century).plus(century))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aJobThatNeverEndsIsRefusedWithItsState() {
    RunPlan plan = new RunPlan(1e6, 1e5, CheckpointTimes.synchronous(40, 60), 300);
    FaultProfile profile = profile(cause("gpu", 1, "0 s", false));
    assertThatThrownBy(() -> runs(plan, profile, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the job has done 0.0 s of 1000000.0 s of work");
  }

  @Test
  void failuresScaleWithDevicesAndACauseHasItsOwnLuck() {
    FaultProfile one = profile(cause("gpu", 1, "0 s", false));
    FaultProfile two = profile(cause("nic", 0.5, "0 s", false), cause("gpu", 1, "0 s", false));
    assertThat(one.secondsBetweenUnplanned(DEVICES)).isEqualTo(HOURS, within(1e-6));
    assertThat(one.secondsBetweenUnplanned(DeviceCounts.ofAccelerators(4000, 8)))
        .isEqualTo(HOURS / 4, within(1e-6));
    assertThat(two.secondsBetweenUnplanned(DEVICES)).isEqualTo(HOURS / 3, within(1e-6));
    assertThat(two.secondsBetweenUnplanned(DeviceCounts.none())).isInfinite();
    List<Long> alone = times(one, 0);
    assertThat(alone).hasSizeGreaterThan(50).isEqualTo(times(two, 1));
  }

  private static List<Long> times(FaultProfile profile, int wanted) {
    Simulation simulation = new Simulation();
    List<Long> times = new ArrayList<>();
    FaultProcess process =
        new FaultProcess(
            simulation,
            0,
            new RandomStreams(3),
            profile,
            DEVICES,
            (cause, device) -> {
              assertThat(device).isBetween(0, 999);
              if (cause == wanted) {
                times.add(simulation.nowNanos());
              }
            });
    process.start();
    simulation.runUntil(100L * 3600 * 1_000_000_000L);
    process.stop();
    assertThat(simulation.eventsPending()).isZero();
    return times;
  }
}
