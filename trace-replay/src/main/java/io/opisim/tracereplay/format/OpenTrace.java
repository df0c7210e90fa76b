package io.opisim.tracereplay.format;

import java.io.Closeable;
import java.io.IOException;

/**
 * A file being read in the format that was found for it.
 *
 * @param format the format
 * @param reader its jobs, with unique names
 */
public record OpenTrace(TraceFormat format, TraceReader reader) implements Closeable {
  @Override
  public void close() throws IOException {
    reader.close();
  }
}
