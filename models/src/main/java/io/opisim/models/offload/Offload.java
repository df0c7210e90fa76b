package io.opisim.models.offload;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * A service that can run in more than one place.
 *
 * <p>It says what it costs a host's core and an engine; the place does the rest. What an offload
 * frees is what the service costs the host. Found through {@link java.util.ServiceLoader}: a new
 * one is one file and one line in {@code META-INF/services}.
 */
public interface Offload {
  /** Kebab-case id. */
  String id();

  /** One sentence. */
  String description();

  /** Where it may run. */
  Set<Site> sites();

  /** Its costs by variant, kebab-case ids; at least one. */
  SortedMap<String, ServiceCost> variants();

  /** Which way data must go for a variant to work on them. */
  default Set<Direction> directions(String variant) {
    return EnumSet.allOf(Direction.class);
  }

  /** Whether it works on each command of a request; if not, once for a request. */
  default boolean perCommand() {
    return true;
  }

  /**
   * Whether, on a host, the program does it with what it has read, before its front-end's device,
   * file or object is looked at; else it stands between that and the network.
   */
  default boolean inProgram() {
    return false;
  }

  /**
   * Whether the program gets something else than what is stored, as decoded pictures; if not, a
   * change of size is undone on the way back.
   */
  default boolean changesContent() {
    return false;
  }

  /** Why the number of bytes changes, for the books; empty if it does not. */
  default String sizeReason() {
    return "";
  }

  /**
   * What a variant costs.
   *
   * @throws IllegalArgumentException if there is no such variant
   */
  default ServiceCost cost(String variant) {
    ServiceCost cost = variants().get(variant);
    if (cost == null) {
      throw new IllegalArgumentException(
          id() + " has no variant \"" + variant + "\", but " + variants().keySet());
    }
    return cost;
  }
}
