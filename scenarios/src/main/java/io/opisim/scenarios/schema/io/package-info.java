/**
 * JSON Schemas of the scenario and catalog files, for editors and other programs.
 *
 * <p>Made by the schema generator from the same records that the binder fills. May use: Jackson and
 * the generator. A new quantity needs nothing here as long as {@code ScalarTypes} knows it.
 */
package io.opisim.scenarios.schema.io;
