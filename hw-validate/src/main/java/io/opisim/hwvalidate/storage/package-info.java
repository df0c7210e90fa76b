/**
 * Published results of storage benchmarks, and loader runs made like them.
 *
 * <p>May use: {@code models.workload.loader} and {@code models.storage}, the catalog, {@code
 * table}. Another form of results table is a set of column names in {@code StorageTables}.
 */
package io.opisim.hwvalidate.storage;
