/**
 * Fits of models to measurements, written as catalog files that the next scenario names.
 *
 * <p>A fit uses only rows that are set apart for it and says so in what it writes. Nothing here
 * prints or writes files. May use: every floor below, {@code table}, {@code training}.
 */
package io.opisim.hwvalidate.calibrate;
