/**
 * Chance: named random streams from one master seed, and the distributions drawn from them.
 *
 * <p>A stream depends on the master seed and its name alone, so that adding a consumer changes no
 * other consumer's numbers. All arithmetic is pure Java ({@code StrictMath}, commons-math3): the
 * same bits on every machine and JDK. SSJ's generator stays hidden here.
 *
 * <p>May use: SSJ, commons-math3. A new law is a record that implements {@code Distribution}.
 */
package io.opisim.simcore.random;
