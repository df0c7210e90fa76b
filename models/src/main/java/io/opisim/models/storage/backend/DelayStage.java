package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * A delay in front of a device, as SPDK's delay device makes it.
 *
 * <p>Models: one hundredth of the operations take the long delay, the others the usual one.
 * Ignores: that a real device's tail is a curve. Valid for: SPDK's {@code bdev_delay_create}.
 * Source: SPDK, read: a two-point law.
 *
 * @param volume its name
 * @param read law of reads
 * @param write law of writes
 */
public record DelayStage(String volume, TwoPointLaw read, TwoPointLaw write)
    implements StorageStage {
  @Override
  public String name() {
    return "delay " + volume;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    needs.delay(shape.isRead() ? read : write);
  }
}
