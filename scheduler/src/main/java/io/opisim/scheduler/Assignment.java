package io.opisim.scheduler;

import java.util.Arrays;

/**
 * Where the tasks of a job run.
 *
 * @param nodes node of each task, by index in the cluster
 * @param devices GPU device of each fractional task, or -1 to take the lowest free devices; empty
 *     when no task is fractional
 * @param wholeDevices devices of each task on whole GPUs, as bits, the lowest bit device 0; 0 to
 *     take the lowest free ones; empty when all do
 */
public record Assignment(int[] nodes, int[] devices, long[] wholeDevices) {
  private static final int[] NO_DEVICES = {};
  private static final long[] ANY_DEVICES = {};

  /** The place of a job on the unlimited cluster of the oracle: nowhere in particular. */
  public static final Assignment UNLIMITED = new Assignment(NO_DEVICES, NO_DEVICES);

  /** Whole GPUs, if there are any, on the lowest free devices. */
  public Assignment(int[] nodes, int[] devices) {
    this(nodes, devices, ANY_DEVICES);
  }

  /** One task on a node. */
  public static Assignment single(int node) {
    return new Assignment(new int[] {node}, NO_DEVICES);
  }

  /** One fractional task on a device of a node. */
  public static Assignment single(int node, int device) {
    return new Assignment(new int[] {node}, new int[] {device});
  }

  /** Tasks on whole devices, or without any. */
  public static Assignment gang(int[] nodes) {
    return new Assignment(nodes, NO_DEVICES);
  }

  /**
   * The same with the devices that were taken, for those who ask what would be free without it.
   *
   * @param masks devices of each task, the lowest bit device 0
   */
  public Assignment onDevices(long[] masks) {
    int[] taken = new int[masks.length];
    for (int task = 0; task < taken.length; task++) {
      taken[task] = masks[task] == 0 ? -1 : Long.numberOfTrailingZeros(masks[task]);
    }
    return new Assignment(nodes, taken);
  }

  /** The devices of task {@code index} on whole GPUs, or 0 for any. */
  public long wholeDevices(int index) {
    return wholeDevices.length == 0 ? 0 : wholeDevices[index];
  }

  /** The device of task {@code index}, or -1. */
  public int device(int index) {
    return devices.length == 0 ? -1 : devices[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Assignment that
        && Arrays.equals(nodes, that.nodes)
        && Arrays.equals(devices, that.devices)
        && Arrays.equals(wholeDevices, that.wholeDevices);
  }

  @Override
  public int hashCode() {
    int hash = 31 * Arrays.hashCode(nodes) + Arrays.hashCode(devices);
    return 31 * hash + Arrays.hashCode(wholeDevices);
  }

  @Override
  public String toString() {
    String whole = wholeDevices.length == 0 ? "" : " whole " + Arrays.toString(wholeDevices);
    return "nodes " + Arrays.toString(nodes) + " devices " + Arrays.toString(devices) + whole;
  }
}
