package io.opisim.models.cost;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Money;
import java.util.List;

/**
 * Prices of one place and time.
 *
 * <p>Models: a price for each hour of a device, a price for energy, a facility's overhead. Ignores:
 * discounts, commitments, spot markets, taxes, people. Valid for: comparing designs under the same
 * list; absolute sums only as far as its values are more than estimates. Source: stated value by
 * value in {@code scenarios/catalog/prices}.
 *
 * @param prices id
 * @param name place and time
 * @param energyIncluded whether device prices include energy, as rents of clouds do
 * @param perKilowattHour price of energy
 * @param powerUsageEffectiveness energy of the facility ÷ energy of its devices
 * @param devices prices of devices
 */
public record PriceList(
    @Key(value = "Id, equal to the file's name.", example = "my-site", kebabCase = true)
        String prices,
    @Key(value = "Place and time.", example = "Own cluster, 2026") String name,
    @Key(value = "Whether device prices include energy.", example = "false") boolean energyIncluded,
    @Key(
            value = "Price of a kWh.",
            example = "{value: 0.10 USD, kind: estimated, source: judgement, date: 2026-11-22}")
        Sourced<Money> perKilowattHour,
    @Key(
            value = "Energy of the facility divided by that of its devices.",
            example = "{value: 1.3, kind: estimated, source: judgement, date: 2026-11-22}",
            min = 1)
        Sourced<Double> powerUsageEffectiveness,
    @Key(value = "Prices of devices.", example = "[]") List<DevicePrice> devices) {
  /** Copies the list. */
  public PriceList {
    devices = List.copyOf(devices);
  }

  /**
   * The price of an hour of a device.
   *
   * @throws IllegalArgumentException if the list has none
   */
  public Money perHour(String device) {
    return devices.stream()
        .filter(price -> price.device().equals(device))
        .map(price -> price.perHour().value())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("price list " + prices + " has no " + device));
  }
}
