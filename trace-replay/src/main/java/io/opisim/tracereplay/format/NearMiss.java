package io.opisim.tracereplay.format;

import java.util.List;

/** The nearest of some words, for hints. */
final class NearMiss {
  private static final int MAX_DISTANCE = 3;

  private NearMiss() {}

  /**
   * {@code prefix 'word'?} for the candidate nearest to {@code wrong}, or empty if none is near.
   */
  static String hint(String wrong, List<String> candidates, String prefix) {
    String best = "";
    int bestDistance = Math.min(MAX_DISTANCE, Math.max(1, wrong.length() / 2)) + 1;
    for (String candidate : candidates) {
      int distance =
          candidate.length() > 64 ? Integer.MAX_VALUE : distance(wrong, candidate.strip());
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate.strip();
      }
    }
    return best.isEmpty() ? "" : prefix + "'" + best + "'?";
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
