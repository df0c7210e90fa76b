package io.opisim.models.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.energy.EnergyUse;
import io.opisim.models.energy.PowerCurve;
import io.opisim.simcore.units.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobCostTest {
  private static <T> Sourced<T> made(T value) {
    return new Sourced<>(value, Provenance.ESTIMATED, "made up", LocalDate.of(2026, 11, 22));
  }

  private static PriceList prices(boolean energyIncluded) {
    return new PriceList(
        "made-up",
        "Made up",
        energyIncluded,
        made(Money.parse("0.1 USD")),
        made(1.25),
        List.of(new DevicePrice("h100-sxm", made(Money.parse("2 USD")))));
  }

  private static final EnergyUse USE =
      new EnergyUse(
          List.of(new EnergyUse.Draw("gpu", new PowerCurve(100, 800, 1), 10, 1, 7200)), 1.25);

  @Test
  void aJobPaysDevicesByTheHourAndEnergyByTheKilowattHour() {
    // 10 x 2 h x 2 USD; 10 x 0.8 kW x 2 h x 1.25 x 0.1 USD.
    JobCost cost = JobCost.of(prices(false), "h100-sxm", 10, 7200, USE);
    assertThat(cost.devices()).isEqualTo(Money.parse("40 USD"));
    assertThat(cost.energy().usDollars()).isEqualTo(2, within(1e-12));
    assertThat(cost.total().usDollars()).isEqualTo(42, within(1e-12));
  }

  @Test
  void aUsefulHourCostsMoreTheLessIsUseful() {
    JobCost cost = JobCost.of(prices(false), "h100-sxm", 10, 7200, USE);
    assertThat(cost.perUsefulAcceleratorHour(10, 7200).usDollars()).isEqualTo(2.1, within(1e-9));
    assertThat(cost.perUsefulAcceleratorHour(10, 5400).usDollars()).isEqualTo(2.8, within(1e-9));
    assertThatThrownBy(() -> cost.perUsefulAcceleratorHour(10, 0))
        .hasMessage("10 accelerators did 0.0 s of useful work");
  }

  @Test
  void aRentThatIncludesEnergyIsNotPaidTwice() {
    JobCost cost = JobCost.of(prices(true), "h100-sxm", 10, 7200, USE);
    assertThat(cost.total()).isEqualTo(Money.parse("40 USD"));
  }

  @Test
  void aDeviceWithoutAPriceIsNamed() {
    assertThatThrownBy(() -> JobCost.of(prices(true), "b200-sxm", 1, 1, USE))
        .hasMessage("price list made-up has no b200-sxm");
  }
}
