/**
 * What a job costs: device-hours and energy by a price list of the catalog.
 *
 * <p>Pure calculations. May use: {@code catalog}, {@code energy}.
 */
package io.opisim.models.cost;
