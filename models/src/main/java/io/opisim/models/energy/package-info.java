/**
 * Power and energy: what devices draw by their utilisation and power limit, and what a facility
 * adds.
 *
 * <p>Pure calculations over utilisation and time. A {@code DevicePower} of the catalog gives a
 * {@code PowerCurve}; {@code EnergyUse} adds up devices. May use: {@code catalog}.
 */
package io.opisim.models.energy;
