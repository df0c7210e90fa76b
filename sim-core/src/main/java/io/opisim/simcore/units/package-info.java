/**
 * Quantities with units: how people write them in files, how they are kept, how they are printed.
 *
 * <p>One immutable type and one unit table per quantity; {@code Numbers} is the one way a number
 * becomes text in a result file; {@code Key} says what an input key means. May use: the JDK. A new
 * quantity is one value type with a {@code UnitTable}.
 */
package io.opisim.simcore.units;
