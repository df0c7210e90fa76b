package io.opisim.scenarios.scenario.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Hints for words that are not known: the nearest one that is, or all of them. */
public final class Nearest {
  private static final int MOST_LISTED = 15;
  private static final int MOST_CONTINUATIONS = 3;

  private Nearest() {}

  /**
   * A hint such as {@code did you mean "fifo"?}, or the list of what is known.
   *
   * @param word what was written
   * @param known what is known, in the order to list
   */
  public static String hint(String word, Collection<String> known) {
    List<String> longer = known.stream().filter(candidate -> continues(word, candidate)).toList();
    if (!longer.isEmpty() && longer.size() <= MOST_CONTINUATIONS) {
      return "did you mean \"" + String.join("\" or \"", longer) + "\"?";
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    if (best != null && bestDistance <= Math.max(1, word.length() / 3)) {
      return "did you mean \"" + best + "\"?";
    }
    if (known.isEmpty()) {
      return "none is known here";
    }
    List<String> listed = new ArrayList<>(known).subList(0, Math.min(known.size(), MOST_LISTED));
    String more = known.size() > MOST_LISTED ? ", … (" + known.size() + " in all)" : "";
    return "known: " + String.join(", ", listed) + more;
  }

  private static boolean continues(String word, String candidate) {
    return candidate.startsWith(word + "-") || candidate.startsWith(word + "_");
  }

  /** Edits between two words: insert, delete, replace, swap neighbours. */
  static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 40) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : edit(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int edit(int[][] cost, String a, String b, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
