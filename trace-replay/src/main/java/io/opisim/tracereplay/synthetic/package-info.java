/**
 * Made-up traces: laws of arrival, size and duration, the readers that draw from them, and the fit
 * of such a law to a real trace.
 *
 * <p>Generators are trace readers; chance comes in through {@code UniformSource}, one for each
 * quantity, so that a change of one law leaves the draws of the others as they are. May use: {@code
 * format}, {@code philly}, commons-math. A new law is a record here; its file form is in {@code
 * io}.
 */
package io.opisim.tracereplay.synthetic;
