/**
 * The catalog of hardware: YAML files of the jar and of the user's folders, as profiles by id.
 *
 * <p>A file's name is its id; a file of a folder takes the place of the jar's with the same id. May
 * use: {@code scenario.io} to read, {@code models.catalog} for the profiles. A new device is a file
 * in {@code scenarios/catalog}, registered nowhere.
 */
package io.opisim.scenarios.catalog;
