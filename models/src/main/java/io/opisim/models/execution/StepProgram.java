package io.opisim.models.execution;

import java.util.List;

/**
 * One step of a training job as an execution sees it.
 *
 * <p>Models: computation, collectives inside the step that are taken in closed form, pipeline
 * bubble, and exchanges that go over the shared fabric, the first {@code hiddenNanos} of which hide
 * behind computation. Ignores: the order of layers; contention of what is taken in closed form.
 * Valid for: synchronous training. Source: the parts of {@link
 * io.opisim.models.workload.training.TransformerStep}.
 *
 * @param computeNanos arithmetic and memory passes, the part that hides exchanges included
 * @param collectiveNanos exposed collectives that do not go over the shared fabric
 * @param bubbleNanos pipeline stages without work
 * @param hiddenNanos how long before the end of the computation the exchanges begin
 * @param exchanges over the shared fabric, all at once
 */
public record StepProgram(
    long computeNanos,
    long collectiveNanos,
    long bubbleNanos,
    long hiddenNanos,
    List<Exchange> exchanges) {
  /** Copies the list and checks the times. */
  public StepProgram {
    exchanges = List.copyOf(exchanges);
    if (computeNanos < 0 || collectiveNanos < 0 || bubbleNanos < 0 || hiddenNanos < 0) {
      throw new IllegalArgumentException("a step's parts take no negative time");
    }
    if (hiddenNanos > computeNanos + collectiveNanos + bubbleNanos) {
      throw new IllegalArgumentException(
          "an exchange cannot begin " + hiddenNanos + " ns before the end of a shorter step");
    }
    if (computeNanos + collectiveNanos + bubbleNanos == 0 && exchanges.isEmpty()) {
      throw new IllegalArgumentException("a step that does nothing");
    }
  }
}
