package io.opisim.tracereplay.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code trace check} finds in a file.
 *
 * @param file the file as the user named it
 * @param format the id of its format, empty if it was not named and could not be told
 * @param jobs good rows
 * @param dropped rows that a replay leaves out on purpose, by reason
 * @param counts problems by kind, in the order of {@link TraceProblem.Kind}
 * @param problems the problems, in the order of the file
 * @param complete whether the file was read to its end; if not, there may be more problems
 */
public record TraceCheck(
    String file,
    String format,
    long jobs,
    SortedMap<String, Long> dropped,
    Map<TraceProblem.Kind, Long> counts,
    List<TraceProblem> problems,
    boolean complete) {
  /** Why a job whose duration is 0 is not replayed. */
  public static final String NO_RUN_TIME = "no run time";

  /** Makes the parts unmodifiable. */
  public TraceCheck {
    dropped = Collections.unmodifiableSortedMap(dropped);
    counts = Collections.unmodifiableMap(counts);
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean passed() {
    return problems.isEmpty();
  }

  /**
   * Checks a file; never throws for what is wrong in it.
   *
   * @param formatId the format, or empty to tell it by the header
   * @param maxProblems how many problems are told before reading stops
   */
  public static TraceCheck of(TraceFormats formats, Path file, String formatId, int maxProblems)
      throws IOException {
    List<TraceProblem> problems = new ArrayList<>();
    try (OpenTrace trace = formats.open(file, formatId)) {
      ArrivalOrder order = new ArrivalOrder(file.toString(), trace, problems);
      boolean complete =
          TraceScan.readPastProblems(trace.reader(), maxProblems, problems, order::accept);
      SortedMap<String, Long> dropped = new TreeMap<>(trace.reader().dropped());
      if (order.withoutRunTime > 0) {
        dropped.merge(NO_RUN_TIME, order.withoutRunTime, Long::sum);
      }
      return result(file, trace.format().id(), order.jobs, dropped, problems, complete);
    } catch (TraceProblemException e) {
      problems.addAll(e.problems());
      return result(file, formatId, 0, new TreeMap<>(), problems, false);
    }
  }

  private static TraceCheck result(
      Path file,
      String format,
      long jobs,
      SortedMap<String, Long> dropped,
      List<TraceProblem> problems,
      boolean complete) {
    Map<TraceProblem.Kind, Long> counts = new EnumMap<>(TraceProblem.Kind.class);
    problems.forEach(problem -> counts.merge(problem.kind(), 1L, Long::sum));
    return new TraceCheck(file.toString(), format, jobs, dropped, counts, problems, complete);
  }

  /** Counts jobs and notes those out of order in a format that promises order. */
  private static final class ArrivalOrder {
    private final String file;
    private final OpenTrace trace;
    private final List<TraceProblem> problems;
    private long previousNanos;
    private long jobs;
    private long withoutRunTime;

    ArrivalOrder(String file, OpenTrace trace, List<TraceProblem> problems) {
      this.file = file;
      this.trace = trace;
      this.problems = problems;
    }

    void accept(TraceJob job) {
      jobs++;
      withoutRunTime += job.durationNanos() == 0 ? 1 : 0;
      if (trace.format().sortedByArrival() && job.arrivalNanos() < previousNanos) {
        problems.add(
            new TraceProblem(
                file,
                trace.reader().line(),
                TraceProblem.Kind.ORDER,
                "job '" + job.id() + "' arrives before the job on the row above it",
                "rows of " + trace.format().id() + " are sorted by arrival; sort the file"));
      }
      previousNanos = job.arrivalNanos();
    }
  }
}
