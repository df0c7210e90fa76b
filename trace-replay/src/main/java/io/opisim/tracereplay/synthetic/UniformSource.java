package io.opisim.tracereplay.synthetic;

/** A stream of independent numbers, even over (0, 1), both ends excluded. */
@FunctionalInterface
public interface UniformSource {
  /** The next number. */
  double nextUniform();
}
