package io.opisim.models.storage;

/** The stage that the client sees: it cuts requests into commands and bounds what is in flight. */
public interface FrontEnd extends StorageStage {
  /** How many commands a request of so many bytes becomes. */
  long commands(long bytes);

  /** Commands of one request in flight at once, at most. */
  long parallelCommands();

  /** Requests of one queue pair in flight at once; 0 for no limit. */
  int queueDepth();

  /** Queue pairs of one client; streams are dealt to them in turn. */
  int queuePairs();
}
