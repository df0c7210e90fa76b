package io.opisim.models.storage;

/** Paths by size class: open addressing over primitive keys, nothing allocated by a look-up. */
final class PathTable {
  private long[] sizes = new long[4];
  private OperationPath[] paths = new OperationPath[4];
  private int count;

  OperationPath get(long size) {
    int at = slot(sizes, size);
    return sizes[at] == size ? paths[at] : null;
  }

  void put(long size, OperationPath path) {
    if (2 * (count + 1) > sizes.length) {
      grow();
    }
    int at = slot(sizes, size);
    sizes[at] = size;
    paths[at] = path;
    count++;
  }

  private void grow() {
    long[] old = sizes;
    OperationPath[] oldPaths = paths;
    sizes = new long[2 * old.length];
    paths = new OperationPath[sizes.length];
    for (int index = 0; index < old.length; index++) {
      if (old[index] != 0) {
        int at = slot(sizes, old[index]);
        sizes[at] = old[index];
        paths[at] = oldPaths[index];
      }
    }
  }

  /** Sizes are above 0, so 0 marks a free slot. */
  private static int slot(long[] sizes, long size) {
    int mask = sizes.length - 1;
    int at = (int) ((size * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (sizes[at] != 0 && sizes[at] != size) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
