package io.opisim.models.workload.pipeline;

import java.util.List;

/**
 * The steps that turn stored samples into input, and where they are cut into offline and online.
 *
 * <p>Models: steps before the cut are done once and their result is stored; each epoch then reads
 * that, larger or smaller than the source, and does the rest on cores: min(storage rate / bytes,
 * cores / time). Ignores: compression of what is stored, reads of many small files, the time of the
 * offline part. Valid for: sequential reads. Source: Isenko et al., PRESTO, SIGMOD 2022.
 *
 * @param sourceBytes of a sample as it is stored first
 * @param steps in their order
 */
public record Preparation(double sourceBytes, List<Step> steps) {
  /** Copies the list. */
  public Preparation {
    steps = List.copyOf(steps);
    if (!(sourceBytes > 0)) {
      throw new IllegalArgumentException("samples of " + sourceBytes + " bytes");
    }
  }

  /**
   * One step.
   *
   * @param name what it does
   * @param coreSeconds of one core for one sample
   * @param bytesAfter of a sample afterwards
   */
  public record Step(String name, double coreSeconds, double bytesAfter) {
    /** Checks the sizes. */
    public Step {
      if (!(coreSeconds >= 0 && bytesAfter > 0)) {
        throw new IllegalArgumentException(
            name + " takes " + coreSeconds + " s and leaves " + bytesAfter + " bytes");
      }
    }
  }

  /** Bytes that are stored for a sample with so many steps done offline. */
  public double storedBytes(int offlineSteps) {
    return offlineSteps == 0 ? sourceBytes : steps.get(offlineSteps - 1).bytesAfter();
  }

  /** Core time that is left for each sample and epoch. */
  public double onlineCoreSeconds(int offlineSteps) {
    return steps.subList(offlineSteps, steps.size()).stream().mapToDouble(Step::coreSeconds).sum();
  }

  /** Samples a second with so many steps done offline, training left aside. */
  public double perSecond(int offlineSteps, double cores, double storageBytesPerSecond) {
    double fetch = storageBytesPerSecond / storedBytes(offlineSteps);
    return StrictMath.min(fetch, cores / onlineCoreSeconds(offlineSteps));
  }

  /** The number of offline steps with which most samples a second come, the least of several. */
  public int fastest(double cores, double storageBytesPerSecond) {
    int fastest = 0;
    for (int offline = 1; offline <= steps.size(); offline++) {
      if (perSecond(offline, cores, storageBytesPerSecond)
          > perSecond(fastest, cores, storageBytesPerSecond)) {
        fastest = offline;
      }
    }
    return fastest;
  }
}
