/**
 * What input files may hold, told to people: the reference page of the scenario keys.
 *
 * <p>Made from the same records and {@code Key}s that the binder reads, so it cannot be out of
 * date. May use: {@code scenario}, {@code scenario.io}. The JSON Schema for editors is in {@code
 * io} below.
 */
package io.opisim.scenarios.schema;
