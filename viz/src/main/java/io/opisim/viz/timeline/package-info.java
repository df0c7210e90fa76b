/**
 * The timeline screen: a window with the jobs as rows and the use of the cluster below.
 *
 * <p>Turns keys and mouse into visible ranges and redraws; what is drawn and where is decided in
 * {@code model} and {@code canvas}. May use: {@code model}, {@code io}, {@code canvas}.
 */
package io.opisim.viz.timeline;
