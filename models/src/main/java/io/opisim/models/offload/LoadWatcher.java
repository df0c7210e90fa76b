package io.opisim.models.offload;

/** A thing that behaves differently by what is under way on it. */
public interface LoadWatcher {
  /** An operation begins now. */
  void begins(Direction direction);

  /** An operation has ended now. */
  void ends(Direction direction);
}
