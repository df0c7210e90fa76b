package io.opisim.scheduler.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTreeTest {
  @ParameterizedTest(name = "{1} nodes, seed {0}")
  @CsvSource({"1,1", "2,2", "3,15", "4,16", "5,17", "6,255", "7,256", "8,257", "9,5000"})
  void findsTheNodeThatALinearScanFinds(long seed, int nodes) {
    SplittableRandom random = new SplittableRandom(seed);
    CapacityTree tree = new CapacityTree(nodes);
    long[][] free = new long[nodes][];
    for (int node = 0; node < nodes; node++) {
      set(tree, free, node, random);
    }
    for (int step = 0; step < 5_000; step++) {
      set(tree, free, random.nextInt(nodes), random);
      long[] needed = amounts(random);
      int from = random.nextInt(nodes);
      assertThat(tree.next(from, needed[0], needed[1], (int) needed[2], (int) needed[3]))
          .isEqualTo(scan(free, from, needed));
    }
  }

  private static void set(CapacityTree tree, long[][] free, int node, SplittableRandom random) {
    // Mostly full nodes, so that a search has far to go.
    free[node] = random.nextInt(10) == 0 ? amounts(random) : new long[4];
    tree.set(node, free[node][0], free[node][1], (int) free[node][2], (int) free[node][3]);
  }

  private static long[] amounts(SplittableRandom random) {
    return new long[] {
      random.nextInt(10), random.nextInt(10), random.nextInt(9), random.nextInt(1001)
    };
  }

  private static int scan(long[][] free, int from, long[] needed) {
    for (int node = from; node < free.length; node++) {
      boolean fits = true;
      for (int resource = 0; resource < needed.length; resource++) {
        fits &= free[node][resource] >= needed[resource];
      }
      if (fits) {
        return node;
      }
    }
    return -1;
  }
}
