/**
 * The services themselves, one a file.
 *
 * <p>Cycles are those of a host's core and are estimates by judgement where a class names no other
 * source: they are starting values for a calibration. May use: {@code models.offload}.
 */
package io.opisim.models.offload.service;
