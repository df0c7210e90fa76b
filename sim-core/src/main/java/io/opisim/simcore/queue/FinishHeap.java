package io.opisim.simcore.queue;

import java.util.Arrays;

/** Customers by the virtual time of their finish, then by arrival: a binary heap of primitives. */
final class FinishHeap {
  private double[] finishes = new double[16];
  private long[] sequences = new long[16];
  private int[] customers = new int[16];
  private long[] arrivals = new long[16];
  private int size;
  private long lastSequence;

  int size() {
    return size;
  }

  double firstFinish() {
    return finishes[0];
  }

  int firstCustomer() {
    return customers[0];
  }

  long firstArrivedNanos() {
    return arrivals[0];
  }

  void add(double finish, int customer, long arrivedNanos) {
    if (size == finishes.length) {
      finishes = Arrays.copyOf(finishes, size * 2);
      sequences = Arrays.copyOf(sequences, size * 2);
      customers = Arrays.copyOf(customers, size * 2);
      arrivals = Arrays.copyOf(arrivals, size * 2);
    }
    long sequence = lastSequence++;
    int position = size++;
    while (position > 0) {
      int parent = (position - 1) >> 1;
      if (finishes[parent] <= finish) {
        break;
      }
      copy(parent, position);
      position = parent;
    }
    finishes[position] = finish;
    sequences[position] = sequence;
    customers[position] = customer;
    arrivals[position] = arrivedNanos;
  }

  void removeFirst() {
    int last = --size;
    int position = 0;
    int child;
    while ((child = 2 * position + 1) < last) {
      if (child + 1 < last && before(child + 1, child)) {
        child++;
      }
      if (!before(child, last)) {
        break;
      }
      copy(child, position);
      position = child;
    }
    copy(last, position);
  }

  private boolean before(int a, int b) {
    return finishes[a] < finishes[b] || (finishes[a] == finishes[b] && sequences[a] < sequences[b]);
  }

  private void copy(int from, int to) {
    finishes[to] = finishes[from];
    sequences[to] = sequences[from];
    customers[to] = customers[from];
    arrivals[to] = arrivals[from];
  }
}
