package io.opisim.scenarios.scenario;

import java.util.Locale;

/** Shapes of the network between nodes. */
public enum FabricKind {
  /** One switch, and every NIC on it. */
  STAR("Every NIC on one switch without limits of its own."),
  /** A leaf switch for each rack, every leaf joined to every spine. */
  LEAF_SPINE("A leaf switch a rack, every leaf joined to every spine; can be oversubscribed."),
  /** Three levels of equal switches with full bisection. */
  FAT_TREE("Three levels of equal switches with full bisection; the smallest that holds all NICs."),
  /** A switch for each NIC rank of a rack, joined by spines. */
  RAIL_OPTIMISED("NICs of equal rank in a rack share a rail switch, spines join the rails."),
  /** Groups of switches, each joined to every other group. */
  DRAGONFLY("Groups of fully joined switches, each group joined to every other."),
  /** A grid whose rows close into rings; NICs pass traffic on. */
  TORUS("A grid of NICs whose rows close into rings; no switches.");

  private final String meaning;

  FabricKind(String meaning) {
    this.meaning = meaning;
  }

  /** The word for it in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }
}
