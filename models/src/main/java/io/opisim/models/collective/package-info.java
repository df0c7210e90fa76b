/**
 * What collective operations cost: one file per algorithm, and the choice among them.
 *
 * <p>{@code CollectiveModel} is the door: closed forms behind it now, flows over shared links may
 * stand behind it as well. A {@code CollectiveAlgorithm} is one file and one line in {@code
 * META-INF/services}; the numbers of a system are a catalog file, read as a {@code
 * CollectiveProfile}.
 *
 * <p>May use: {@code catalog}, {@code sim-core} units. Knows no file, no clock, no chance.
 */
package io.opisim.models.collective;
