package io.opisim.simcore.sharing;

/**
 * Hears what binds the activities of an {@link ActivityPool}. It may ask activities and resources
 * for what they do, but not start, cancel or change any.
 */
public interface BottleneckListener {
  /**
   * From now on another resource than before, or the first one, binds the activity: it would be
   * faster if that resource gave more. Called at the end of an instant, once for each activity that
   * has something to tell; its rate may change without a call.
   *
   * @param resource what binds it, or null if it runs at its own cap
   * @param nowNanos the time
   */
  void bound(Activity activity, Resource resource, long nowNanos);

  /**
   * The activity has completed or was cancelled. Called before its handler.
   *
   * @param left the work it leaves undone; 0 if it completed
   * @param nowNanos the time
   */
  void released(Activity activity, long left, long nowNanos);
}
