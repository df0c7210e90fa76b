package io.opisim.models.storage;

import io.opisim.models.offload.Direction;
import io.opisim.simcore.queue.PassHandler;
import io.opisim.simcore.sim.Simulation;

/** A stage at which operations may have to wait before they begin: a rate limit. */
public interface Gate extends StorageStage {
  /** Takes its place in a run. */
  void open(Simulation simulation, int priority, PassHandler passes);

  /** An operation comes; the handler is told its number when it may go on. */
  void request(int operation, Direction direction, long bytes, long commands);
}
