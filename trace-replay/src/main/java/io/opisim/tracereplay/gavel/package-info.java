/**
 * The job lists of the Gavel study.
 *
 * <p>One format, one reader. May use: {@code format}.
 */
package io.opisim.tracereplay.gavel;
