/**
 * The jobs of Microsoft's Philly cluster, 2017.
 *
 * <p>One format, one reader. May use: {@code format}. Another file of the same trace, with other
 * columns, is another format in a package of its own.
 */
package io.opisim.tracereplay.philly;
