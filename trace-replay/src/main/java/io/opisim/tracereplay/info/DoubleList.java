package io.opisim.tracereplay.info;

import java.util.Arrays;

/** A growing list of doubles without boxes: traces have millions of rows. */
final class DoubleList {
  private static final int FIRST_CAPACITY = 1024;

  private double[] values = new double[FIRST_CAPACITY];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
