/**
 * Result folders read into view-models.
 *
 * <p>The manifest as JSON, the tables as CSV, gzipped or not. Unknown keys and columns are passed
 * over, missing ones are errors that name the file. May use: {@code model}.
 */
package io.opisim.viz.io;
