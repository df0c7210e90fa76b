/**
 * Completed GPU jobs of Shanghai AI Laboratory's Kalos cluster, 2023.
 *
 * <p>One format, one reader. May use: {@code format}. The Seren cluster's jobs, once they can be
 * had, have other columns and are another format.
 */
package io.opisim.tracereplay.acme;
