package io.opisim.models.storage.cache;

/** Keeps whole objects up to a number of bytes. */
public interface ObjectCache {
  /** Whether the object is here; notes the use. */
  boolean look(long object);

  /** Offers an object that has just passed; it may be kept or not. */
  void offer(long object, long bytes);

  /** Bytes kept. */
  long bytes();
}
