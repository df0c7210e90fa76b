package io.opisim.simcore.sharing;

import java.util.Arrays;

/** The present activities by number, and those of each group in a list; numbers are used again. */
final class Activities {
  static final int NONE = Groups.NONE;

  /** The group of a present activity, else NONE. */
  int[] groupOf = {};

  long[] amounts = {};

  private int[] nextMembers = {};
  private int[] previousMembers = {};
  private int[] firstMembers = {};
  private int made;
  private int present;
  private int free = NONE;

  int present() {
    return present;
  }

  boolean isPresent(int activity) {
    return activity >= 0 && activity < made && groupOf[activity] != NONE;
  }

  /** A member of the group, or {@link #NONE}; the others follow by {@link #next}. */
  int first(int group) {
    return firstMembers[group];
  }

  int next(int activity) {
    return nextMembers[activity];
  }

  void openGroup(int group) {
    if (group >= firstMembers.length) {
      firstMembers = Arrays.copyOf(firstMembers, Math.max(16, 2 * group));
    }
    firstMembers[group] = NONE;
  }

  int add(int group, long amount) {
    int activity = take();
    present++;
    groupOf[activity] = group;
    amounts[activity] = amount;
    int next = firstMembers[group];
    firstMembers[group] = activity;
    nextMembers[activity] = next;
    previousMembers[activity] = NONE;
    if (next != NONE) {
      previousMembers[next] = activity;
    }
    return activity;
  }

  void remove(int activity) {
    int next = nextMembers[activity];
    int previous = previousMembers[activity];
    if (previous != NONE) {
      nextMembers[previous] = next;
    } else {
      firstMembers[groupOf[activity]] = next;
    }
    if (next != NONE) {
      previousMembers[next] = previous;
    }
    present--;
    groupOf[activity] = NONE;
    nextMembers[activity] = free;
    free = activity;
  }

  private int take() {
    int activity = free;
    if (activity != NONE) {
      free = nextMembers[activity];
      return activity;
    }
    if (made == groupOf.length) {
      grow(Math.max(16, 2 * made));
    }
    return made++;
  }

  private void grow(int size) {
    groupOf = Arrays.copyOf(groupOf, size);
    amounts = Arrays.copyOf(amounts, size);
    nextMembers = Arrays.copyOf(nextMembers, size);
    previousMembers = Arrays.copyOf(previousMembers, size);
  }
}
