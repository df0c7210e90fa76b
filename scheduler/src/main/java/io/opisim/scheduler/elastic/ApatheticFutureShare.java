package io.opisim.scheduler.elastic;

/**
 * AFS-L: gives the next GPU to the job where it does more for the mean completion time of two jobs,
 * the shorter of which ends first and leaves its GPUs to the longer one.
 *
 * <p>Of two jobs of which a, at its present width, ends before b, with speeds p and with one GPU
 * more p', b has the GPU if
 *
 * <pre>(p'_b - p_b) / p'_b &gt; (p'_a - p_a) / p_a</pre>
 *
 * <p>else a has it. A job that holds nothing ends last; of two such jobs the one with less left on
 * its fewest GPUs goes first. All GPUs are dealt out anew, from nothing, at each arrival and each
 * end.
 *
 * <p>Models: the algorithm as above. Ignores: what a change of width costs; that GPU models differ.
 * Ours: a job that needs more than one GPU to start, or to get any faster, is compared with so many
 * more of the other job, too; nobody has a GPU that makes it no faster; who finds no place for its
 * width takes the largest for which there is one, and the rest is dealt out anew. Valid for: known
 * run times and speed-ups. Source: Hwang, Kim, Kim, Shin and Park, "Elastic Resource Sharing for
 * Distributed Deep Learning" (NSDI 2021). The inequality was typed from memory, derived again from
 * two jobs, and compared with two programs of others that have it (heyfey/vodascheduler,
 * pkg/algorithm/afsl.go, is one); the paper's own text was not at hand.
 */
public final class ApatheticFutureShare extends ElasticPolicy {
  /** The policy. */
  public ApatheticFutureShare() {
    super(new Rule());
  }

  @Override
  public String id() {
    return "apathetic-future-share";
  }

  @Override
  public String description() {
    return "AFS-L: elastic jobs share GPUs by what one more does for two jobs' mean completion time";
  }

  private record Rule() implements WidthRule {
    @Override
    public long rank(long leastNanos) {
      return leastNanos;
    }

    @Override
    public boolean isOrder() {
      return false;
    }

    @Override
    public boolean secondGoesFirst(Claim first, Claim second) {
      boolean firstIsShorter = first.remainingSeconds() < second.remainingSeconds();
      Claim shorter = firstIsShorter ? first : second;
      Claim longer = firstIsShorter ? second : first;
      int more = Math.max(first.step(), second.step());
      boolean longerGoesFirst = longer.gainInEnd(more) > shorter.gain(more);
      return longerGoesFirst == firstIsShorter;
    }
  }
}
