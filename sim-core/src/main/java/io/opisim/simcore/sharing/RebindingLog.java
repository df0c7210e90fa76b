package io.opisim.simcore.sharing;

import java.util.Arrays;

/** The groups whose members may have something to tell a listener, each once. */
final class RebindingLog {
  private int[] groups = new int[16];
  private boolean[] isLogged = new boolean[16];
  private int count;

  void add(int group) {
    if (group >= isLogged.length) {
      isLogged = Arrays.copyOf(isLogged, Math.max(group + 1, 2 * isLogged.length));
    }
    if (!isLogged[group]) {
      isLogged[group] = true;
      if (count == groups.length) {
        groups = Arrays.copyOf(groups, 2 * count);
      }
      groups[count++] = group;
    }
  }

  int count() {
    return count;
  }

  int group(int position) {
    return groups[position];
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      isLogged[groups[i]] = false;
    }
    count = 0;
  }
}
