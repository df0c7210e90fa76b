package io.opisim.scheduler;

import java.util.List;

/**
 * What a policy wants done now, in order.
 *
 * <p>After a plan has been carried out the policy is asked again, until it answers {@link
 * #NOTHING}: so a policy need not picture to itself what its own decisions leave free.
 *
 * @param decisions in the order in which they are carried out
 */
public record Plan(List<Decision> decisions) {
  /** Everything is as it should be. */
  public static final Plan NOTHING = new Plan(List.of());

  /** One thing to do. */
  public sealed interface Decision {}

  /** Start a waiting job on its nodes. */
  public record Start(int job, Assignment assignment) implements Decision {}

  /**
   * Let an elastic job hold so many GPUs from now on: a waiting one starts, a running one goes on
   * at its new place without a wait.
   */
  public record SetWidth(int job, int gpus, Assignment assignment) implements Decision {}

  /** Take a running job off its nodes; it keeps its progress and waits again. */
  public record Preempt(int job) implements Decision {}

  /**
   * Promise a waiting job a start: from then on its room is taken in {@link JobQueue#timetable},
   * and its priority is asked again. Nothing starts by itself; keeping the promise is the policy's.
   */
  public record Promise(int job, long startNanos, int[] nodes) implements Decision {}

  /** Promise one job a start. */
  public static Plan promise(int job, long startNanos, int[] nodes) {
    return new Plan(List.of(new Promise(job, startNanos, nodes)));
  }

  /** Start one job. */
  public static Plan start(int job, Assignment assignment) {
    return new Plan(List.of(new Start(job, assignment)));
  }

  /** Set the width of one job. */
  public static Plan setWidth(int job, int gpus, Assignment assignment) {
    return new Plan(List.of(new SetWidth(job, gpus, assignment)));
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return decisions.isEmpty();
  }
}
