package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveModel;
import java.util.List;

/**
 * How long the steps of a training job take on given accelerators, alone and beside another job,
 * without simulating them.
 *
 * <p>Models: the flows of {@link FabricExchange}; at every link the rates that sharing it fairly
 * gives, each flow no faster than the closed form has it; a channel goes at its rate on the
 * narrowest of its links, the exchange ends with the slowest channel, and computation hides the
 * beginning. Under ECMP, the mean over networks whose hashes differ, since nobody who places a job
 * knows where its flows will go. Ignores: that a flow held back elsewhere leaves room to others;
 * that channels end at different times; that phases of two jobs may fall in step. Valid for:
 * comparing places, not for predicting a run. Source: progressive filling of one link (Bertsekas
 * and Gallager, "Data Networks", section 6.5.2); the sums are those of {@code
 * docs/models/optimizer.md}.
 */
public final class PlacedTraining {
  private static final double NANOS = 1e9;

  private final double busySeconds;
  private final double hiddenSeconds;
  private final LinkDemand[] samples;
  private final double exchangeSeconds;
  private final double exposedSeconds;

  /** What another job adds to one, for as long as it exchanges all the time. */
  public record Added(double exchangeSeconds, double stepSeconds) {
    /** Nothing at all. */
    public static final Added NOTHING = new Added(0, 0);
  }

  /**
   * A job at a place.
   *
   * @param job its number, which tells its flows apart
   * @param stragglerMeanNanos mean of the exponential noise of each rank in each step
   * @param accelerators endpoint of every rank, in rank order
   * @param networks the fabric, once for each set of hashes; at least one
   * @throws IllegalStateException if dead links cut its ranks off
   */
  public PlacedTraining(
      int job,
      StepProgram program,
      CollectiveModel collectives,
      double stragglerMeanNanos,
      int[] accelerators,
      List<FabricNetwork> networks) {
    busySeconds =
        (program.computeNanos()
                + program.collectiveNanos()
                + program.bubbleNanos()
                + stragglerMeanNanos * harmonic(accelerators.length))
            / NANOS;
    hiddenSeconds = program.hiddenNanos() / NANOS;
    samples = new LinkDemand[networks.size()];
    double exchange = 0;
    double exposed = 0;
    for (int sample = 0; sample < samples.length; sample++) {
      samples[sample] =
          new LinkDemand(job, networks.get(sample), collectives, program, accelerators);
      double seconds = samples[sample].aloneSeconds();
      exchange += seconds / samples.length;
      exposed += exposed(seconds) / samples.length;
    }
    exchangeSeconds = exchange;
    exposedSeconds = exposed;
  }

  /** The slowest of so many exponential times is so many means late. */
  private static double harmonic(int ranks) {
    double sum = 0;
    for (int rank = 1; rank <= ranks; rank++) {
      sum += 1.0 / rank;
    }
    return sum;
  }

  private double exposed(double seconds) {
    return Math.max(0, seconds - hiddenSeconds);
  }

  /** Time of one step if nobody else uses the network. */
  public double stepSeconds() {
    return busySeconds + exposedSeconds;
  }

  /** How much of that its exchanges take, hidden or not. */
  public double exchangeSeconds() {
    return exchangeSeconds;
  }

  /** What is added while another job exchanges all the time. */
  public Added addedBy(PlacedTraining other) {
    double exchange = 0;
    double step = 0;
    for (int sample = 0; sample < samples.length; sample++) {
      double alone = samples[sample].aloneSeconds();
      double beside = samples[sample].secondsBeside(other.samples[sample]);
      exchange += (beside - alone) / samples.length;
      step += (exposed(beside) - exposed(alone)) / samples.length;
    }
    return exchange == 0 ? Added.NOTHING : new Added(exchange, step);
  }
}
