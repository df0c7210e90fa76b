package io.opisim.scheduler.rounds;

import java.util.Arrays;
import java.util.List;

/**
 * The account of a scheduler in rounds, and who runs in the next one.
 *
 * <p>Models: the share of each job and type is approached by giving each type to the jobs whose
 * time on it is least for their share: priority = share ÷ (the job's time on that type since the
 * shares were computed ÷ that of all jobs), each job beginning with half a round. Among equal
 * priorities the larger deficit goes first (the time owed on that type over all computations so
 * far), then the larger share, then the earlier arrival. Types are filled in their order; a job
 * that does not fit lets later ones go ahead, and runs at most once a round. Ignores: what it costs
 * to move a job. Valid for: rounds much longer than a checkpoint. Source: the round mechanism of
 * Narayanan et al., "Heterogeneity-Aware Cluster Scheduling Policies for Deep Learning Workloads"
 * (Gavel, OSDI 2020) and its published code.
 */
public final class RoundBook {
  private static final double NEVER_RUN = 1e9;

  private final int[] typeGpus;
  private final double firstSeconds;
  private final boolean fillsIdleGpus;
  private final double[] typeSeconds;

  private int count;
  private int[] jobs = new int[16];
  private Account[] accounts = new Account[16];
  private boolean changed;

  /** What is owed to one job. */
  private static final class Account {
    private final int job;
    private final int gpus;
    private final boolean[] runs;
    private final double[] seconds;
    private final double[] deficits;
    private double[] shares;
    private double priority;
    private boolean picked;

    Account(int job, int gpus, double[] stepsPerSecond, double firstSeconds) {
      this.job = job;
      this.gpus = gpus;
      runs = new boolean[stepsPerSecond.length];
      for (int type = 0; type < runs.length; type++) {
        runs[type] = stepsPerSecond[type] > 0;
      }
      seconds = new double[runs.length];
      Arrays.fill(seconds, firstSeconds);
      deficits = new double[runs.length];
    }
  }

  /** One job of a round. */
  public record Pick(int job, int type) {}

  /**
   * An account without jobs.
   *
   * @param typeGpus GPUs of each type, in the order in which types are filled
   * @param roundSeconds length of a round
   * @param fillsIdleGpus whether jobs without a share of a type may use what is left of it
   */
  public RoundBook(int[] typeGpus, double roundSeconds, boolean fillsIdleGpus) {
    this.typeGpus = typeGpus.clone();
    this.fillsIdleGpus = fillsIdleGpus;
    firstSeconds = roundSeconds / 2;
    typeSeconds = new double[typeGpus.length];
  }

  /** A job comes; it runs once the shares are computed again. */
  public void join(int job, int gpus, double[] stepsPerSecond) {
    if (count == jobs.length) {
      jobs = Arrays.copyOf(jobs, count * 2);
      accounts = Arrays.copyOf(accounts, count * 2);
    }
    accounts[count] = new Account(job, gpus, stepsPerSecond, firstSeconds);
    jobs[count++] = job;
    changed = true;
  }

  /** A job goes. */
  public void leave(int job) {
    int at = at(job);
    System.arraycopy(jobs, at + 1, jobs, at, count - at - 1);
    System.arraycopy(accounts, at + 1, accounts, at, count - at - 1);
    accounts[--count] = null;
    changed = true;
  }

  private int at(int job) {
    int at = Arrays.binarySearch(jobs, 0, count, job);
    if (at < 0) {
      throw new IllegalArgumentException("job " + job + " is not here");
    }
    return at;
  }

  /** The jobs that are here, in order of arrival: they join in the order of their numbers. */
  public int[] jobs() {
    return Arrays.copyOf(jobs, count);
  }

  /** Whether jobs came or went since the shares were computed. */
  public boolean isStale() {
    return changed;
  }

  /**
   * Takes new shares and begins a new account; what the old shares promised and did not give is
   * added to the deficits.
   *
   * @param shares by place in {@link #jobs()} and type
   * @param elapsedSeconds since the last shares were taken
   */
  public void allocate(double[][] shares, double elapsedSeconds) {
    Arrays.fill(typeSeconds, 0);
    for (int at = 0; at < count; at++) {
      Account account = accounts[at];
      for (int type = 0; type < typeGpus.length; type++) {
        double promised = account.shares == null ? 0 : account.shares[type] * elapsedSeconds;
        account.deficits[type] += promised - (account.seconds[type] - firstSeconds);
        account.seconds[type] = firstSeconds;
        typeSeconds[type] += firstSeconds;
      }
      account.shares = shares[at].clone();
    }
    changed = false;
  }

  /** A job has run for so long on a type. */
  public void ran(int job, int type, double seconds) {
    accounts[at(job)].seconds[type] += seconds;
    typeSeconds[type] += seconds;
  }

  /** Who runs in the next round, type by type, the first in order first. */
  public Pick[] pick() {
    return pick(typeGpus, List.of());
  }

  /**
   * The same where fewer GPUs are there, or jobs cannot be moved.
   *
   * @param gpusThere of each type
   * @param staying who runs on, whatever is owed to others
   */
  public Pick[] pick(int[] gpusThere, List<Pick> staying) {
    for (int at = 0; at < count; at++) {
      accounts[at].picked = false;
    }
    Pick[] picks = new Pick[count];
    int picked = 0;
    int[] there = gpusThere.clone();
    for (Pick stays : staying) {
      Account account = accounts[at(stays.job())];
      account.picked = true;
      there[stays.type()] -= account.gpus;
      picks[picked++] = stays;
    }
    for (int type = 0; type < typeGpus.length; type++) {
      int left = there[type];
      for (Account account : candidates(type)) {
        if (account.gpus <= left) {
          account.picked = true;
          left -= account.gpus;
          picks[picked++] = new Pick(account.job, type);
        }
        if (left == 0) {
          break;
        }
      }
    }
    return Arrays.copyOf(picks, picked);
  }

  private Account[] candidates(int type) {
    Account[] candidates = new Account[count];
    int found = 0;
    for (int at = 0; at < count; at++) {
      Account account = accounts[at];
      boolean mayRun = account.shares != null && !account.picked && account.runs[type];
      if (mayRun && (fillsIdleGpus || account.shares[type] > 0)) {
        account.priority = priority(account, type);
        candidates[found++] = account;
      }
    }
    candidates = Arrays.copyOf(candidates, found);
    // Stable: what is equal stays in order of arrival.
    Arrays.sort(candidates, (one, other) -> compare(one, other, type));
    return candidates;
  }

  private static int compare(Account one, Account other, int type) {
    int byPriority = Double.compare(other.priority, one.priority);
    if (byPriority != 0) {
      return byPriority;
    }
    int byDeficit = Double.compare(other.deficits[type], one.deficits[type]);
    return byDeficit != 0 ? byDeficit : Double.compare(other.shares[type], one.shares[type]);
  }

  private double priority(Account account, int type) {
    double share = account.shares[type];
    return typeSeconds[type] > 0
        ? share / (account.seconds[type] / typeSeconds[type])
        : share * NEVER_RUN;
  }
}
