package io.opisim.scheduler.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scheduler.rounds.RoundBook.Pick;
import org.junit.jupiter.api.Test;

/** Who runs in a round, on one or two GPUs and rounds of 360 s. */
class RoundBookTest {
  private static final double ROUND = 360;
  private static final double[] ONE = {1};

  @Test
  void aJobWithoutSharesDoesNotRun() {
    RoundBook book = new RoundBook(new int[] {1}, ROUND, true);
    book.join(0, 1, ONE);
    assertThat(book.pick()).isEmpty();
    assertThat(book.isStale()).isTrue();
    book.allocate(new double[][] {{1}}, 0);
    assertThat(book.pick()).containsExactly(new Pick(0, 0));
    assertThat(book.isStale()).isFalse();
  }

  @Test
  void roundsAreDividedInProportionToTheShares() {
    // Times begin at 180 s each. Job 1, share 3/4, goes first; after one round it has 540, and
    // 0.75 / 540 = 0.25 / 180: the tie goes to the larger share. Then 0.75 / 900 < 0.25 / 180.
    RoundBook book = new RoundBook(new int[] {1}, ROUND, true);
    book.join(0, 1, ONE);
    book.join(1, 1, ONE);
    book.allocate(new double[][] {{0.25}, {0.75}}, 0);
    int[] rounds = new int[2];
    StringBuilder order = new StringBuilder();
    for (int round = 0; round < 8; round++) {
      Pick[] picks = book.pick();
      assertThat(picks).hasSize(1);
      book.ran(picks[0].job(), 0, ROUND);
      rounds[picks[0].job()]++;
      order.append(picks[0].job());
    }
    assertThat(order.toString()).startsWith("110");
    assertThat(rounds).containsExactly(2, 6);
  }

  @Test
  void whatWasOwedBreaksATie() {
    RoundBook book = new RoundBook(new int[] {1}, ROUND, true);
    book.join(0, 1, ONE);
    book.join(1, 1, ONE);
    book.allocate(new double[][] {{0.5}, {0.5}}, 0);
    assertThat(book.pick()).containsExactly(new Pick(0, 0));
    book.ran(0, 0, ROUND);
    book.allocate(new double[][] {{0.5}, {0.5}}, ROUND);
    assertThat(book.pick()).containsExactly(new Pick(1, 0));
  }

  @Test
  void aJobRunsOnOneTypeARoundAndTypesAreFilledInTheirOrder() {
    RoundBook book = new RoundBook(new int[] {1, 1}, ROUND, true);
    book.join(0, 1, new double[] {2, 1});
    book.join(1, 1, new double[] {2, 1});
    book.allocate(new double[][] {{0.6, 0.4}, {0.4, 0.6}}, 0);
    assertThat(book.pick()).containsExactly(new Pick(0, 0), new Pick(1, 1));
  }

  @Test
  void anIdleGpuIsFilledByAJobWithoutAShareOfItUnlessThePolicyForbidsIt() {
    for (boolean fills : new boolean[] {true, false}) {
      RoundBook book = new RoundBook(new int[] {1, 1}, ROUND, fills);
      book.join(0, 1, new double[] {2, 1});
      book.allocate(new double[][] {{0, 1}}, 0);
      assertThat(book.pick()).containsExactly(new Pick(0, fills ? 0 : 1));
    }
  }

  @Test
  void aGangThatDoesNotFitLetsALaterJobGoAhead() {
    RoundBook book = new RoundBook(new int[] {3}, ROUND, true);
    book.join(0, 2, ONE);
    book.join(1, 2, ONE);
    book.join(2, 1, ONE);
    book.allocate(new double[][] {{0.9}, {0.5}, {0.1}}, 0);
    assertThat(book.pick()).containsExactly(new Pick(0, 0), new Pick(2, 0));
  }

  @Test
  void aJobNeverRunsWhereItHasNoSpeed() {
    RoundBook book = new RoundBook(new int[] {1, 1}, ROUND, true);
    book.join(0, 1, new double[] {0, 1});
    book.allocate(new double[][] {{0, 1}}, 0);
    assertThat(book.pick()).containsExactly(new Pick(0, 1));
  }
}
