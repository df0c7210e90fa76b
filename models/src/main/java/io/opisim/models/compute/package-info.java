/**
 * What arithmetic costs on one accelerator.
 *
 * <p>Closed forms over numbers that a catalog profile gives; no clock, no file. May use: {@code
 * catalog}, {@code sim-core}. A new kind of operation is a new record here.
 */
package io.opisim.models.compute;
