/**
 * What a trace is: the service that finds formats, the one place that opens files, and the checks
 * that hold for every format.
 *
 * <p>A format parses rows; unpacking, line limits, encodings, duplicate names and the collection of
 * problems are done here once. May use: {@code models}, FastCSV. A new format is a package beside
 * this one and a line in {@code META-INF/services}.
 */
package io.opisim.tracereplay.format;
