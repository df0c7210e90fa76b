/**
 * The job lists of the Tiresias simulator.
 *
 * <p>One format, one reader. May use: {@code format}.
 */
package io.opisim.tracereplay.tiresias;
