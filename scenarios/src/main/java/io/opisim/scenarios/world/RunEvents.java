package io.opisim.scenarios.world;

/**
 * What a world tells its probe; the subject is the index of a job.
 *
 * <p>Waiting is told when it ends: {@link #WAIT_FROM} with the instant it began, then {@link
 * #WAITED} plus the ordinal of a reason with the instant until which that reason held, once per
 * reason in turn.
 */
public final class RunEvents {
  /** A task of the job started; the value is its node. Tasks are told in their order. */
  public static final int TASK_STARTED = 1;

  /** The job left its nodes before it was done; the value is 0. */
  public static final int PREEMPTED = 2;

  /** The job left its nodes, done; the value is 0. */
  public static final int FINISHED = 3;

  /** A wait that ends now began at the instant in the value. */
  public static final int WAIT_FROM = 4;

  /** An elastic job is about to start; the value is the number of its GPUs. */
  public static final int WIDTH = 8;

  /** An elastic job is about to leave its nodes; the value is the work done there in ns. */
  public static final int WORKED = 9;

  /** The job left its nodes to go on at once on another number of GPUs; the value is 0. */
  public static final int RESIZED = 10;

  /** Plus the ordinal of a reason: it held until the instant in the value. */
  public static final int WAITED = 16;

  private RunEvents() {}
}
