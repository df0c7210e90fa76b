package io.opisim.models.storage;

import io.opisim.simcore.sharing.CompletionHandler;

/**
 * Carries out reads and writes and says when each is done: the seam between what asks for bytes
 * (loaders, checkpoints) and where they live, whatever lies between.
 *
 * <p>A client is a host that mounts the storage, a stream is one reader or writer on it (a loader
 * worker, a queue pair), both numbered from 0. Operations of one stream need not be in order. An
 * implementation lives in one simulation and takes its time there.
 */
public interface StorageService {
  /**
   * Begins a read now.
   *
   * @param bytes wanted, positive
   * @param done called with {@code subject} when the last byte has arrived at the client
   */
  void read(int client, int stream, long bytes, CompletionHandler done, int subject);

  /**
   * Begins a write now.
   *
   * @param bytes to store, positive
   * @param done called with {@code subject} when the storage has acknowledged the last byte
   */
  void write(int client, int stream, long bytes, CompletionHandler done, int subject);
}
