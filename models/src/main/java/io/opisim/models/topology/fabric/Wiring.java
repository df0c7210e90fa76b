package io.opisim.models.topology.fabric;

/**
 * What a plan knows of its own regularity: names and ways on, computed instead of stored.
 *
 * <p>Immutable and free of state, so that any number of routers may ask at once.
 */
interface Wiring {
  /**
   * Appends the links that lead on from a vertex by the plan's routing rule. Following any of them
   * again and again arrives at the destination: the rule knows no cycles.
   *
   * @param source where the flow (or its leg) began
   * @param at where it stands; not the destination
   * @param destination where it goes
   */
  void next(int source, int at, int destination, LinkList out);

  /** How many places there are to send a flow through on purpose; 0 where it goes directly. */
  default int viaCount(int source, int destination) {
    return 0;
  }

  /** One of these places. */
  default int via(int source, int destination, int index) {
    throw new IndexOutOfBoundsException(index);
  }

  /** Whether routers look for another way through the live links where the rule has none left. */
  default boolean detours() {
    return false;
  }

  /** Whether a vertex that is no network switch passes on a detour between two others. */
  default boolean forwards(int source, int at, int destination) {
    return false;
  }

  /** What follows the kind in an endpoint's name; the whole name of any other vertex. */
  String name(int vertex);
}
