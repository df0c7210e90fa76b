package io.opisim.scenarios.result;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.models.workload.TimeClass;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.ServiceBooks;
import io.opisim.scheduler.WaitReason;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the tables of one run. */
public final class RunTables {
  private RunTables() {}

  /** Writes {@code jobs} into a folder that exists. */
  public static void writeJobs(Path folder, RunOutcome outcome) throws IOException {
    int count = outcome.jobs().size();
    try (TableWriter table = new TableWriter(folder, ResultTable.JOBS, count)) {
      for (int index = 0; index < count; index++) {
        Job job = outcome.jobs().get(index);
        boolean done = outcome.finished(index);
        WaitReason reason = outcome.reasonOf(index);
        table
            .put(job.id())
            .put(job.group())
            .putSeconds(job.arrivalNanos())
            .putSeconds(outcome.startNanos()[index])
            .putSeconds(outcome.finishNanos()[index])
            .putSeconds(done ? outcome.jctNanos(index) : -1)
            .putSeconds(done ? outcome.waitNanos()[index] : -1)
            .putSeconds(done ? outcome.runNanos(index) : job.durationNanos())
            .put(job.gpus())
            .put(job.gpuMilli())
            .put(job.tasks())
            .put(outcome.preemptions()[index])
            .put(reason == null ? "" : reason.id())
            .putSeconds(reason == null || !done ? -1 : outcome.largestReasonNanos()[index])
            .put(done ? "finished" : "unplaceable");
        table.endRow();
      }
    }
  }

  /** Writes {@code tasks} into a folder that exists. */
  public static void writeTasks(Path folder, RunOutcome outcome, RunRecorder recorder)
      throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.TASKS, recorder.taskRows())) {
      recorder.segments(
          segment -> {
            for (int task = 0; task < segment.nodes().length; task++) {
              writeTask(table, outcome, segment, task);
            }
          });
    }
  }

  private static void writeTask(
      TableWriter table, RunOutcome outcome, RunRecorder.Segment segment, int task) {
    Job job = outcome.jobs().get(segment.job());
    Job held = segment.gpus() == 0 ? job : job.atWidth(segment.gpus());
    TaskDemand demand = held.demandOf(task);
    table
        .put(job.id())
        .put(task)
        .put(segment.number())
        .put(outcome.cluster().nodes().get(segment.nodes()[task]).name())
        .put(demand.gpus())
        .put(demand.totalGpuMilli())
        .putSeconds(segment.startNanos())
        .putSeconds(segment.endNanos())
        .put(segment.end().word());
    table.endRow();
  }

  /** Writes {@code widths} into a folder that exists. */
  public static void writeWidths(Path folder, RunOutcome outcome, RunRecorder recorder)
      throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.WIDTHS, recorder.widthRows())) {
      recorder.segments(
          segment -> {
            if (segment.gpus() > 0) {
              table
                  .put(outcome.jobs().get(segment.job()).id())
                  .put(segment.number())
                  .put(segment.gpus())
                  .putSeconds(segment.startNanos())
                  .putSeconds(segment.endNanos())
                  .putSeconds(segment.workNanos())
                  .put(segment.end().word());
              table.endRow();
            }
          });
    }
  }

  /** Writes {@code attribution} of jobs that take a known time, one row a job. */
  public static void writeAttribution(Path folder, RunOutcome outcome) throws IOException {
    ServiceBooks books = outcome.service().orElseThrow();
    int count = outcome.jobs().size();
    try (TableWriter table = new TableWriter(folder, ResultTable.ATTRIBUTION, count)) {
      for (int job = 0; job < count; job++) {
        if (outcome.finished(job)) {
          table.put(outcome.jobs().get(job).id()).put("").put("").put("");
          for (TimeClass one : TimeClass.values()) {
            table.putSeconds(nanos(one, outcome, books, job));
          }
          table.putSeconds(outcome.jctNanos(job));
          table.endRow();
        }
      }
    }
  }

  private static long nanos(TimeClass one, RunOutcome outcome, ServiceBooks books, int job) {
    return switch (one) {
      case COMPUTE -> books.keptNanos()[job];
      case CHECKPOINT_STALL -> books.checkpointNanos()[job];
      case LOST_WORK_AND_RESTART -> books.lostNanos()[job] + books.restartNanos()[job];
      case QUEUED -> outcome.waitNanos()[job];
      default -> 0;
    };
  }

  /** Writes {@code waits} into a folder that exists. */
  public static void writeWaits(Path folder, RunOutcome outcome, RunRecorder recorder)
      throws IOException {
    try (TableWriter table = new TableWriter(folder, ResultTable.WAITS, recorder.waitRows())) {
      recorder.waits(
          (index, fromNanos, toNanos, reason) -> {
            table
                .put(outcome.jobs().get(index).id())
                .putSeconds(fromNanos)
                .putSeconds(toNanos)
                .put(reason.id());
            table.endRow();
          });
    }
  }
}
