package io.opisim.simcore.sharing;

import java.util.Arrays;

/** Who uses a resource, bound by it or not: the entries of {@link Groups}, in no order. */
final class Users {
  private static final int[] NOBODY = {};

  private int[][] entries = {};
  private int[] counts = {};
  private int[] positions = {};

  void ensureResources(int count) {
    int before = entries.length;
    if (count > before) {
      int size = Math.max(16, Math.max(count, 2 * before));
      entries = Arrays.copyOf(entries, size);
      Arrays.fill(entries, before, size, NOBODY);
      counts = Arrays.copyOf(counts, size);
    }
  }

  void ensureEntries(int count) {
    if (count > positions.length) {
      positions = Arrays.copyOf(positions, Math.max(count, 2 * positions.length));
    }
  }

  int count(int resource) {
    return counts[resource];
  }

  /** The entries of the users of a resource; the first {@link #count} of the array are valid. */
  int[] entries(int resource) {
    return entries[resource];
  }

  void add(int resource, int entry) {
    int position = counts[resource]++;
    if (position == entries[resource].length) {
      growList(resource, Math.max(4, 2 * position));
    }
    entries[resource][position] = entry;
    positions[entry] = position;
  }

  private void growList(int resource, int size) {
    entries[resource] = Arrays.copyOf(entries[resource], size);
  }

  void remove(int resource, int entry) {
    int last = entries[resource][--counts[resource]];
    entries[resource][positions[entry]] = last;
    positions[last] = positions[entry];
  }
}
