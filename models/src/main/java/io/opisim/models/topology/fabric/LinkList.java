package io.opisim.models.topology.fabric;

import java.util.Arrays;

/** A growing list of link ids without boxing. */
final class LinkList {
  private int[] links = new int[16];
  private int size;

  void add(int link) {
    if (size == links.length) {
      links = Arrays.copyOf(links, 2 * size);
    }
    links[size++] = link;
  }

  int get(int index) {
    return links[index];
  }

  void set(int index, int link) {
    links[index] = link;
  }

  int size() {
    return size;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  /** Adds {@code offset} to all links from {@code start} on. */
  void shiftFrom(int start, int offset) {
    for (int index = start; index < size; index++) {
      links[index] += offset;
    }
  }

  int[] toArray() {
    return Arrays.copyOf(links, size);
  }
}
