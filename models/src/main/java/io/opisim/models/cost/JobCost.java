package io.opisim.models.cost;

import io.opisim.models.energy.EnergyUse;
import io.opisim.simcore.units.Money;

/**
 * What a job costs.
 *
 * <p>Models: device-hours at their price and, where it is not included, the facility's energy at
 * its price. Ignores: storage rent, network egress, people. Valid for: comparing runs under one
 * price list. Source: definition.
 *
 * @param devices device-hours
 * @param energy energy, 0 where device prices include it
 */
public record JobCost(Money devices, Money energy) {
  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * The cost of devices held over a time and the energy drawn.
   *
   * @param list whose prices are taken
   * @param device id of the priced device
   * @param count how many were held
   * @param heldSeconds how long, busy or not
   * @param use what was drawn
   */
  public static JobCost of(
      PriceList list, String device, int count, double heldSeconds, EnergyUse use) {
    double hours = count * heldSeconds / SECONDS_PER_HOUR;
    double energy =
        list.energyIncluded()
            ? 0
            : use.facilityKilowattHours() * list.perKilowattHour().value().usDollars();
    return new JobCost(
        Money.ofUsDollars(hours * list.perHour(device).usDollars()), Money.ofUsDollars(energy));
  }

  /** Both. */
  public Money total() {
    return new Money(devices.exactUsDollars().add(energy.exactUsDollars()));
  }

  /**
   * The total for each hour of an accelerator in which it did what was kept.
   *
   * @param accelerators how many
   * @param usefulSeconds of each: training time without what was lost, waited and stalled
   */
  public Money perUsefulAcceleratorHour(int accelerators, double usefulSeconds) {
    if (!(accelerators > 0 && usefulSeconds > 0)) {
      throw new IllegalArgumentException(
          accelerators + " accelerators did " + usefulSeconds + " s of useful work");
    }
    double hours = accelerators * usefulSeconds / SECONDS_PER_HOUR;
    return Money.ofUsDollars(total().usDollars() / hours);
  }
}
