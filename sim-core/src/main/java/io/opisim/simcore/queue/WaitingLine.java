package io.opisim.simcore.queue;

/** Customers in the order of their arrival: a ring of primitive values that grows when full. */
final class WaitingLine {
  private int[] customers = new int[16];
  private long[] arrivals = new long[16];
  private long[] amounts = new long[16];
  private int head;
  private int size;

  int size() {
    return size;
  }

  void add(int customer, long arrivedNanos, long amount) {
    if (size == customers.length) {
      grow();
    }
    int tail = (head + size++) & (customers.length - 1);
    customers[tail] = customer;
    arrivals[tail] = arrivedNanos;
    amounts[tail] = amount;
  }

  int headCustomer() {
    return customers[head];
  }

  long headArrivedNanos() {
    return arrivals[head];
  }

  long headAmount() {
    return amounts[head];
  }

  void removeHead() {
    head = (head + 1) & (customers.length - 1);
    size--;
  }

  private void grow() {
    int capacity = size * 2;
    int[] newCustomers = new int[capacity];
    long[] newArrivals = new long[capacity];
    long[] newAmounts = new long[capacity];
    for (int i = 0; i < size; i++) {
      int from = (head + i) & (size - 1);
      newCustomers[i] = customers[from];
      newArrivals[i] = arrivals[from];
      newAmounts[i] = amounts[from];
    }
    customers = newCustomers;
    arrivals = newArrivals;
    amounts = newAmounts;
    head = 0;
  }
}
