/**
 * Rows that no policy can beat, so that a reader sees how much headroom is left.
 *
 * <p>May use: the contract. Bounds and relaxations join here.
 */
package io.opisim.scheduler.oracle;
