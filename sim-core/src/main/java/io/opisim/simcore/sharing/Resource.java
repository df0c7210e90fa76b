package io.opisim.simcore.sharing;

/**
 * Something that activities share: a link, a memory bus, a core complex, an engine, a device.
 *
 * <p>Its capacity is what it gives per second, in the unit in which its users' amounts times
 * weights are counted: bytes for a link, core-seconds for cores.
 */
public final class Resource {
  private final ActivityPool pool;
  private final String name;
  private final int number;
  private double capacityPerSecond;
  private double possible;
  private long sinceNanos;

  Resource(ActivityPool pool, String name, int number, double capacityPerSecond, long sinceNanos) {
    this.pool = pool;
    this.name = name;
    this.number = number;
    this.capacityPerSecond = capacityPerSecond;
    this.sinceNanos = sinceNanos;
  }

  /** Its name, for results and messages. */
  public String name() {
    return name;
  }

  /** Its number in the solver. */
  int number() {
    return number;
  }

  /** Its capacity now. */
  public double capacityPerSecond() {
    return capacityPerSecond;
  }

  /** Changes the capacity from now on: a degraded link, a core taken away; 0 is a fault. */
  public void setCapacity(double newCapacityPerSecond) {
    pool.setCapacity(number, newCapacityPerSecond);
    possible = possible();
    sinceNanos = pool.nowNanos();
    capacityPerSecond = newCapacityPerSecond;
  }

  /** What is taken of it now, per second. */
  public double takenPerSecond() {
    return pool.takenPerSecond(number);
  }

  /**
   * What it has given since it was made: the sum of weight x work done. Exact while weights are
   * whole and the sum is below 2⁵³; costs a walk over its present users.
   */
  public double given() {
    return pool.given(number);
  }

  /** What it could have given since it was made: the integral of its capacity over time. */
  public double possible() {
    return possible + capacityPerSecond * (pool.nowNanos() - sinceNanos) * 1e-9;
  }

  /** What it has given of what it could have given; 0 if that is nothing. */
  public double utilisation() {
    double most = possible();
    return most > 0 ? given() / most : 0;
  }

  @Override
  public String toString() {
    return name;
  }

  ActivityPool pool() {
    return pool;
  }
}
