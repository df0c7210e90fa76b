package io.opisim.hwvalidate.calibrate;

import io.opisim.hwvalidate.training.TrainingRow;
import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.models.workload.training.TransformerStep;
import io.opisim.simcore.units.TimeSpan;
import java.time.LocalDate;
import java.util.List;

/**
 * Shares of matrix and memory rates, and launch time, that make steps as long as they were
 * measured.
 *
 * <p>Link shares and overlaps are not fitted: rows that would tell them apart from the rest are
 * few.
 */
public final class TrainingFit {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICROSECOND = 1e3;
  private static final double FIRST_MATMUL_SHARE = 0.7;
  private static final double FIRST_MEMORY_SHARE = 0.6;
  private static final double FIRST_LAUNCH_SECONDS = 1e-3;

  private final AcceleratorProfile accelerator;
  private final NodeShape node;

  /** A fit on one kind of node. */
  public TrainingFit(AcceleratorProfile accelerator, NodeShape node) {
    this.accelerator = accelerator;
    this.node = node;
  }

  /** The profile with the shares of matrix and memory rates fitted. */
  public TrainingProfile shares(
      TrainingProfile start, List<TrainingRow> rows, String source, LocalDate date) {
    double[] best =
        LogRatioFit.minimize(
            new double[] {FIRST_MATMUL_SHARE, FIRST_MEMORY_SHARE},
            shares ->
                outside(shares)
                    + loss(withShares(start, shares[0], shares[1], source, date), rows));
    return withShares(start, SpeedFit.rounded(best[0]), SpeedFit.rounded(best[1]), source, date);
  }

  /** The profile with the launch time fitted. */
  public TrainingProfile launch(
      TrainingProfile start, List<TrainingRow> rows, String source, LocalDate date) {
    double[] best =
        LogRatioFit.minimize(
            new double[] {FIRST_LAUNCH_SECONDS},
            seconds -> loss(withLaunch(start, seconds[0] * NANOS_PER_SECOND, source, date), rows));
    double micros = StrictMath.rint(best[0] * NANOS_PER_SECOND / NANOS_PER_MICROSECOND);
    return withLaunch(start, micros * NANOS_PER_MICROSECOND, source, date);
  }

  /** Another system that a profile is carried over to. */
  record Target(String training, String name, String accelerator, String node) {}

  /** The profile for another system, its shares estimated instead of fitted. */
  static TrainingProfile carriedOver(
      TrainingProfile from, Target to, double matmulShare, String source, LocalDate date) {
    return new TrainingProfile(
        to.training(),
        to.name(),
        to.accelerator(),
        to.node(),
        new Sourced<>(matmulShare, Provenance.ESTIMATED, source, date),
        from.halfRateGflop(),
        new Sourced<>(
            from.memoryShare().value(),
            Provenance.ESTIMATED,
            "as fitted for " + from.accelerator() + "; no step times of this one were at hand",
            date),
        from.scaleUpShare(),
        from.networkShare(),
        from.scaleUpLatency(),
        from.networkLatency(),
        from.launchTime(),
        from.fusedAttention(),
        from.tensorOverlap(),
        from.gradientOverlap());
  }

  /** No program is faster than its hardware. */
  private static double outside(double[] shares) {
    double penalty = 0;
    for (double share : shares) {
      penalty += 1e3 * StrictMath.max(0, share - 1);
    }
    return penalty;
  }

  private double loss(TrainingProfile profile, List<TrainingRow> rows) {
    TrainingMachine machine = TrainingMachine.of(accelerator, node, profile);
    double sum = 0;
    for (TrainingRow row : rows) {
      double predicted = TransformerStep.time(row.model(), row.plan(), machine).totalSeconds();
      sum += LogRatioFit.loss(predicted, row.seconds());
    }
    return sum;
  }

  private static TrainingProfile withShares(
      TrainingProfile profile, double matmul, double memory, String source, LocalDate date) {
    return copy(
        profile,
        new Sourced<>(matmul, Provenance.FITTED, source, date),
        new Sourced<>(memory, Provenance.FITTED, source, date),
        profile.launchTime());
  }

  private static TrainingProfile withLaunch(
      TrainingProfile profile, double nanos, String source, LocalDate date) {
    TimeSpan launch = new TimeSpan(StrictMath.round(nanos));
    return copy(
        profile,
        profile.matmulShare(),
        profile.memoryShare(),
        new Sourced<>(launch, Provenance.FITTED, source, date));
  }

  private static TrainingProfile copy(
      TrainingProfile profile,
      Sourced<Double> matmul,
      Sourced<Double> memory,
      Sourced<TimeSpan> launch) {
    return new TrainingProfile(
        profile.training(),
        profile.name(),
        profile.accelerator(),
        profile.node(),
        matmul,
        profile.halfRateGflop(),
        memory,
        profile.scaleUpShare(),
        profile.networkShare(),
        profile.scaleUpLatency(),
        profile.networkLatency(),
        launch,
        profile.fusedAttention(),
        profile.tensorOverlap(),
        profile.gradientOverlap());
  }
}
