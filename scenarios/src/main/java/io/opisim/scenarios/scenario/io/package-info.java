/**
 * From YAML text to immutable values, and back: the one room that knows YAML.
 *
 * <p>file → tree of texts with their places ({@code YamlReader}, {@code Imports}) → overrides and
 * axes ({@code TreePath}) → records ({@code Binder}) or all problems at once. May use: the scenario
 * records and units. A new kind of value is a line in {@code ScalarTypes}.
 */
package io.opisim.scenarios.scenario.io;
