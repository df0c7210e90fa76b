package io.opisim.tracereplay.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A reader whose jobs have each a name of their own: the second use of one is a problem. */
final class UniqueNames implements TraceReader {
  private final String file;
  private final TraceReader reader;
  private final Map<String, Long> lines = new HashMap<>();

  UniqueNames(String file, TraceReader reader) {
    this.file = file;
    this.reader = reader;
  }

  @Override
  public TraceJob next() throws IOException {
    TraceJob job = reader.next();
    if (job != null) {
      Long first = lines.putIfAbsent(job.id(), reader.line());
      if (first != null) {
        throw TraceProblemException.inRow(
            List.of(
                new TraceProblem(
                    file,
                    reader.line(),
                    TraceProblem.Kind.DUPLICATE,
                    "job '" + job.id() + "' is already on line " + first,
                    "remove one of the rows, or rename it")));
      }
    }
    return job;
  }

  @Override
  public SortedMap<String, Long> dropped() {
    return reader.dropped();
  }

  @Override
  public long line() {
    return reader.line();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
