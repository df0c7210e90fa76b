package io.opisim.scheduler.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.scheduler.IntCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedIntsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesAsATreeSetUnderRandomOperations(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int members = seed % 2 == 0 ? 300 : 5_000;
    long[] keys = new long[members];
    OrderedInts set = new OrderedInts(keys);
    TreeSet<Integer> expected =
        new TreeSet<>(
            Comparator.<Integer>comparingLong(member -> keys[member])
                .thenComparing(Comparator.naturalOrder()));
    int[] growth = {90, 10, 50};
    for (int step = 0; step < 60_000; step++) {
      int member = random.nextInt(members);
      boolean grow = random.nextInt(100) < growth[step / 20_000];
      if (expected.contains(member)) {
        if (!grow) {
          expected.remove(member);
          set.remove(member);
        }
      } else if (grow) {
        keys[member] = random.nextInt(200) - 100;
        expected.add(member);
        set.add(member);
      }
      assertThat(set.size()).isEqualTo(expected.size());
      assertThat(set.first()).isEqualTo(expected.isEmpty() ? -1 : expected.first());
      if (step % 1_000 == 0) {
        assertThat(drain(set.ascending())).isEqualTo(List.copyOf(expected));
        assertThat(drain(set.descending())).isEqualTo(List.copyOf(expected.descendingSet()));
        long from = random.nextInt(220) - 110;
        assertThat(drain(set.ascendingFrom(from)))
            .isEqualTo(expected.stream().filter(other -> keys[other] >= from).toList());
      }
    }
  }

  @Test
  void anEmptySetHasNoFirstAndEmptyCursors() {
    OrderedInts set = new OrderedInts(new long[3]);
    set.add(1);
    set.remove(1);

    assertThat(set.first()).isEqualTo(-1);
    assertThat(drain(set.ascending())).isEmpty();
    assertThat(drain(set.descending())).isEmpty();
    assertThat(drain(set.ascendingFrom(0))).isEmpty();
  }

  @Test
  void removingWhatIsNotThereIsAnError() {
    OrderedInts set = new OrderedInts(new long[] {5, 5, 5});
    set.add(0);
    set.add(2);

    assertThatThrownBy(() -> set.remove(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 is not in the set under key 5");
  }

  private static List<Integer> drain(IntCursor cursor) {
    List<Integer> members = new ArrayList<>();
    for (int member = cursor.next(); member >= 0; member = cursor.next()) {
      members.add(member);
    }
    return members;
  }
}
