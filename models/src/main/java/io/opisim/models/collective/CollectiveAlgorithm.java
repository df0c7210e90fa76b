package io.opisim.models.collective;

/** One way to carry out operations; found as a service. */
public interface CollectiveAlgorithm {
  /** Name in kebab-case. */
  String id();

  /** How it works, in one sentence. */
  String description();

  /** Whether it can do the operation in this layout on this system. */
  boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters);

  /** Whether it is written for all three protocols; otherwise Simple is the only one. */
  default boolean hasProtocols() {
    return false;
  }

  /**
   * How long it takes on an idle system.
   *
   * @param operation one that it supports
   * @param sizeBytes as {@link CollectiveOperation} defines it
   * @param layout at least two ranks
   * @param protocol Simple, unless it has protocols
   * @param parameters the system
   */
  double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters);
}
