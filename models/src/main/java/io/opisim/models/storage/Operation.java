package io.opisim.models.storage;

import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.Timer;

/** One operation under way; made once and used again and again for the same path. */
final class Operation {
  static final int NO_CREDIT = -1;

  final int number;
  final OperationPath path;

  /** Null if the bytes take no time. */
  Activity activity;

  Timer timer;
  long bytes;
  long object;
  long requestedNanos;
  int queuePair;
  int credit = NO_CREDIT;
  int gate;
  CompletionHandler done;
  int subject;

  Operation(int number, OperationPath path) {
    this.number = number;
    this.path = path;
  }
}
