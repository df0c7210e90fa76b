/**
 * Fits of models to measurements, written as catalog files that the next scenario names.
 *
 * <p>A fit uses only rows that are set apart for it and says so in what it writes; the same rows
 * give the same bytes. Nothing here prints. May use: every floor below, {@code table}, {@code
 * training}, commons-math.
 */
package io.opisim.hwvalidate.calibrate;
