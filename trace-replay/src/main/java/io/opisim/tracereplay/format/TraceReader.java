package io.opisim.tracereplay.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.SortedMap;

/** A trace being read, one job at a time, in the order of the file. */
public interface TraceReader extends Closeable {
  /**
   * The next job, or null at the end.
   *
   * @throws TraceProblemException if the file is broken at this place; if it is {@link
   *     TraceProblemException#confinedToRow() confined to a row}, the next call goes on after it
   */
  TraceJob next() throws IOException;

  /** Rows passed over so far, by reason in plain words. */
  SortedMap<String, Long> dropped();

  /** The 1-based line of the last job, or 0 if there is no file behind this reader. */
  default long line() {
    return 0;
  }
}
