package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all exchanges of a placed job ask of each link at once, and what they get. */
final class LinkDemand {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** A channel as far as time is concerned. */
  private record Sender(double latencySeconds, double bytes, double cap, double share) {
    /** Its time if the links give it {@code level} for each unit of share. */
    double seconds(double level) {
      return latencySeconds + bytes / Math.min(cap, share * level);
    }
  }

  /** A link that the job could fill together with others. */
  private static final class Claim {
    private final double capacity;
    private final int[] senders;

    /** What each takes for one unit of level, and the level at which it has enough. */
    private final double[] slopes;

    private final double[] enough;
    private double asked;

    Claim(double capacity, List<double[]> entries) {
      this.capacity = capacity;
      entries.sort((a, b) -> Double.compare(a[2], b[2]));
      senders = entries.stream().mapToInt(entry -> (int) entry[0]).toArray();
      slopes = entries.stream().mapToDouble(entry -> entry[1]).toArray();
      enough = entries.stream().mapToDouble(entry -> entry[2]).toArray();
      for (int i = 0; i < slopes.length; i++) {
        asked += slopes[i] * enough[i];
      }
    }
  }

  private final List<Sender> senders = new ArrayList<>();
  private final int[] links;
  private final Claim[] claims;
  private final double[] ownSeconds;
  private final double aloneSeconds;

  LinkDemand(
      int job,
      FabricNetwork network,
      CollectiveModel collectives,
      StepProgram program,
      int[] accelerators) {
    SortedMap<Integer, List<double[]>> entries = new TreeMap<>();
    double longest = 0;
    for (Exchange exchange : program.exchanges()) {
      for (ExchangeFlows group :
          ExchangeFlows.of(job, network, collectives, exchange, accelerators)) {
        longest = Math.max(longest, group.latencySeconds());
        for (ExchangeFlows.Channel channel : group.channels()) {
          add(group.latencySeconds(), channel, entries);
        }
      }
    }
    links = entries.keySet().stream().mapToInt(link -> link).toArray();
    claims = new Claim[links.length];
    double[] level = new double[senders.size()];
    Arrays.fill(level, NEVER);
    for (int i = 0; i < links.length; i++) {
      claims[i] = new Claim(network.resource(links[i]).capacityPerSecond(), entries.get(links[i]));
      double here = level(claims[i], null);
      for (int sender : claims[i].senders) {
        level[sender] = Math.min(level[sender], here);
      }
    }
    ownSeconds = new double[level.length];
    for (int i = 0; i < level.length; i++) {
      ownSeconds[i] = senders.get(i).seconds(level[i]);
      longest = Math.max(longest, ownSeconds[i]);
    }
    aloneSeconds = longest;
  }

  private void add(
      double latency, ExchangeFlows.Channel channel, SortedMap<Integer, List<double[]>> entries) {
    int number = senders.size();
    double cap = channel.capBytesPerSecond();
    senders.add(new Sender(latency, channel.bytes(), cap, channel.share()));
    for (int i = 0; i < channel.links().length; i++) {
      double slope = channel.weights()[i] * channel.share();
      entries
          .computeIfAbsent(channel.links()[i], unused -> new ArrayList<>())
          .add(new double[] {number, slope, cap / channel.share()});
    }
  }

  /** Time of the exchanges on a network without others. */
  double aloneSeconds() {
    return aloneSeconds;
  }

  /** The same while another job's exchanges go on all the time. */
  double secondsBeside(LinkDemand other) {
    double longest = aloneSeconds;
    int theirs = 0;
    for (int i = 0; i < links.length; i++) {
      while (theirs < other.links.length && other.links[theirs] < links[i]) {
        theirs++;
      }
      if (theirs == other.links.length) {
        return longest;
      }
      Claim claim = claims[i];
      if (other.links[theirs] == links[i]
          && claim.asked + other.claims[theirs].asked > claim.capacity) {
        double level = level(claim, other.claims[theirs]);
        for (int sender : claim.senders) {
          longest = Math.max(longest, senders.get(sender).seconds(level));
        }
      }
    }
    return longest;
  }

  /**
   * The rate for each unit of share at which a link is full, or {@link #NEVER} if all have enough
   * before: those with enough first.
   */
  private static double level(Claim one, Claim other) {
    double left = one.capacity;
    double slopes = sum(one.slopes) + (other == null ? 0 : sum(other.slopes));
    int i = 0;
    int j = 0;
    int count = one.enough.length + (other == null ? 0 : other.enough.length);
    for (int done = 0; done < count; done++) {
      boolean mine =
          j == (other == null ? 0 : other.enough.length)
              || (i < one.enough.length && one.enough[i] <= other.enough[j]);
      double enough = mine ? one.enough[i] : other.enough[j];
      double slope = mine ? one.slopes[i++] : other.slopes[j++];
      if (slopes * enough > left) {
        return left / slopes;
      }
      left -= slope * enough;
      slopes -= slope;
    }
    return NEVER;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
