package io.opisim.scenarios.world;

import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.execution.Exchange;
import io.opisim.models.execution.InputPlan;
import io.opisim.models.execution.StepProgram;
import io.opisim.models.storage.build.StorageDescription;
import java.util.Optional;

/**
 * What training jobs of one kind do.
 *
 * @param program one step
 * @param collectives what an exchange takes on an idle fabric
 * @param steps steps of one job
 * @param ranks accelerators of one job
 * @param ranksPerNode accelerators of one node
 * @param stragglerMeanNanos mean of the exponential noise of a rank in a step, 0 for none
 * @param work what a step computes, where that is known
 * @param input what a step reads, or empty for nothing
 */
public record TrainingKind(
    StepProgram program,
    CollectiveModel collectives,
    long steps,
    int ranks,
    int ranksPerNode,
    double stragglerMeanNanos,
    Optional<StepWork> work,
    Optional<StepInput> input) {
  private static final double NANOS = 1e9;

  /**
   * What a step computes.
   *
   * @param modelFlop that the model needs, whatever is computed twice
   * @param peakFlopPerSecond of one accelerator
   */
  public record StepWork(double modelFlop, double peakFlopPerSecond) {}

  /**
   * What a step reads, and how.
   *
   * @param plan of one job
   * @param storage the way to the bytes, with the sites of this job's services
   */
  public record StepInput(InputPlan plan, StorageDescription storage) {}

  /** Jobs that read nothing. */
  public TrainingKind(
      StepProgram program,
      CollectiveModel collectives,
      long steps,
      int ranks,
      int ranksPerNode,
      double stragglerMeanNanos,
      Optional<StepWork> work) {
    this(
        program,
        collectives,
        steps,
        ranks,
        ranksPerNode,
        stragglerMeanNanos,
        work,
        Optional.empty());
  }

  /** The same jobs, reading. */
  public TrainingKind reading(StepInput newInput) {
    return new TrainingKind(
        program,
        collectives,
        steps,
        ranks,
        ranksPerNode,
        stragglerMeanNanos,
        work,
        Optional.of(newInput));
  }

  /**
   * The time of a step alone on an idle fabric, without noise or input: computation, and what of
   * the longest exchange it does not hide.
   */
  public long stepAloneNanos() {
    double exchange = 0;
    for (Exchange one : program.exchanges()) {
      exchange = Math.max(exchange, exchangeSeconds(one));
    }
    long busy = program.computeNanos() + program.collectiveNanos() + program.bubbleNanos();
    long exposed = (long) StrictMath.floor(exchange * NANOS) - program.hiddenNanos();
    return Math.max(1, busy + Math.max(0, exposed));
  }

  /** The time of all steps, each alone on an idle fabric. */
  public long aloneNanos() {
    return Math.multiplyExact(steps, stepAloneNanos());
  }

  private double exchangeSeconds(Exchange exchange) {
    if (exchange.group().ranks() == 1 || exchange.sizeBytes() == 0) {
      return 0;
    }
    int members = exchange.group().ranks();
    int nodes = 0;
    int last = -1;
    for (int member = 0; member < members; member++) {
      int node = (int) ((long) member * exchange.group().stride() / ranksPerNode);
      nodes += node == last ? 0 : 1;
      last = node;
    }
    RankLayout layout = new RankLayout(Math.max(1, members / nodes), nodes);
    return collectives
        .estimate(new CollectiveRequest(exchange.operation(), exchange.sizeBytes(), layout))
        .seconds();
  }
}
