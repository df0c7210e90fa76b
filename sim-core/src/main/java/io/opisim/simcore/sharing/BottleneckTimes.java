package io.opisim.simcore.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For each activity, how long each resource bound it and how much work it did meanwhile.
 *
 * <p>The times of an activity sum to the time it ran, to the nanosecond, and its work to what it
 * did, to the unit; the delay before its work began is in neither. What a resource cost an activity
 * follows from both: {@link Bound#lostNanos}. Runs of the same activity add up.
 *
 * <p><i>Caveats:</i> up to date only as far as activities were bound anew or have ended.
 */
public final class BottleneckTimes implements BottleneckListener {
  private static final int NONE = -1;

  /** By activity: its first account, the one that is open, since when, and the work left then. */
  private int[] firsts = {};

  private int[] opens = {};
  private long[] sinces = {};
  private long[] lefts = {};

  /** By account: what binds, for how long, the work done, the activity's next account. */
  private Resource[] resources = new Resource[16];

  private long[] nanos = new long[16];
  private long[] works = new long[16];
  private int[] nexts = new int[16];
  private int accounts;

  /**
   * One resource and one activity.
   *
   * @param resource what bound the activity; null stands for its own cap
   * @param nanos for how long
   * @param work it did meanwhile
   */
  public record Bound(Resource resource, long nanos, long work) {
    /**
     * How much longer that work took than at a given rate, in nanoseconds.
     *
     * @param alonePerSecond the rate of the activity if nobody else were there, as {@link
     *     Demands#alonePerSecond} gives it
     */
    public double lostNanos(double alonePerSecond) {
      return nanos - work / (alonePerSecond * 1e-9);
    }
  }

  /** What bound an activity so far, in the order in which each did so first. */
  public List<Bound> of(Activity activity) {
    List<Bound> all = new ArrayList<>();
    int number = (int) activity.sequence();
    int account = number < firsts.length ? firsts[number] : NONE;
    for (; account != NONE; account = nexts[account]) {
      all.add(new Bound(resources[account], nanos[account], works[account]));
    }
    return all;
  }

  @Override
  public void bound(Activity activity, Resource resource, long nowNanos) {
    int number = (int) activity.sequence();
    ensure(number);
    long left = activity.remaining();
    close(number, left, nowNanos);
    opens[number] = account(number, resource);
    sinces[number] = nowNanos;
    lefts[number] = left;
  }

  @Override
  public void released(Activity activity, long left, long nowNanos) {
    int number = (int) activity.sequence();
    ensure(number);
    close(number, left, nowNanos);
    opens[number] = NONE;
  }

  private void close(int number, long left, long nowNanos) {
    int account = opens[number];
    if (account != NONE) {
      nanos[account] += nowNanos - sinces[number];
      works[account] += lefts[number] - left;
    }
  }

  private int account(int number, Resource resource) {
    int last = NONE;
    for (int account = firsts[number]; account != NONE; account = nexts[account]) {
      if (resources[account] == resource) {
        return account;
      }
      last = account;
    }
    if (accounts == resources.length) {
      resources = Arrays.copyOf(resources, 2 * accounts);
      nanos = Arrays.copyOf(nanos, 2 * accounts);
      works = Arrays.copyOf(works, 2 * accounts);
      nexts = Arrays.copyOf(nexts, 2 * accounts);
    }
    resources[accounts] = resource;
    nexts[accounts] = NONE;
    if (last == NONE) {
      firsts[number] = accounts;
    } else {
      nexts[last] = accounts;
    }
    return accounts++;
  }

  private void ensure(int number) {
    int before = firsts.length;
    if (number >= before) {
      int size = Math.max(16, Math.max(number + 1, 2 * before));
      firsts = Arrays.copyOf(firsts, size);
      opens = Arrays.copyOf(opens, size);
      sinces = Arrays.copyOf(sinces, size);
      lefts = Arrays.copyOf(lefts, size);
      Arrays.fill(firsts, before, size, NONE);
      Arrays.fill(opens, before, size, NONE);
    }
  }
}
