/**
 * What the tests of this module share.
 *
 * <p>Data sets of others are found in the folder that {@code OPISIM_DATA} names; without it their
 * tests are skipped with the reason, except where {@code CI} is set.
 */
package io.opisim.hwvalidate;
