/**
 * Validation reports as JSON.
 *
 * <p>The keys are those of the command line's {@code validate --json}: change them there too. May
 * use: Jackson, {@code compare}.
 */
package io.opisim.hwvalidate.compare.io;
