package io.opisim.models.energy;

import java.util.List;

/**
 * What devices drew over a time, and the facility with them.
 *
 * <p>Models: for each kind of device number x power at its mean utilisation x time; cooling and
 * conversion as a factor (PUE). Ignores: that a curve which is not straight makes the power at a
 * mean utilisation another than the mean power. Valid for: jobs and clusters. Source: definition of
 * PUE, ISO/IEC 30134-2.
 *
 * @param draws kinds of device
 * @param powerUsageEffectiveness energy of the facility ÷ energy of its devices, at least 1
 */
public record EnergyUse(List<Draw> draws, double powerUsageEffectiveness) {
  /** Joules in a kWh. */
  public static final double JOULES_PER_KWH = 3.6e6;

  /** Copies the list. */
  public EnergyUse {
    draws = List.copyOf(draws);
    if (!(powerUsageEffectiveness >= 1) || Double.isInfinite(powerUsageEffectiveness)) {
      throw new IllegalArgumentException(
          "a facility needs at least what its devices need, not " + powerUsageEffectiveness);
    }
  }

  /**
   * Devices of one kind.
   *
   * @param device what it is called
   * @param curve what one of them draws
   * @param count how many
   * @param utilisation mean, 0 to 1
   * @param seconds how long
   */
  public record Draw(
      String device, PowerCurve curve, int count, double utilisation, double seconds) {
    /** Checks number and time; the curve checks the utilisation. */
    public Draw {
      if (count < 0 || !(seconds >= 0)) {
        throw new IllegalArgumentException(count + " of " + device + " for " + seconds + " s");
      }
    }

    /** Energy of all of them. */
    public double joules() {
      return count * curve.watts(utilisation) * seconds;
    }
  }

  /** Energy of the devices. */
  public double deviceJoules() {
    return draws.stream().mapToDouble(Draw::joules).sum();
  }

  /** Energy of the facility. */
  public double facilityJoules() {
    return deviceJoules() * powerUsageEffectiveness;
  }

  /** The same in kWh. */
  public double facilityKilowattHours() {
    return facilityJoules() / JOULES_PER_KWH;
  }
}
