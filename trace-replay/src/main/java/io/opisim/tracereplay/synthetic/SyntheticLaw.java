package io.opisim.tracereplay.synthetic;

import java.util.List;

/**
 * Everything a made-up trace is drawn from.
 *
 * <p>Models: arrivals, and for each job independently a class of sizes, in it a number of GPUs, a
 * duration and a group. Ignores: that a group has its own habits within a class, that one user's
 * jobs are alike, CPU and memory. Valid for: comparing policies under a load of realistic shape.
 * Source: fits such as {@link PhillyFit}.
 *
 * @param arrivals when jobs arrive
 * @param classes at least one; their shares add up to 1
 */
public record SyntheticLaw(ArrivalLaw arrivals, List<SizeClass> classes) {
  /** Checks the shares. */
  public SyntheticLaw {
    classes = List.copyOf(classes);
    Shares.check(classes.stream().mapToDouble(SizeClass::share).toArray());
  }

  /**
   * Jobs of similar size.
   *
   * @param share share of all jobs
   * @param sizes numbers of GPUs, with shares that add up to 1
   * @param durations run times
   * @param groups who submits them, with shares that add up to 1
   */
  public record SizeClass(
      double share, List<SizeShare> sizes, LognormalMixture durations, List<GroupShare> groups) {
    /** Checks the shares. */
    public SizeClass {
      sizes = List.copyOf(sizes);
      groups = List.copyOf(groups);
      Shares.check(sizes.stream().mapToDouble(SizeShare::share).toArray());
      Shares.check(groups.stream().mapToDouble(GroupShare::share).toArray());
    }

    /** The mean number of GPUs. */
    public double meanGpus() {
      return sizes.stream().mapToDouble(size -> size.share * size.gpus).sum();
    }
  }

  /**
   * A number of GPUs and how often it is asked for.
   *
   * @param gpus GPU devices
   * @param share share of the jobs of the class
   */
  public record SizeShare(int gpus, double share) {}

  /**
   * A group and how much it submits.
   *
   * @param name the group
   * @param share share of the jobs of the class
   */
  public record GroupShare(String name, double share) {}

  /** The mean of GPUs times duration of a job. */
  public double meanGpuSeconds() {
    return classes.stream().mapToDouble(c -> c.share * c.meanGpus() * c.durations.mean()).sum();
  }

  /** The law without jobs of more than {@code maxGpus} GPUs or {@code maxSeconds}. */
  public SyntheticLaw cappedAt(int maxGpus, double maxSeconds) {
    List<SizeClass> kept =
        classes.stream()
            .filter(c -> c.sizes.stream().anyMatch(size -> size.gpus <= maxGpus))
            .map(c -> capped(c, maxGpus, maxSeconds))
            .toList();
    double share = kept.stream().mapToDouble(SizeClass::share).sum();
    if (!(share > 0)) {
      throw new IllegalArgumentException("no job of the law has at most " + maxGpus + " GPUs");
    }
    return new SyntheticLaw(
        arrivals,
        kept.stream()
            .map(c -> new SizeClass(c.share / share, c.sizes, c.durations, c.groups))
            .toList());
  }

  private static SizeClass capped(SizeClass whole, int maxGpus, double maxSeconds) {
    List<SizeShare> sizes = whole.sizes.stream().filter(size -> size.gpus <= maxGpus).toList();
    double share = sizes.stream().mapToDouble(SizeShare::share).sum();
    return new SizeClass(
        whole.share * share,
        sizes.stream().map(size -> new SizeShare(size.gpus, size.share / share)).toList(),
        whole.durations.cappedAt(maxSeconds),
        whole.groups);
  }
}
