package io.opisim.models.storage.queued;

import io.opisim.models.storage.StorageService;
import io.opisim.simcore.sharing.CompletionHandler;

/**
 * A storage that takes no time: what is asked for is there at once, so that nothing waits for it.
 */
public final class ImmediateStorage implements StorageService {
  private long bytes;

  @Override
  public void read(int client, int stream, long asked, CompletionHandler done, int subject) {
    bytes += asked;
    done.completed(subject);
  }

  @Override
  public void write(int client, int stream, long asked, CompletionHandler done, int subject) {
    bytes += asked;
    done.completed(subject);
  }

  /** Bytes of all operations so far. */
  public long deliveredBytes() {
    return bytes;
  }
}
