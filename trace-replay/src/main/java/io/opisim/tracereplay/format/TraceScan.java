package io.opisim.tracereplay.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a trace to its end, past broken rows, so that all of them are told at once. */
public final class TraceScan {
  /** How many problems are told before reading stops. */
  public static final int MAX_PROBLEMS = 20;

  private TraceScan() {}

  /**
   * Hands every job to {@code consumer}.
   *
   * @throws TraceProblemException with the first {@link #MAX_PROBLEMS} problems, if there are any
   */
  public static void read(TraceReader reader, Consumer<TraceJob> consumer) throws IOException {
    List<TraceProblem> problems = new ArrayList<>();
    readPastProblems(reader, MAX_PROBLEMS, problems, consumer);
    if (!problems.isEmpty()) {
      throw TraceProblemException.of(problems);
    }
  }

  /**
   * Hands every good job to {@code consumer} and adds what is wrong to {@code problems}, until
   * there are {@code maxProblems}; returns whether the end of the trace was reached.
   */
  static boolean readPastProblems(
      TraceReader reader, int maxProblems, List<TraceProblem> problems, Consumer<TraceJob> consumer)
      throws IOException {
    while (problems.size() < maxProblems) {
      try {
        TraceJob job = reader.next();
        if (job == null) {
          return true;
        }
        consumer.accept(job);
      } catch (TraceProblemException e) {
        problems.addAll(e.problems());
        if (!e.confinedToRow()) {
          return false;
        }
      }
    }
    return false;
  }
}
