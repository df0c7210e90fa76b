package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.List;
import java.util.Optional;

/**
 * Jobs read from trace files.
 *
 * @param files relative to the data folder, read as one trace
 * @param format id of their format, or empty to tell it from the first line
 */
public record TraceWorkload(
    @Key(
            value = "Trace files, relative to the data folder; read as one trace.",
            example = "[philly-jobs/jobs.csv.gz]")
        List<String> files,
    @Key(
            value = "Format of the files; told from their first line if absent.",
            example = "philly-jobs",
            ids = KnownIds.TRACE_FORMAT)
        Optional<String> format) {
  /** Copies the file names. */
  public TraceWorkload {
    files = List.copyOf(files);
  }
}
