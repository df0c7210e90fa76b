package io.opisim.viz.model;

import java.util.Arrays;

/**
 * Adds up, for one row of pixels, how much of each pixel each condition took.
 *
 * <p>An interval costs the same however long it is: its two end pixels get their parts, the pixels
 * between are kept as differences and summed once. The differences are whole numbers, so nothing is
 * left behind where intervals end.
 */
final class Coverage {
  private static final double NOTHING = 1e-9;

  private final int width;
  private final int conditions;
  private final double[] part;
  private final int[] difference;
  private final int[] open;
  private int lowest;
  private int highest;

  Coverage(int width, int conditions) {
    this.width = width;
    this.conditions = conditions;
    this.part = new double[width * conditions];
    this.difference = new int[(width + 1) * conditions];
    this.open = new int[conditions];
    this.lowest = width;
    this.highest = -1;
  }

  void add(int condition, double fromX, double toX) {
    double from = Math.max(0, fromX);
    double to = Math.min(width, toX);
    if (!(to > from)) {
      return;
    }
    int first = Math.min(width - 1, (int) from);
    int last = Math.min(width - 1, (int) to);
    lowest = Math.min(lowest, first);
    highest = Math.max(highest, last);
    if (first == last) {
      part[first * conditions + condition] += to - from;
      return;
    }
    part[first * conditions + condition] += first + 1 - from;
    part[last * conditions + condition] += to - last;
    difference[(first + 1) * conditions + condition]++;
    difference[last * conditions + condition]--;
  }

  /** Writes the row to the grid and forgets it. */
  void moveTo(PixelGrid grid, int row, int jobs) {
    Arrays.fill(open, 0);
    for (int x = lowest; x <= highest; x++) {
      int best = -1;
      double most = NOTHING;
      double sum = 0;
      for (int c = 0; c < conditions; c++) {
        int index = x * conditions + c;
        open[c] += difference[index];
        double amount = open[c] + part[index];
        sum += amount;
        if (amount > most) {
          best = c;
          most = amount;
        }
        difference[index] = 0;
        part[index] = 0;
      }
      if (best >= 0) {
        grid.set(x, row, best, (float) Math.min(1, sum / jobs));
      }
    }
    lowest = width;
    highest = -1;
  }
}
