package io.opisim.simcore.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceQuotaTest {
  private static final long MS = 1_000_000;

  private final Simulation simulation = new Simulation();
  private final List<Long> passes = new ArrayList<>();

  private SliceQuota quota(double tokens) {
    return new SliceQuota(
        "limit",
        simulation,
        tokens,
        MS,
        0,
        (subject, requested) -> passes.add(simulation.nowNanos()));
  }

  @Test
  void requestsOfOneTokenPassInEqualGroupsOfASlice() {
    SliceQuota quota = quota(3);
    for (int i = 0; i < 8; i++) {
      quota.request(i, 1);
    }
    simulation.run();
    assertThat(passes).containsExactly(0L, 0L, 0L, MS, MS, MS, 2 * MS, 2 * MS);
  }

  @Test
  void oneThatIsTooLargePassesWhileAnythingIsLeftAndItsExcessIsMissingLater() {
    SliceQuota quota = quota(10);
    quota.request(0, 9);
    quota.request(1, 35);
    quota.request(2, 1);
    simulation.run();
    // 9 and 35 pass at once and leave -34: after 3 slices -4, after 4 there are 6.
    assertThat(passes).containsExactly(0L, 0L, 4 * MS);
  }

  @Test
  void aDebtPaidToTheLastTokenLeavesNothingToPassOn() {
    SliceQuota quota = quota(10);
    quota.request(0, 20);
    quota.request(1, 1);
    simulation.run();
    assertThat(passes).containsExactly(0L, 2 * MS);
  }

  @Test
  void whatWasNotUsedIsLost() {
    SliceQuota quota = quota(2);
    simulation.schedule(
        100 * MS,
        0,
        unused -> {
          for (int i = 0; i < 4; i++) {
            quota.request(i, 1);
          }
        },
        0);
    simulation.run();
    assertThat(passes).containsExactly(100 * MS, 100 * MS, 101 * MS, 101 * MS);
  }

  @Test
  void theLongRunRateIsTheQuotaWhateverTheSizes() {
    SliceQuota quota = quota(7);
    long tokens = 0;
    for (int i = 0; i < 5000; i++) {
      int size = 1 + i * 31 % 40;
      quota.request(i, size);
      tokens += size;
    }
    simulation.run();
    double slices = passes.get(passes.size() - 1) / (double) MS;
    assertThat(tokens / slices).isCloseTo(7, within(7 * 0.001));
    assertThat(quota.books().departures()).isEqualTo(5000);
    assertThat(quota.waiting()).isZero();
  }

  @Test
  void nothingIsHandedOutWithoutAQuota() {
    assertThatThrownBy(() -> quota(0)).hasMessageContaining("limit needs a quota");
    SliceQuota quota = quota(1);
    assertThatThrownBy(() -> quota.request(0, -1)).hasMessageContaining("-1 tokens");
  }
}
