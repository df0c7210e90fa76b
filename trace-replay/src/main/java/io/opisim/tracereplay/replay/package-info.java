/**
 * From a trace to the jobs of a run: windows, limits, scaling, order, and the cut into tasks.
 *
 * <p>Done here once for all formats. May use: {@code format}, {@code models}. What a replay may
 * change is a component of {@code ReplayOptions}.
 */
package io.opisim.tracereplay.replay;
