package io.opisim.models.collective;

/** How a message is handed from rank to rank: NCCL's three protocols. */
public enum CollectiveProtocol {
  /** Whole chunks behind a flag: full rate, slow hops. */
  SIMPLE("Simple"),
  /** A flag in every 8 bytes: fast hops, a small part of the rate. */
  LL("LL"),
  /** A flag in every 128 bytes: between the two. */
  LL128("LL128");

  private final String id;

  CollectiveProtocol(String id) {
    this.id = id;
  }

  /** As NCCL writes it. */
  public String id() {
    return id;
  }

  /** Latency of a hop ÷ that of Simple. */
  double hopShare(CollectiveParameters system) {
    return switch (this) {
      case SIMPLE -> 1;
      case LL -> system.get(CollectiveParameter.LL_HOP_SHARE);
      case LL128 -> system.get(CollectiveParameter.LL128_HOP_SHARE);
    };
  }

  /** Rate ÷ that of Simple. */
  double rateShare(CollectiveParameters system) {
    return switch (this) {
      case SIMPLE -> 1;
      case LL -> system.get(CollectiveParameter.LL_RATE_SHARE);
      case LL128 -> system.get(CollectiveParameter.LL128_RATE_SHARE);
    };
  }
}
