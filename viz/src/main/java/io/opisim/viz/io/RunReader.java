package io.opisim.viz.io;

import io.opisim.viz.model.Intervals;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.JobRow;
import io.opisim.viz.model.RunModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the tables of one run.
 *
 * <p>{@code jobs.csv} must be there. Where {@code tasks.csv} is missing, a job runs whenever it
 * does not wait; where {@code waits.csv} is missing, it waits for its largest reason whenever it
 * does not run; where both are, it waits until its first start and runs from then on.
 */
public final class RunReader {
  private static final List<String> JOB_COLUMNS =
      List.of(
          "job",
          "group",
          "arrival_s",
          "start_s",
          "finish_s",
          "jct_s",
          "queue_wait_s",
          "run_s",
          "gpus",
          "gpu_milli",
          "tasks",
          "preemptions",
          "largest_wait_reason",
          "largest_wait_s",
          "state");
  private static final List<String> TASK_COLUMNS = List.of("job", "start_s", "end_s");
  private static final List<String> WAIT_COLUMNS = List.of("job", "from_s", "to_s", "reason");

  /**
   * Reads a run.
   *
   * @param directory the folder of the run
   * @throws IOException with the file and line of what is missing or wrong
   */
  public RunModel read(Path directory) throws IOException {
    List<JobRow> jobs = readJobs(directory);
    Map<String, Integer> rowOf = new HashMap<>(jobs.size() * 2);
    for (int row = 0; row < jobs.size(); row++) {
      if (rowOf.put(jobs.get(row).id(), row) != null) {
        throw new IOException(directory + ": job " + jobs.get(row).id() + " is listed twice");
      }
    }
    Optional<CsvTable> tasks = CsvTable.find(directory, "tasks");
    Optional<CsvTable> waits = CsvTable.find(directory, "waits");
    Intervals running =
        tasks.isPresent() ? readTasks(tasks.get(), rowOf, jobs.size()) : none(jobs.size());
    Intervals waiting =
        waits.isPresent() ? readWaits(waits.get(), rowOf, jobs.size()) : none(jobs.size());
    double start = jobs.get(0).arrivalSeconds();
    double end = end(jobs, running, waiting, start);
    Intervals all =
        new IntervalFill(jobs, end, tasks.isPresent(), waits.isPresent()).merge(running, waiting);
    return new RunModel(jobs, all, start, end, notes(jobs, tasks.isPresent(), waits.isPresent()));
  }

  private List<JobRow> readJobs(Path directory) throws IOException {
    CsvTable table =
        CsvTable.find(directory, "jobs")
            .orElseThrow(() -> new IOException(directory + ": no jobs.csv or jobs.csv.gz"));
    List<JobRow> jobs = new ArrayList<>();
    table.forEach(JOB_COLUMNS, row -> jobs.add(jobRow(row)));
    if (jobs.isEmpty()) {
      throw new IOException(directory + ": jobs.csv lists no job");
    }
    jobs.sort(Comparator.comparingDouble(JobRow::arrivalSeconds));
    return jobs;
  }

  private static JobRow jobRow(CsvTable.Row row) throws IOException {
    double arrival = row.needed(2);
    double start = row.number(3);
    double finish = row.number(4);
    if (start < arrival || finish < start) {
      throw row.problem("job " + row.text(0) + " does not arrive, start and finish in this order");
    }
    String reason = row.text(12);
    return new JobRow(
        row.text(0),
        row.text(1),
        arrival,
        start,
        finish,
        row.number(5),
        row.number(6),
        row.number(7),
        (int) row.whole(8),
        row.whole(9),
        (int) row.whole(10),
        (int) row.whole(11),
        reason.isEmpty() ? JobCondition.RUNNING : JobCondition.waitingFor(reason),
        row.number(13),
        row.text(14));
  }

  private static Intervals readTasks(CsvTable table, Map<String, Integer> rowOf, int rows)
      throws IOException {
    Intervals.Builder running = new Intervals.Builder();
    table.forEach(
        TASK_COLUMNS,
        row -> running.add(rowOf(row, rowOf), row.needed(1), row.needed(2), JobCondition.RUNNING));
    return running.build(rows);
  }

  private static Intervals readWaits(CsvTable table, Map<String, Integer> rowOf, int rows)
      throws IOException {
    Intervals.Builder waiting = new Intervals.Builder();
    table.forEach(
        WAIT_COLUMNS,
        row ->
            waiting.add(
                rowOf(row, rowOf),
                row.needed(1),
                row.needed(2),
                JobCondition.waitingFor(row.text(3))));
    return waiting.build(rows);
  }

  private static int rowOf(CsvTable.Row row, Map<String, Integer> rowOf) throws IOException {
    Integer found = rowOf.get(row.text(0));
    if (found == null) {
      throw row.problem("job " + row.text(0) + " is not in jobs.csv");
    }
    return found;
  }

  private static Intervals none(int rows) {
    return new Intervals.Builder().build(rows);
  }

  private static double end(
      List<JobRow> jobs, Intervals running, Intervals waiting, double startSeconds) {
    double end = startSeconds;
    for (JobRow job : jobs) {
      end = Math.max(end, job.arrivalSeconds());
      end = job.started() ? Math.max(end, job.startSeconds()) : end;
      end = job.finished() ? Math.max(end, job.finishSeconds()) : end;
    }
    for (Intervals intervals : List.of(running, waiting)) {
      for (int i = 0; i < intervals.size(); i++) {
        end = Math.max(end, intervals.toSeconds(i));
      }
    }
    // A run in which no time passes (nothing could be placed) still has to be drawn.
    return end > startSeconds ? end : startSeconds + 1;
  }

  private static List<String> notes(List<JobRow> jobs, boolean tasks, boolean waits) {
    List<String> notes = new ArrayList<>();
    long preempted = jobs.stream().filter(job -> job.preemptions() > 0).count();
    if (!tasks && !waits && preempted > 0) {
      notes.add(
          preempted
              + " jobs were preempted; without tasks.csv or waits.csv their pauses are drawn as"
              + " running");
    } else if (!waits) {
      notes.add("no waits.csv: each wait is drawn with the job's largest reason");
    }
    return notes;
  }
}
