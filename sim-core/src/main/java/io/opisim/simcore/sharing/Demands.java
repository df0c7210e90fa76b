package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * What an activity asks for: resources of one pool with weights, a share, a cap. Immutable.
 *
 * <p>At a rate of x units a second the activity takes {@code weight} · x of each resource's
 * capacity. Two activities that meet at a full resource get rates in proportion to their shares,
 * unless their caps or other resources hold them back. A resource named again adds to its weight.
 */
public final class Demands {
  private static final Demands NOTHING =
      new Demands(new Resource[0], new int[0], new double[0], 1, Double.POSITIVE_INFINITY);

  private final Resource[] resources;
  private final int[] numbers;
  private final double[] weights;
  private final double share;
  private final double capPerSecond;

  private Demands(
      Resource[] resources, int[] numbers, double[] weights, double share, double capPerSecond) {
    this.resources = resources;
    this.numbers = numbers;
    this.weights = weights;
    this.share = share;
    this.capPerSecond = capPerSecond;
  }

  /** Each of the resources with weight 1, share 1, no cap. */
  public static Demands on(Resource... resources) {
    Demands demands = NOTHING;
    for (Resource resource : resources) {
      demands = demands.and(resource, 1);
    }
    return demands;
  }

  /**
   * Each resource with its own weight, share 1, no cap.
   *
   * @param resources all different
   * @param weights positive, one for each
   */
  public static Demands of(Resource[] resources, double[] weights) {
    if (resources.length != weights.length) {
      throw new IllegalArgumentException(
          resources.length + " resources with " + weights.length + " weights");
    }
    int[] numbers = new int[resources.length];
    for (int i = 0; i < numbers.length; i++) {
      checkWeight(resources[i], weights[i]);
      numbers[i] = resources[i].number();
    }
    int[] sorted = numbers.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException("a resource is named twice");
      }
    }
    return new Demands(resources.clone(), numbers, weights.clone(), 1, Double.POSITIVE_INFINITY);
  }

  private static void checkWeight(Resource resource, double weight) {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight on " + resource.name() + " must be positive, not " + weight);
    }
  }

  /** These demands and one more resource. */
  public Demands and(Resource resource, double weight) {
    checkWeight(resource, weight);
    double[] newWeights = weights.clone();
    for (int i = 0; i < numbers.length; i++) {
      if (resources[i] == resource) {
        newWeights[i] += weight;
        return new Demands(resources, numbers, newWeights, share, capPerSecond);
      }
    }
    int count = numbers.length;
    Resource[] newResources = Arrays.copyOf(resources, count + 1);
    int[] newNumbers = Arrays.copyOf(numbers, count + 1);
    newWeights = Arrays.copyOf(newWeights, count + 1);
    newResources[count] = resource;
    newNumbers[count] = resource.number();
    newWeights[count] = weight;
    return new Demands(newResources, newNumbers, newWeights, share, capPerSecond);
  }

  /** These demands with another claim relative to others. */
  public Demands withShare(double newShare) {
    if (!(newShare > 0 && newShare < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a share must be positive, not " + newShare);
    }
    return new Demands(resources, numbers, weights, newShare, capPerSecond);
  }

  /** These demands with a largest rate. */
  public Demands withCap(double newCapPerSecond) {
    if (!(newCapPerSecond > 0)) {
      throw new IllegalArgumentException("a cap must be positive, not " + newCapPerSecond);
    }
    return new Demands(resources, numbers, weights, share, newCapPerSecond);
  }

  /** The resources, in the order in which they were named. */
  public Resource[] resources() {
    return resources.clone();
  }

  /** The rate of an activity that has all resources to itself, as their capacities are now. */
  public double alonePerSecond() {
    double rate = capPerSecond;
    for (int i = 0; i < resources.length; i++) {
      rate = Math.min(rate, resources[i].capacityPerSecond() / weights[i]);
    }
    return rate;
  }

  int[] numbers() {
    return numbers;
  }

  double[] weights() {
    return weights;
  }

  double share() {
    return share;
  }

  double capPerSecond() {
    return capPerSecond;
  }

  void checkPool(ActivityPool pool) {
    for (Resource resource : resources) {
      if (resource.pool() != pool) {
        throw new IllegalArgumentException(resource.name() + " belongs to another pool");
      }
    }
    if (numbers.length == 0 && capPerSecond == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("an activity needs a resource or a cap");
    }
  }
}
