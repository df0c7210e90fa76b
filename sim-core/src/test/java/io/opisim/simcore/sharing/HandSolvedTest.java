package io.opisim.simcore.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Systems solved by hand; each test states its equations. */
class HandSolvedTest {
  private static final double NO_CAP = Double.POSITIVE_INFINITY;
  private static final Offset<Double> ROUNDING = within(1e-12);

  private final SharingSolver solver = new SharingSolver();

  private int start(int[] resources, double... weights) {
    return solver.start(resources, weights, 1, NO_CAP, 1_000);
  }

  @Test
  void oneResourceIsSharedEvenly() {
    int link = solver.addResource(9);
    int[] flows = {start(ints(link), 1), start(ints(link), 1), start(ints(link), 1)};

    // 3x = 9
    for (int flow : flows) {
      assertThat(solver.rate(flow)).isEqualTo(3);
      assertThat(solver.bottleneck(flow)).isEqualTo(link);
    }
  }

  @Test
  void theParkingLotGivesWhatTheNarrowLinkLeaves() {
    int narrow = solver.addResource(10);
    int wide = solver.addResource(30);
    int through = start(ints(narrow, wide), 1, 1);
    int first = start(ints(narrow), 1);
    int second = start(ints(wide), 1);

    // through = first, through + first = 10; through + second = 30
    assertThat(solver.rate(through)).isEqualTo(5);
    assertThat(solver.rate(first)).isEqualTo(5);
    assertThat(solver.rate(second)).isEqualTo(25);
    assertThat(solver.bottleneck(through)).isEqualTo(narrow);
    assertThat(solver.bottleneck(second)).isEqualTo(wide);
  }

  @Test
  void whatIsLeftByThoseBoundElsewhereIsSharedByTheRest() {
    // b is full first: two + three + five = 1, all equal; then one = 1 − two on a and
    // four = 1 − five on c; six costs 2 a unit on d, whose capacity is 2.
    int a = solver.addResource(1);
    int b = solver.addResource(1);
    int c = solver.addResource(1);
    int d = solver.addResource(2);
    int one = start(ints(a), 1);
    int two = start(ints(a, b), 1, 1);
    int three = start(ints(b), 1);
    int five = start(ints(b, c), 1, 1);
    int four = start(ints(c), 1);
    int six = start(ints(d), 2);

    assertThat(solver.rate(two)).isCloseTo(1 / 3.0, ROUNDING);
    assertThat(solver.rate(three)).isCloseTo(1 / 3.0, ROUNDING);
    assertThat(solver.rate(five)).isCloseTo(1 / 3.0, ROUNDING);
    assertThat(solver.rate(one)).isCloseTo(2 / 3.0, ROUNDING);
    assertThat(solver.rate(four)).isCloseTo(2 / 3.0, ROUNDING);
    assertThat(solver.rate(six)).isEqualTo(1);
  }

  @Test
  void weightsAreWhatARateCostsAndSharesAreClaims() {
    int cores = solver.addResource(12);
    int copying = solver.start(ints(cores), new double[] {2}, 1, NO_CAP, 1_000);
    int favoured = solver.start(ints(cores), new double[] {1}, 4, NO_CAP, 1_000);

    // x₁ = ν, x₂ = 4ν, 2x₁ + x₂ = 12, so ν = 2
    assertThat(solver.rate(copying)).isEqualTo(2);
    assertThat(solver.rate(favoured)).isEqualTo(8);
  }

  @Test
  void whatACapLeavesGoesToTheOthers() {
    int link = solver.addResource(12);
    int capped = solver.start(ints(link), new double[] {1}, 1, 2, 1_000);
    int free = start(ints(link), 1);
    int other = start(ints(link), 1);

    // 2 + 2x = 12
    assertThat(solver.rate(capped)).isEqualTo(2);
    assertThat(solver.bottleneck(capped)).isEqualTo(SharingSolver.OWN_CAP);
    assertThat(solver.rate(free)).isEqualTo(5);
    assertThat(solver.rate(other)).isEqualTo(5);
    assertThat(solver.taken(link)).isEqualTo(12);
  }

  @Test
  void anActivityOnItsOwnCapOnlyNeedsNoResource() {
    int delay = solver.start(new int[0], new double[0], 1, 4, 10);

    assertThat(solver.rate(delay)).isEqualTo(4);
    assertThat(solver.nextFinish()).isEqualTo(2.5);
  }

  @Test
  void aRingOfLinksGivesEachHalf() {
    int[] links = {solver.addResource(8), solver.addResource(8), solver.addResource(8)};
    int[] flows = new int[3];
    for (int i = 0; i < 3; i++) {
      flows[i] = start(ints(links[i], links[(i + 1) % 3]), 1, 1);
    }

    // x₀ + x₂ = x₀ + x₁ = x₁ + x₂ = 8
    for (int flow : flows) {
      assertThat(solver.rate(flow)).isEqualTo(4);
    }
  }

  @Test
  void finishesFollowFromTheRatesBetweenThem() {
    int link = solver.addResource(10);
    int small = solver.start(ints(link), new double[] {1}, 1, NO_CAP, 100);
    int large = solver.start(ints(link), new double[] {1}, 1, NO_CAP, 300);

    // Both at 5 until 20; the large one has 200 left at 10: 40.
    assertThat(solver.nextFinish()).isEqualTo(20);
    solver.advanceTo(20);
    assertThat(solver.takeFinished(20)).isEqualTo(small);
    assertThat(solver.remaining(large)).isEqualTo(200);
    assertThat(solver.nextFinish()).isEqualTo(40);
    assertThat(solver.given(link)).isEqualTo(200);
  }

  @Test
  void aFaultStopsTheUsersAndARepairLetsThemGoOn() {
    int link = solver.addResource(10);
    int flow = solver.start(ints(link), new double[] {1}, 1, NO_CAP, 100);
    solver.advanceTo(4);
    solver.setCapacity(link, 0);
    assertThat(solver.rate(flow)).isZero();
    assertThat(solver.nextFinish()).isInfinite();
    solver.advanceTo(9);
    solver.setCapacity(link, 5);

    // 40 done by 4, nothing until 9, 60 at 5: 21.
    assertThat(solver.nextFinish()).isEqualTo(21);
  }

  @Test
  void anActivityThatIsCancelledLeavesWhatItHasNotDone() {
    int link = solver.addResource(10);
    int flow = solver.start(ints(link), new double[] {1}, 1, NO_CAP, 100);
    int other = solver.start(ints(link), new double[] {1}, 1, NO_CAP, 100);
    solver.advanceTo(3.5);

    // 5 x 3.5 = 17.5 done each: 17 whole units, 83 left.
    assertThat(solver.cancel(flow)).isEqualTo(83);
    assertThat(solver.present()).isEqualTo(1);
    assertThat(solver.nextFinish()).isCloseTo(3.5 + 82.5 / 10, ROUNDING);
    assertThat(solver.remaining(other)).isEqualTo(83);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    int link = solver.addResource(10);
    assertThatThrownBy(() -> start(ints(link, link), 1, 1)).hasMessageContaining("named twice");
    assertThatThrownBy(() -> start(ints(link), -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> start(ints(7), 1)).hasMessageContaining("no resource 7");
    assertThatThrownBy(() -> start(ints())).hasMessageContaining("a resource or a cap");
    assertThatThrownBy(() -> start(ints(link), 1, 1)).hasMessageContaining("2 weights for 1");
    assertThatThrownBy(() -> solver.rate(0)).hasMessageContaining("no activity 0");
    assertThatThrownBy(() -> solver.addResource(-1)).hasMessageContaining("capacity");
    assertThatThrownBy(() -> new SharingSolver(0)).hasMessageContaining("tolerance");
    assertThatThrownBy(() -> solver.advanceTo(-1)).hasMessageContaining("back to -1");
    assertThatThrownBy(() -> solver.start(ints(link), new double[] {1}, 1, NO_CAP, -1))
        .hasMessageContaining("cannot be -1");
  }

  private static int[] ints(int... values) {
    return values;
  }
}
