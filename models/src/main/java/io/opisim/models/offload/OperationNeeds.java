package io.opisim.models.offload;

import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sharing.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one operation needs on its whole way: amounts of resources, delays, a least time. Collected
 * stage by stage, then turned into the demands of one activity.
 *
 * <p>Models: an operation streams through all its stages at once, so its time is the sum of the
 * delays and then its bytes at the rate of the tightest stage. Ignores: filling of the pipeline
 * beyond the delays.
 */
public final class OperationNeeds {
  private final Map<Resource, Double> amounts = new LinkedHashMap<>();
  private final List<Distribution> randomDelays = new ArrayList<>();
  private final List<LoadWatcher> watchers = new ArrayList<>();
  private double delaySeconds;
  private double onceSeconds;
  private double leastSeconds;
  private double share = 1;

  /** Adds an amount of a resource, in the unit of its capacity; 0 adds nothing. */
  public void use(Resource resource, double amount) {
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("cannot use " + amount + " of " + resource.name());
    }
    if (amount > 0) {
      amounts.merge(resource, amount, Double::sum);
    }
  }

  /** Adds a delay that a request has once, however many commands it has. */
  public void delayOnce(double seconds) {
    onceSeconds += seconds;
  }

  /** Adds a delay of each command in which nothing is used. */
  public void delay(double seconds) {
    delaySeconds += seconds;
  }

  /** Adds a delay drawn anew for each operation. */
  public void delay(Distribution law) {
    randomDelays.add(law);
  }

  /** The bytes cannot pass in less than this, whatever is free; the longest of several holds. */
  public void atLeast(double seconds) {
    leastSeconds = Math.max(leastSeconds, seconds);
  }

  /**
   * What the operation gets at a full resource against others that have 1 unless told otherwise.
   */
  public void share(double newShare) {
    share = newShare;
  }

  /** Has somebody told when such an operation begins to move bytes and when it has. */
  public void watch(LoadWatcher watcher) {
    watchers.add(watcher);
  }

  /** Who is to be told. */
  public List<LoadWatcher> watchers() {
    return List.copyOf(watchers);
  }

  /** All fixed delays of a request whose commands are all in flight at once. */
  public double delaySeconds() {
    return delaySeconds + onceSeconds;
  }

  /** The mean delay of one command. */
  public double meanCommandSeconds() {
    return delaySeconds + randomDelays.stream().mapToDouble(Distribution::mean).sum();
  }

  /** The mean delay of a request whose commands are all in flight at once. */
  public double meanDelaySeconds() {
    return meanCommandSeconds() + onceSeconds;
  }

  /** The laws of the drawn delays. */
  public List<Distribution> randomDelays() {
    return List.copyOf(randomDelays);
  }

  /** Amounts by resource, in the order of their naming. */
  public Map<Resource, Double> amounts() {
    return amounts;
  }

  /** The least time of the bytes alone on idle resources. */
  public double aloneSeconds() {
    double seconds = leastSeconds;
    for (Map.Entry<Resource, Double> entry : amounts.entrySet()) {
      seconds = Math.max(seconds, entry.getValue() / entry.getKey().capacityPerSecond());
    }
    return seconds;
  }

  /**
   * The demands of an activity whose amount is the operation's bytes; empty if it takes no time.
   *
   * @param bytes of the operation that the amounts were collected for
   */
  public Optional<Demands> demands(double bytes) {
    Demands demands = Demands.on();
    for (Map.Entry<Resource, Double> entry : amounts.entrySet()) {
      demands = demands.and(entry.getKey(), entry.getValue() / bytes);
    }
    if (share != 1) {
      demands = demands.withShare(share);
    }
    if (leastSeconds > 0) {
      demands = demands.withCap(bytes / leastSeconds);
    }
    return amounts.isEmpty() && leastSeconds == 0 ? Optional.empty() : Optional.of(demands);
  }
}
