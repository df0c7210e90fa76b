/**
 * Is it true? Each case compares predictions with a published, measured or derived table.
 *
 * <p>A {@code ValidationCase} is one file and one line in {@code META-INF/services}; it returns a
 * {@code ValidationReport} of points and errors, which {@code ValidationTables} renders. Nothing
 * here prints.
 *
 * <p>May use: every floor below, {@code table}, {@code training}.
 */
package io.opisim.hwvalidate.compare;
