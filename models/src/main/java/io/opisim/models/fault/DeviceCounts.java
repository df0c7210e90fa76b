package io.opisim.models.fault;

import java.util.EnumMap;
import java.util.Map;

/** How many devices of each kind a job runs on. */
public final class DeviceCounts {
  private final Map<DeviceKind, Integer> counts;

  private DeviceCounts(Map<DeviceKind, Integer> counts) {
    this.counts = counts;
  }

  /** Nothing. */
  public static DeviceCounts none() {
    return new DeviceCounts(new EnumMap<>(DeviceKind.class));
  }

  /** Accelerators, their nodes, and one NIC for each accelerator. */
  public static DeviceCounts ofAccelerators(int accelerators, int perNode) {
    return none()
        .with(DeviceKind.ACCELERATOR, accelerators)
        .with(DeviceKind.NODE, (accelerators + perNode - 1) / perNode)
        .with(DeviceKind.NIC, accelerators);
  }

  /** The same with so many of one kind. */
  public DeviceCounts with(DeviceKind kind, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(count + " devices of kind " + kind);
    }
    Map<DeviceKind, Integer> more = new EnumMap<>(DeviceKind.class);
    more.putAll(counts);
    more.put(kind, count);
    return new DeviceCounts(more);
  }

  /** How many of one kind. */
  public int of(DeviceKind kind) {
    return counts.getOrDefault(kind, 0);
  }
}
