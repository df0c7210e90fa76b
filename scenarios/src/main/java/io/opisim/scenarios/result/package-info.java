/**
 * What came out: metrics with name, unit and formula, tables, the folder they are written to.
 *
 * <p>Immutable values; nothing here simulates. Numbers become text in one way ({@code
 * Numbers.format}), and a result folder appears whole or not at all.
 *
 * <p>May use: the outcomes of {@code world}, {@code sim-core}. A new metric is one line in {@link
 * io.opisim.scenarios.result.Metric}; a new table is one class beside {@code JobsTable}.
 */
package io.opisim.scenarios.result;
