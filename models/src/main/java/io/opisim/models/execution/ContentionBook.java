package io.opisim.models.execution;

import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which links made which jobs slower than they are alone, and who was on those links meanwhile.
 *
 * <p>Models: of every exchange the channel that ended last, and of the input of every step the read
 * that did; while a link binds it, the time that its bytes take beyond what they take alone is lost
 * on that link, whoever fills it. Other jobs with bytes on the link at that time are named.
 * Ignores: what the next channel would have lost had the last one been faster; waiting that a late
 * exchange causes later on; that computation may hide some of the loss. Valid for: links that are
 * shared or simply too few. Source: the definition of the bottleneck in max-min fairness (Bertsekas
 * and Gallager, "Data Networks", section 6.5.2).
 *
 * <p>It looks at all running channels after every instant in which one began or ended, so it costs
 * time in proportion to their number; a run that is not asked for it has none.
 */
public final class ContentionBook {
  /** The job that stands for nobody in {@link Visitor}. */
  public static final int NOBODY = -1;

  /** Sees one row. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * For how much of the time in which a job lost time on a link another job was there.
     *
     * @param lostNanos lost on that link in all, the same in every row of a job and link
     * @param otherJob {@link #NOBODY} in the row of the time without others
     * @param sharedNanos how long both had bytes on the link
     */
    void visit(int job, int link, long lostNanos, int otherJob, long sharedNanos);
  }

  /** What a job lost on a link, and with whom. */
  private static final class Loss {
    private double lostNanos;
    private final SortedMap<Integer, Long> withNanos = new TreeMap<>();

    void add(Loss other) {
      lostNanos += other.lostNanos;
      other.withNanos.forEach((job, nanos) -> withNanos.merge(job, nanos, Long::sum));
    }
  }

  /** One channel of an exchange; made once, runs again and again. */
  final class Channel {
    private final int job;
    private final Activity activity;
    private final int[] links;
    private final Resource[] resources;
    private final double nanosPerByte;
    private final SortedMap<Integer, Loss> losses = new TreeMap<>();
    private int boundBy = -1;
    private long sinceNanos;
    private long remaining;

    private Channel(
        int job, Activity activity, int[] links, Resource[] resources, double nanosPerByte) {
      this.job = job;
      this.activity = activity;
      this.links = links;
      this.resources = resources;
      this.nanosPerByte = nanosPerByte;
    }

    /** Its bytes begin to flow. */
    void started(long bytes) {
      losses.clear();
      boundBy = -1;
      sinceNanos = simulation.nowNanos();
      remaining = bytes;
      arriving.add(this);
      lookAfterThisInstant();
    }

    /** Its last byte has arrived, or it was broken off with so many left. */
    void ended(long left) {
      close(left);
      boundBy = -1;
      leaving.add(this);
      lookAfterThisInstant();
    }

    /** It was the last of its exchange: what it lost is what the job lost. */
    void decided() {
      SortedMap<Integer, Loss> ofJob = books.computeIfAbsent(job, unused -> new TreeMap<>());
      losses.forEach((link, loss) -> ofJob.computeIfAbsent(link, unused -> new Loss()).add(loss));
    }

    /** Books what was lost since the last look. */
    private void close(long left) {
      long now = simulation.nowNanos();
      double lost = now - sinceNanos - (remaining - left) * nanosPerByte;
      // Work is counted in whole bytes, so a loss below the time of one is none.
      if (boundBy >= 0 && lost > nanosPerByte) {
        Loss loss = losses.computeIfAbsent(boundBy, unused -> new Loss());
        loss.lostNanos += lost;
        long passed = now - sinceNanos;
        boolean alone = true;
        for (int other : present.getOrDefault(boundBy, new TreeMap<>()).keySet()) {
          if (other != job) {
            loss.withNanos.merge(other, passed, Long::sum);
            alone = false;
          }
        }
        if (alone) {
          loss.withNanos.merge(NOBODY, passed, Long::sum);
        }
      }
      sinceNanos = now;
      remaining = left;
    }

    private void lookWhatBinds() {
      Resource bottleneck = activity.bottleneck().orElse(null);
      boundBy = -1;
      for (int index = 0; index < links.length && boundBy < 0; index++) {
        if (resources[index] == bottleneck) {
          boundBy = links[index];
        }
      }
    }

    private void enter() {
      for (int link : links) {
        present.computeIfAbsent(link, unused -> new TreeMap<>()).merge(job, 1, Integer::sum);
      }
    }

    private void leave() {
      for (int link : links) {
        present.get(link).computeIfPresent(job, (same, flows) -> flows == 1 ? null : flows - 1);
      }
    }
  }

  private final Simulation simulation;
  private final Timer look;
  private final List<Channel> running = new ArrayList<>();
  private final List<Channel> arriving = new ArrayList<>();
  private final List<Channel> leaving = new ArrayList<>();

  /** By link, the jobs with bytes on it and on how many channels. */
  private final SortedMap<Integer, SortedMap<Integer, Integer>> present = new TreeMap<>();

  private final SortedMap<Integer, SortedMap<Integer, Loss>> books = new TreeMap<>();

  /** A book with nothing in it. */
  public ContentionBook(Simulation simulation) {
    this.simulation = simulation;
    // At the same priority as the pool's solution and armed later, so after it.
    look = simulation.timer(Integer.MAX_VALUE, unused -> look(), 0);
  }

  /**
   * A channel to watch.
   *
   * @param links those of the activity's demands, in their order
   * @param capBytesPerSecond its rate alone
   */
  Channel channel(int job, Activity activity, int[] links, double capBytesPerSecond) {
    Resource[] resources = activity.demands().resources();
    return new Channel(job, activity, links, resources, 1e9 / capBytesPerSecond);
  }

  /** The same of an activity that needs other things beside links, such as a read. */
  Channel channel(int job, Activity activity, FabricNetwork network) {
    Resource[] resources =
        Arrays.stream(activity.demands().resources())
            .filter(resource -> network.linkOf(resource) >= 0)
            .toArray(Resource[]::new);
    int[] links = Arrays.stream(resources).mapToInt(network::linkOf).toArray();
    double nanosPerByte = 1e9 / activity.demands().alonePerSecond();
    return new Channel(job, activity, links, resources, nanosPerByte);
  }

  private void lookAfterThisInstant() {
    if (!look.isArmed()) {
      look.after(0);
    }
  }

  /** Until now who was there and what bound whom has not changed since the last look. */
  private void look() {
    running.removeAll(leaving);
    for (Channel channel : running) {
      channel.close(channel.activity.remaining());
    }
    leaving.forEach(Channel::leave);
    arriving.forEach(Channel::enter);
    running.addAll(arriving);
    leaving.clear();
    arriving.clear();
    running.forEach(Channel::lookWhatBinds);
  }

  /** Shows what was lost: by job, link, other job. */
  public void visit(Visitor visitor) {
    books.forEach(
        (job, byLink) ->
            byLink.forEach(
                (link, loss) ->
                    loss.withNanos.forEach(
                        (other, nanos) ->
                            visitor.visit(
                                job, link, (long) StrictMath.rint(loss.lostNanos), other, nanos))));
  }
}
