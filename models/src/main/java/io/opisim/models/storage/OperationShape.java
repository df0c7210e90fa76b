package io.opisim.models.storage;

import io.opisim.models.offload.Direction;

/**
 * What a stage is told about the operations whose needs it states.
 *
 * @param client which host asks
 * @param streamClass which of the stage's kinds of stream, from 0
 * @param direction which way the bytes go
 * @param bytes that the client asks for
 * @param commands that the front-end cuts the request into
 */
public record OperationShape(
    int client, int streamClass, Direction direction, long bytes, long commands) {
  /** Whether bytes go to the client. */
  public boolean isRead() {
    return direction == Direction.READ;
  }
}
