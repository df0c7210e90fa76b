/**
 * From observations to statements: tallies, time-weighted means, quantiles, intervals.
 *
 * <p>Everything works on primitive values and never looks at a clock or a stream. Each statistic
 * names its definition: quantiles interpolate linearly, intervals are Student's, the warm-up is cut
 * by MSER-5.
 *
 * <p>May use: commons-math3. A new statistic is a class of its own here.
 */
package io.opisim.simcore.stat;
