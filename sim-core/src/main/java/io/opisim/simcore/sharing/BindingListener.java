package io.opisim.simcore.sharing;

/** Hears what binds the activities of a {@link SharingSolver}. */
@FunctionalInterface
public interface BindingListener {
  /**
   * From now on another resource than before, or the first one, binds the activity.
   *
   * @param resource its number, or {@link SharingSolver#OWN_CAP}
   */
  void bound(int activity, int resource);
}
