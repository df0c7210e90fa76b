package io.opisim.scenarios.scenario;

/** How a loader's reads are simulated. */
public enum ReadGrain {
  /** Each record by itself. */
  PER_RECORD,
  /** The records that a worker reads one after another for a batch, as one read. */
  PER_BATCH
}
