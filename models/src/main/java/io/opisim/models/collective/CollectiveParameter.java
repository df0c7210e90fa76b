package io.opisim.models.collective;

import java.util.Locale;

/**
 * The numbers that describe a system to the closed forms. Defaults are NCCL's own constants
 * (src/graph/tuning.cc of NVIDIA/nccl, read 2026-06-11; NVLink and InfiniBand, protocol Simple)
 * where it has one; rates have none worth trusting and are set from the links.
 */
public enum CollectiveParameter {
  /** Launch of a ring. */
  BASE_LATENCY(Unit.SECONDS, 8.4e-6),
  /** Launch of a tree. */
  TREE_BASE_LATENCY(Unit.SECONDS, 8.4e-6),
  /** One hop of a ring inside a node. */
  HOP_LATENCY(Unit.SECONDS, 3.4e-6),
  /** One hop of a ring between nodes. */
  NODE_HOP_LATENCY(Unit.SECONDS, 14e-6),
  /** One hop of a tree inside a node. */
  TREE_HOP_LATENCY(Unit.SECONDS, 4e-6),
  /** One hop of a tree between nodes. */
  TREE_NODE_HOP_LATENCY(Unit.SECONDS, 14e-6),
  /** What one rank sends over scale-up links; one ring's worth in a cube mesh. */
  SCALE_UP_RATE(Unit.BYTES_PER_SECOND, 200e9),
  /** What one rank's share of the NICs sends. */
  NIC_RATE(Unit.BYTES_PER_SECOND, 20e9),
  /** Share of the scale-up rate that a group of n loses, times n. */
  SMALL_GROUP_LOSS(Unit.SHARE, 0.2),
  /** Rate of trees ÷ rate of rings. */
  TREE_RATE_SHARE(Unit.SHARE, 0.92),
  /** Hop latency of protocol LL ÷ that of Simple. */
  LL_HOP_SHARE(Unit.SHARE, 0.2),
  /** Rate of protocol LL ÷ that of Simple. */
  LL_RATE_SHARE(Unit.SHARE, 0.3),
  /** Hop latency of protocol LL128 ÷ that of Simple. */
  LL128_HOP_SHARE(Unit.SHARE, 0.56),
  /** Rate of protocol LL128 ÷ that of Simple. */
  LL128_RATE_SHARE(Unit.SHARE, 0.92),
  /** Every further peer of an all-to-all. */
  PEER_LATENCY(Unit.SECONDS, 1e-6),
  /** What one rank sends to other nodes in an all-to-all. */
  ALL_TO_ALL_RATE(Unit.BYTES_PER_SECOND, 20e9),
  /** Launch of a send and receive. */
  SEND_BASE_LATENCY(Unit.SECONDS, 8e-6),
  /** What one rank sends to one other of its node. */
  SEND_RATE(Unit.BYTES_PER_SECOND, 200e9),
  /** What one rank sends to one of another node, alone in its node. */
  SEND_NODE_RATE(Unit.BYTES_PER_SECOND, 20e9),
  /** Power of the ranks per node by which that rate falls when they all send. */
  SEND_SHARING(Unit.SHARE, 0),
  /** A reduction in the scale-up switches, from launch to end. */
  SCALE_UP_SWITCH_LATENCY(Unit.SECONDS, 25e-6),
  /** Rate of a reduction in the scale-up switches ÷ scale-up rate. */
  SCALE_UP_SWITCH_RATE_SHARE(Unit.SHARE, 0.8),
  /** Share of that rate that a group of n loses, times n. */
  SCALE_UP_SWITCH_LOSS(Unit.SHARE, 0.5);

  private final Unit unit;
  private final double byDefault;

  CollectiveParameter(Unit unit, double byDefault) {
    this.unit = unit;
    this.byDefault = byDefault;
  }

  /** What a parameter is measured in. */
  public enum Unit {
    /** Seconds. */
    SECONDS,
    /** Bytes per second. */
    BYTES_PER_SECOND,
    /** A number without unit. */
    SHARE
  }

  /** What it is measured in. */
  public Unit unit() {
    return unit;
  }

  /** Its value where nobody has measured. */
  public double byDefault() {
    return byDefault;
  }

  /** The key of the catalog file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
