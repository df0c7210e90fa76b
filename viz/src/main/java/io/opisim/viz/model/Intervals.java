package io.opisim.viz.model;

import java.util.Arrays;

/**
 * Stretches of time by row, each with the condition that held: one flat array for all rows.
 *
 * <p>Within a row the intervals are ordered by time and do not overlap if the input did not, except
 * that equal conditions that touch or overlap (tasks of one gang) have become one.
 */
public final class Intervals {
  private static final JobCondition[] CONDITIONS = JobCondition.values();

  private final int[] firstOfRow;
  private final double[] fromSeconds;
  private final double[] toSeconds;
  private final byte[] conditions;

  private Intervals(int[] firstOfRow, double[] fromSeconds, double[] toSeconds, byte[] conditions) {
    this.firstOfRow = firstOfRow;
    this.fromSeconds = fromSeconds;
    this.toSeconds = toSeconds;
    this.conditions = conditions;
  }

  /** Number of rows. */
  public int rows() {
    return firstOfRow.length - 1;
  }

  /** Number of intervals of all rows. */
  public int size() {
    return fromSeconds.length;
  }

  /** Index of the first interval of a row. */
  public int first(int row) {
    return firstOfRow[row];
  }

  /** Index after the last interval of a row. */
  public int end(int row) {
    return firstOfRow[row + 1];
  }

  /** When an interval begins. */
  public double fromSeconds(int index) {
    return fromSeconds[index];
  }

  /** When an interval ends. */
  public double toSeconds(int index) {
    return toSeconds[index];
  }

  /** What held during an interval. */
  public JobCondition condition(int index) {
    return CONDITIONS[conditions[index]];
  }

  /** Collects intervals in any order. */
  public static final class Builder {
    private int[] rowOf = new int[1024];
    private double[] from = new double[1024];
    private double[] to = new double[1024];
    private byte[] condition = new byte[1024];
    private int size;

    /** Adds an interval; one without length says nothing and is left out. */
    public Builder add(int row, double fromSeconds, double toSeconds, JobCondition what) {
      if (!(toSeconds > fromSeconds)) {
        return this;
      }
      if (size == rowOf.length) {
        grow();
      }
      rowOf[size] = row;
      from[size] = fromSeconds;
      to[size] = toSeconds;
      condition[size] = (byte) what.ordinal();
      size++;
      return this;
    }

    private void grow() {
      int capacity = size * 2;
      rowOf = Arrays.copyOf(rowOf, capacity);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
      condition = Arrays.copyOf(condition, capacity);
    }

    /** The intervals of rows 0 to {@code rows} - 1. */
    public Intervals build(int rows) {
      int[] order = orderByRow(rows);
      int[] first = new int[rows + 1];
      double[] outFrom = new double[size];
      double[] outTo = new double[size];
      byte[] outCondition = new byte[size];
      int count = 0;
      int next = 0;
      for (int row = 0; row < rows; row++) {
        first[row] = count;
        int rowEnd = next;
        while (rowEnd < size && rowOf[order[rowEnd]] == row) {
          rowEnd++;
        }
        sortByTime(order, next, rowEnd);
        for (; next < rowEnd; next++) {
          int index = order[next];
          boolean joins =
              count > first[row]
                  && outCondition[count - 1] == condition[index]
                  && from[index] <= outTo[count - 1];
          if (joins) {
            outTo[count - 1] = Math.max(outTo[count - 1], to[index]);
          } else {
            outFrom[count] = from[index];
            outTo[count] = to[index];
            outCondition[count++] = condition[index];
          }
        }
      }
      first[rows] = count;
      return new Intervals(
          first,
          Arrays.copyOf(outFrom, count),
          Arrays.copyOf(outTo, count),
          Arrays.copyOf(outCondition, count));
    }

    private int[] orderByRow(int rows) {
      int[] place = new int[rows + 1];
      for (int i = 0; i < size; i++) {
        place[rowOf[i] + 1]++;
      }
      for (int row = 0; row < rows; row++) {
        place[row + 1] += place[row];
      }
      int[] order = new int[size];
      for (int i = 0; i < size; i++) {
        order[place[rowOf[i]]++] = i;
      }
      return order;
    }

    /** Insertion sort: rows hold few intervals, and files mostly list them in order. */
    private void sortByTime(int[] order, int begin, int end) {
      for (int i = begin + 1; i < end; i++) {
        int index = order[i];
        int j = i;
        while (j > begin && from[order[j - 1]] > from[index]) {
          order[j] = order[j - 1];
          j--;
        }
        order[j] = index;
      }
    }
  }
}
