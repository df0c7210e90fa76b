package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.QuantityException;
import io.opisim.simcore.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What jobs save on the way, and what it costs them to be interrupted.
 *
 * @param interval run time between two checkpoints, {@link #YOUNG} or {@link #DALY}; empty for none
 *     on the way
 * @param write how long a job stands still for one, or empty
 * @param parameters of the model that is written, or empty
 * @param rate at which it is written and read, or empty
 * @param restart from a start to the first work, when a job was interrupted before
 * @param whenPreempted what a preempted job does; empty for saving only where there are no
 *     checkpoints on the way
 */
public record CheckpointsSpec(
    @Key(
            value =
                "Run time between two checkpoints, or young or daly for what these formulas make of"
                    + " the write time and the failure rate of a job's own devices; none on the way"
                    + " if absent.",
            example = "30 min")
        Optional<String> interval,
    @Key(
            value = "How long a job stands still for a checkpoint; 0 s if nothing tells it.",
            example = "40 s")
        Optional<TimeSpan> write,
    @Key(
            value =
                "Instead of the write time: parameters of the model, of which a checkpoint has 14"
                    + " bytes each.",
            example = "7000000000",
            positive = true,
            max = 1e15)
        Optional<Double> parameters,
    @Key(
            value = "The rate at which a job writes a checkpoint of such a model, and reads it.",
            example = "2 GB/s",
            positive = true)
        Optional<DataRate> rate,
    @Key(
            value =
                "From its start to the first work, when a job was interrupted before; reading a"
                    + " checkpoint whose size is known, and what a failure takes, come on top.",
            example = "60 s",
            byDefault = "0 s")
        TimeSpan restart,
    @Key(
            value =
                "Whether a preempted job saves its work, and pays for that checkpoint when it starts"
                    + " again, or loses what came after the last one. If absent, it saves only"
                    + " where there are no checkpoints on the way.",
            example = "save")
        Optional<WhenPreempted> whenPreempted)
    implements Checked {
  /** Young's interval. */
  public static final String YOUNG = "young";

  /** Daly's. */
  public static final String DALY = "daly";

  private static final double NANOS = 1e9;

  /** Whether the interval is computed. */
  public boolean isComputed() {
    return interval.isPresent() && (interval.get().equals(YOUNG) || interval.get().equals(DALY));
  }

  /** The interval that is given in nanoseconds; 0 for none, or where it is computed. */
  public long intervalNanos() {
    return interval.isEmpty() || isComputed() ? 0 : TimeSpan.parse(interval.get()).nanos();
  }

  /** Bytes of a checkpoint over the rate, rounded up; 0 where the size is not known. */
  public long transferNanos(int bytesPerParameter) {
    return parameters.isEmpty() || rate.isEmpty()
        ? 0
        : (long)
            StrictMath.ceil(
                parameters.get() * bytesPerParameter / rate.get().bytesPerSecond() * NANOS);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (interval.isPresent() && !isComputed()) {
      try {
        if (TimeSpan.parse(interval.get()).nanos() == 0) {
          wrong.add(new Violation("interval", "is 0", "leave it out for no checkpoints"));
        }
      } catch (QuantityException bad) {
        wrong.add(
            new Violation("interval", bad.problem(), bad.hint() + "; or write young, or daly"));
      }
    }
    if (write.isPresent() && (parameters.isPresent() || rate.isPresent())) {
      wrong.add(
          new Violation(
              "write", "is given beside parameters or rate", "write the one or the others"));
    }
    if (parameters.isPresent() != rate.isPresent()) {
      wrong.add(
          new Violation(
              parameters.isPresent() ? "parameters" : "rate",
              "the time of a checkpoint follows from parameters and rate together",
              "write both, or write alone"));
    }
    boolean free = write.map(time -> time.nanos() == 0).orElse(parameters.isEmpty());
    if (isComputed() && free) {
      wrong.add(
          new Violation(
              "interval",
              interval.get() + " asks for checkpoints all the time where they cost nothing",
              "write how long one takes, as write: 40 s"));
    }
    return wrong;
  }
}
