/**
 * Tables that a validation case compares with: CSV with a header, named by file and line.
 *
 * <p>Everything wrong with a table is reported at once, as {@code Problem}s. May use: fastcsv,
 * {@code scenarios}. What the columns mean is said by the case that reads them.
 */
package io.opisim.hwvalidate.table;
