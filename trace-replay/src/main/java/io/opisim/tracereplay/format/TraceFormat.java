package io.opisim.tracereplay.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A kind of trace file, found as a service.
 *
 * <p>A format only parses lines; opening, unpacking, line limits, windows and scaling are done once
 * for all formats, around it.
 */
public interface TraceFormat {
  /** Public name, kebab-case. */
  String id();

  /** One sentence: whose trace, and what its durations mean. */
  String description();

  /** Where the data can be had, for the message when it is not there. */
  String origin();

  /** Whether a file whose first line is {@code header} is of this format: if it has its columns. */
  default boolean matches(String header) {
    return Arrays.asList(header.split(",")).containsAll(requiredColumns());
  }

  /** The columns that must be there. */
  List<String> requiredColumns();

  /** Columns that are read when they are there. */
  default List<String> optionalColumns() {
    return List.of();
  }

  /** Whether rows come in the order of arrival, so that a row out of order is a problem. */
  default boolean sortedByArrival() {
    return false;
  }

  /** Starts reading. */
  TraceReader open(TraceSource source) throws IOException;
}
