package io.opisim.models.storage;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;

/**
 * One stage between a client and the bytes: a front-end, a service, a network, a device.
 *
 * <p>A stage states what an operation needs; it takes no time by itself. Above is the client's
 * side, below the storage's side.
 */
public interface StorageStage {
  /** Its name in books and messages. */
  String name();

  /** The bytes below for so many bytes above. */
  default long bytesBelow(Direction direction, long bytesAbove) {
    return bytesAbove;
  }

  /** Why bytes above and below differ; empty if they must not. */
  default String sizeReason() {
    return "";
  }

  /**
   * Adds what an operation needs here.
   *
   * @param shape of the request
   * @param bytesAbove on the client's side of this stage
   * @param bytesBelow on the storage's side of this stage
   * @param needs where to add
   */
  void needs(OperationShape shape, long bytesAbove, long bytesBelow, OperationNeeds needs);

  /** Into how many classes streams are dealt here, one after the other, such as target queues. */
  default int streamClasses() {
    return 1;
  }
}
