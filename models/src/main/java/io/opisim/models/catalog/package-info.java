/**
 * Named hardware: what an accelerator or a node is made of, every number with its source.
 *
 * <p>Immutable descriptions; the files they are read from are the scenarios module's. May use:
 * {@code sim-core} units. A new device is a YAML file, not code; a new fact is a component here.
 */
package io.opisim.models.catalog;
