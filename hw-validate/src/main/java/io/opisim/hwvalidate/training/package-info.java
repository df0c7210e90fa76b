/**
 * Published and measured training steps as rows that models can be run on.
 *
 * <p>A table's columns say which it is; a row is a model, a plan and a time. Half of the rows are
 * set apart for fitting, always the same ones, so that errors can be told of the others. May use:
 * {@code table}, {@code models}.
 */
package io.opisim.hwvalidate.training;
