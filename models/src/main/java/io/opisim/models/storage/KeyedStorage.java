package io.opisim.models.storage;

import io.opisim.simcore.sharing.CompletionHandler;

/**
 * A storage service that can be told which object is meant, so that caches on the way can know it.
 *
 * <p>Reads and writes that name no object pass all caches by.
 */
public interface KeyedStorage extends StorageService {
  /** Stands for "no object". */
  long NO_OBJECT = -1;

  /**
   * Begins a read of a whole object now; see {@link #read(int, int, long, CompletionHandler, int)}.
   *
   * @param object which, from 0, or {@link #NO_OBJECT}
   */
  void readObject(
      int client, int stream, long object, long bytes, CompletionHandler done, int subject);

  /**
   * Begins a write of a whole object now; see {@link #write(int, int, long, CompletionHandler,
   * int)}.
   *
   * @param object which, from 0, or {@link #NO_OBJECT}
   */
  void writeObject(
      int client, int stream, long object, long bytes, CompletionHandler done, int subject);

  @Override
  default void read(int client, int stream, long bytes, CompletionHandler done, int subject) {
    readObject(client, stream, NO_OBJECT, bytes, done, subject);
  }

  @Override
  default void write(int client, int stream, long bytes, CompletionHandler done, int subject) {
    writeObject(client, stream, NO_OBJECT, bytes, done, subject);
  }
}
