package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * Tells a listener what binds each activity, once what has been decided is settled: a group that is
 * moved back and forth while an event is solved is heard of once or not at all.
 *
 * <p><i>Caveats:</i> costs a walk over the members of each group that was bound anew. Without a
 * listener there is no object of this class, and a test for null is all that is paid.
 */
final class Rebindings {
  private static final int UNTOLD = -2;

  private final Groups groups;
  private final Activities activities;
  private final BoundGroups bound;
  private final BindingListener listener;

  /** Groups whose members may have something to tell, each once. */
  private int[] touched = new int[16];

  private boolean[] isTouched = new boolean[16];
  private int touchedCount;

  /** What the listener was told of an activity last. */
  private int[] told = {};

  Rebindings(Groups groups, Activities activities, BoundGroups bound, BindingListener listener) {
    this.groups = groups;
    this.activities = activities;
    this.bound = bound;
    this.listener = listener;
    for (int group = 0; group < groups.bound(); group++) {
      if (groups.isPresent(group)) {
        touch(group);
        for (int activity = activities.first(group); activity != Activities.NONE; ) {
          begin(activity);
          activity = activities.next(activity);
        }
      }
    }
  }

  /** An activity has started. */
  void begin(int activity) {
    if (activity >= told.length) {
      told = Arrays.copyOf(told, Math.max(16, 2 * activity));
    }
    told[activity] = UNTOLD;
    touch(activities.groupOf[activity]);
  }

  /** A group was bound anew. */
  void touch(int group) {
    if (group >= isTouched.length) {
      isTouched = Arrays.copyOf(isTouched, 2 * group);
    }
    if (!isTouched[group]) {
      isTouched[group] = true;
      if (touchedCount == touched.length) {
        touched = Arrays.copyOf(touched, 2 * touchedCount);
      }
      touched[touchedCount++] = group;
    }
  }

  /** Tells what has changed; all groups are placed. */
  void tell() {
    for (int i = 0; i < touchedCount; i++) {
      int group = touched[i];
      isTouched[group] = false;
      if (groups.isPresent(group)) {
        tellMembers(group, bound.bottleneck(group));
      }
    }
    touchedCount = 0;
  }

  private void tellMembers(int group, int bottleneck) {
    int activity = activities.first(group);
    for (; activity != Activities.NONE; activity = activities.next(activity)) {
      if (told[activity] != bottleneck) {
        told[activity] = bottleneck;
        listener.bound(activity, bottleneck);
      }
    }
  }
}
