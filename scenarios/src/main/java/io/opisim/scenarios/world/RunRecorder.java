package io.opisim.scenarios.world;

import io.opisim.scheduler.WaitReason;
import io.opisim.simcore.probe.Probe;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/** Keeps what a run tells about tasks and waits, in flat arrays, for the tables that ask for it. */
public final class RunRecorder implements Probe {
  /** Sees one stretch of a task on a node. */
  @FunctionalInterface
  public interface TaskVisitor {
    /**
     * One stretch.
     *
     * @param task position in the job, 0-based
     * @param segment which start of the job this was, 0-based
     */
    void visit(
        int job, int task, int segment, int node, long startNanos, long endNanos, boolean finished);
  }

  /** Why a stretch of a job on its nodes ended. */
  public enum End {
    /** The run ended first. */
    OPEN,
    /** The job was preempted. */
    PREEMPTED,
    /** The job was done. */
    FINISHED,
    /** The job went on at once on another number of GPUs. */
    RESIZED;

    /** As in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One stretch of a job on its nodes.
   *
   * @param number which start of the job this was, 0-based
   * @param gpus how many an elastic job held; 0 for another one
   * @param workNanos the work that an elastic job did there
   * @param nodes node of each task
   */
  public record Segment(
      int job,
      int number,
      int gpus,
      long workNanos,
      long startNanos,
      long endNanos,
      End end,
      int[] nodes) {}

  /** Sees one stretch of waiting for one reason. */
  @FunctionalInterface
  public interface WaitVisitor {
    /** One stretch. */
    void visit(int job, long fromNanos, long toNanos, WaitReason reason);
  }

  private final boolean tasks;
  private final boolean waits;

  private int[] segmentJob = new int[64];
  private int[] segmentNumber = new int[64];
  private int[] segmentFirstTask = new int[64];
  private long[] segmentStart = new long[64];
  private long[] segmentEnd = new long[64];
  private byte[] segmentState = new byte[64];
  private int[] segmentGpus = new int[64];
  private long[] segmentWork = new long[64];
  private int segments;
  private int[] taskNode = new int[64];
  private int taskCount;
  private final int[] lastSegmentOf;

  private int[] waitJob = new int[64];
  private long[] waitFrom = new long[64];
  private long[] waitTo = new long[64];
  private byte[] waitReason = new byte[64];
  private int waitCount;
  private long pendingFrom;
  private int pendingGpus;

  /** A recorder for a workload of so many jobs that keeps only what is asked for. */
  public RunRecorder(int jobs, boolean tasks, boolean waits) {
    this.tasks = tasks;
    this.waits = waits;
    lastSegmentOf = new int[tasks ? jobs : 0];
    Arrays.fill(lastSegmentOf, -1);
  }

  /** Whether waits are kept. */
  public boolean keepsWaits() {
    return waits;
  }

  @Override
  public void event(long timeNanos, int kind, int subject, long value) {
    if (kind == RunEvents.WAIT_FROM) {
      pendingFrom = value;
    } else if (kind >= RunEvents.WAITED) {
      addWait(subject, value, kind - RunEvents.WAITED);
    } else if (tasks && kind == RunEvents.TASK_STARTED) {
      addTask(subject, (int) value, timeNanos);
    } else if (tasks && kind == RunEvents.WIDTH) {
      pendingGpus = (int) value;
    } else if (tasks && kind == RunEvents.WORKED) {
      segmentWork[lastSegmentOf[subject]] = value;
    } else if (tasks) {
      int segment = lastSegmentOf[subject];
      segmentEnd[segment] = timeNanos;
      segmentState[segment] = (byte) endOf(kind).ordinal();
    }
  }

  private static End endOf(int kind) {
    return switch (kind) {
      case RunEvents.FINISHED -> End.FINISHED;
      case RunEvents.RESIZED -> End.RESIZED;
      default -> End.PREEMPTED;
    };
  }

  private void addTask(int job, int node, long timeNanos) {
    int last = lastSegmentOf[job];
    if (last < 0 || segmentState[last] != End.OPEN.ordinal()) {
      addSegment(job, last < 0 ? 0 : segmentNumber[last] + 1, timeNanos);
    }
    if (taskCount == taskNode.length) {
      taskNode = Arrays.copyOf(taskNode, taskCount * 2);
    }
    taskNode[taskCount++] = node;
  }

  private void addSegment(int job, int number, long timeNanos) {
    if (segments == segmentJob.length) {
      int length = segments * 2;
      segmentJob = Arrays.copyOf(segmentJob, length);
      segmentNumber = Arrays.copyOf(segmentNumber, length);
      segmentFirstTask = Arrays.copyOf(segmentFirstTask, length);
      segmentStart = Arrays.copyOf(segmentStart, length);
      segmentEnd = Arrays.copyOf(segmentEnd, length);
      segmentState = Arrays.copyOf(segmentState, length);
      segmentGpus = Arrays.copyOf(segmentGpus, length);
      segmentWork = Arrays.copyOf(segmentWork, length);
    }
    segmentJob[segments] = job;
    segmentNumber[segments] = number;
    segmentFirstTask[segments] = taskCount;
    segmentStart[segments] = timeNanos;
    segmentGpus[segments] = pendingGpus;
    pendingGpus = 0;
    lastSegmentOf[job] = segments++;
  }

  private void addWait(int job, long toNanos, int reason) {
    if (waitCount == waitJob.length) {
      int length = waitCount * 2;
      waitJob = Arrays.copyOf(waitJob, length);
      waitFrom = Arrays.copyOf(waitFrom, length);
      waitTo = Arrays.copyOf(waitTo, length);
      waitReason = Arrays.copyOf(waitReason, length);
    }
    waitJob[waitCount] = job;
    waitFrom[waitCount] = pendingFrom;
    waitTo[waitCount] = toNanos;
    waitReason[waitCount++] = (byte) reason;
    pendingFrom = toNanos;
  }

  /** Tasks kept: the number of rows of {@link #tasks}. */
  public int taskRows() {
    return taskCount;
  }

  /** Waits kept: the number of rows of {@link #waits}. */
  public int waitRows() {
    return waitCount;
  }

  /** Every stretch of every task, in the order of its start. */
  public void tasks(TaskVisitor visitor) {
    segments(
        segment -> {
          for (int task = 0; task < segment.nodes().length; task++) {
            visitor.visit(
                segment.job(),
                task,
                segment.number(),
                segment.nodes()[task],
                segment.startNanos(),
                segment.endNanos(),
                segment.end() == End.FINISHED);
          }
        });
  }

  /** Every stretch of every job on its nodes, in the order of its start. */
  public void segments(Consumer<Segment> visitor) {
    for (int segment = 0; segment < segments; segment++) {
      int end = segment + 1 < segments ? segmentFirstTask[segment + 1] : taskCount;
      visitor.accept(
          new Segment(
              segmentJob[segment],
              segmentNumber[segment],
              segmentGpus[segment],
              segmentWork[segment],
              segmentStart[segment],
              segmentEnd[segment],
              End.values()[segmentState[segment]],
              Arrays.copyOfRange(taskNode, segmentFirstTask[segment], end)));
    }
  }

  /** Stretches kept of elastic jobs. */
  public int widthRows() {
    int rows = 0;
    for (int segment = 0; segment < segments; segment++) {
      rows += segmentGpus[segment] > 0 ? 1 : 0;
    }
    return rows;
  }

  /** Every stretch of waiting, in the order of its end. */
  public void waits(WaitVisitor visitor) {
    for (int wait = 0; wait < waitCount; wait++) {
      visitor.visit(
          waitJob[wait], waitFrom[wait], waitTo[wait], WaitReason.values()[waitReason[wait]]);
    }
  }
}
