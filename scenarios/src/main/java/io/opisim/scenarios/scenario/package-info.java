/**
 * A scenario as immutable values: what was asked, in which cases.
 *
 * <p>Each record component says with {@code Key} what its key in the file means; the {@code io}
 * package below reads files into these records. May use: {@code sim-core} units. A new key is a new
 * component here; validation, schema and reference page follow from it.
 */
package io.opisim.scenarios.scenario;
