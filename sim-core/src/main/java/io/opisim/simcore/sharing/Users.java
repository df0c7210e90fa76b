package io.opisim.simcore.sharing;

import java.util.Arrays;

/** Who uses a resource, bound by it or not: the entries of {@link Groups}, in no order. */
final class Users {
  private static final int[] NOBODY = {};

  /** The entries of the users of each resource, as many of them as it counts. */
  int[][] entries = {};

  int[] counts = {};
  private int[] positions = {};

  void growResources(int size) {
    int before = entries.length;
    entries = Arrays.copyOf(entries, size);
    Arrays.fill(entries, before, size, NOBODY);
    counts = Arrays.copyOf(counts, size);
  }

  void growEntries(int size) {
    positions = Arrays.copyOf(positions, size);
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
