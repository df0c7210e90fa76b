package io.opisim.scenarios.optimize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What one run of each pair told before the comparison.
 *
 * <p>Ignores: chance. A pair left out may be better in other runs than those that went on, so the
 * share should be some times what seeds differ.
 *
 * @param seed of these runs, which is none of the comparison's
 * @param percent how far above the best one a pair may be to go on
 * @param pairs all that could be carried out, the best first
 */
public record PairScreening(long seed, double percent, List<Screened> pairs) {
  /** Its name in a result folder. */
  public static final String FILE = "screening.csv";

  /**
   * A pair.
   *
   * @param ways a choice of ways that looks at no job; empty where jobs have one way only
   * @param seconds the metric in its one run
   * @param compared whether it went on to the comparison
   */
  public record Screened(
      String policy, String placement, String ways, double seconds, boolean compared) {}

  /** The outcome of one run of each. */
  static PairScreening of(long seed, double percent, List<FixedPairs.Tried> tried) {
    double best =
        tried.stream()
            .mapToDouble(FixedPairs.Tried::seconds)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    List<Screened> pairs = new ArrayList<>();
    for (FixedPairs.Tried one : tried) {
      if (one.stuck().isEmpty()) {
        boolean near = one.seconds() <= best * (1 + percent / 100);
        FixedPairs.Pair pair = one.pair();
        pairs.add(new Screened(pair.policy(), pair.placement(), pair.ways(), one.seconds(), near));
      }
    }
    pairs.sort(Comparator.comparingDouble(Screened::seconds));
    return new PairScreening(seed, percent, pairs);
  }

  /** Copies the pairs. */
  public PairScreening {
    pairs = List.copyOf(pairs);
  }

  /** Whether a pair went on. */
  boolean compares(FixedPairs.Pair pair) {
    return pairs.stream()
        .anyMatch(
            one ->
                one.compared()
                    && one.policy().equals(pair.policy())
                    && one.placement().equals(pair.placement())
                    && one.ways().equals(pair.ways()));
  }

  /** Those that did not go on. */
  public List<Screened> left() {
    return pairs.stream().filter(pair -> !pair.compared()).toList();
  }

  /** Writes all pairs into a folder that exists. */
  void write(Path folder, String metric) throws IOException {
    StringBuilder text = new StringBuilder("policy,placement,ways,seed," + metric + ",compared\n");
    for (Screened pair : pairs) {
      text.append(pair.policy()).append(',').append(pair.placement()).append(',');
      text.append(pair.ways()).append(',').append(seed);
      text.append(String.format(Locale.ROOT, ",%.6f,", pair.seconds()));
      text.append(pair.compared()).append('\n');
    }
    Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
  }
}
