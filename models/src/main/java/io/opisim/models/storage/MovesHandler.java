package io.opisim.models.storage;

import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.CompletionHandler;

/** One who asks for bytes and also wants to know when they begin to move. */
public interface MovesHandler extends CompletionHandler {
  /**
   * The delays of an operation are over and its bytes begin to move; {@link #completed} follows
   * when the last has arrived. Operations whose bytes take no time are not told here.
   *
   * @param subject of the operation
   * @param activity that moves them, until then
   */
  void moves(int subject, Activity activity, long bytes);
}
