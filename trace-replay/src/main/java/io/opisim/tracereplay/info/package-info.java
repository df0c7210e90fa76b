/**
 * What is in a trace: counts, quantiles and totals, comparable with what its publisher states.
 *
 * <p>Immutable results; printing is the command line's. May use: {@code format}. A new statistic is
 * a component of {@code TraceInfo}.
 */
package io.opisim.tracereplay.info;
