/**
 * From measured tables to catalog files: fits the numbers of a model to rows set apart for it.
 *
 * <p>{@code CollectiveCurves} reads nccl-tests tables, {@code CollectiveFit} finds the parameters
 * of a system, {@code CollectiveCalibration} writes them as catalog files. Nothing flows back: a
 * scenario names the new file.
 *
 * <p>May use: every floor below, {@code table}, commons-math. The same rows give the same bytes.
 */
package io.opisim.hwvalidate.calibrate;
