package io.opisim.models.storage.middleend;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.Gate;
import io.opisim.models.storage.OperationShape;
import io.opisim.simcore.queue.PassHandler;
import io.opisim.simcore.queue.QueueBooks;
import io.opisim.simcore.queue.SliceQuota;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.Optional;

/**
 * A limit of a volume as SPDK enforces it.
 *
 * <p>Models: I/O per second rounded up to whole thousands, bandwidth in MiB per second, quotas in
 * slices of one millisecond, an operation passing while anything of the quota is left and its
 * excess missing later, unused quota lost. An operation of several commands passes with its first
 * one and its bytes then flow no faster than the limit. Ignores: that SPDK looks at all limits of a
 * volume together (here one after the other); commands of other operations between those of a large
 * one; that chains of one volume share its slices (each has its own, the flow of large operations
 * is shared). Valid for: limits of a volume, shared by all its users. Source: SPDK {@code
 * bdev_set_qos_limit}, rounding as seen with v26.05, slices as read.
 */
public final class QosLimit implements Gate {
  /** Length of a slice. */
  public static final long SLICE_NANOS = 1_000_000;

  private static final String PREFIX = "qos ";
  private static final long SLICES_PER_SECOND = 1000;
  private static final long IOPS_STEP = 1000;
  private static final long MIB = 1 << 20;

  private final String volume;
  private final Kind kind;
  private final long perSecond;
  private final Resource flow;
  private SliceQuota quota;
  private PassHandler passes;

  /** What is limited. */
  public enum Kind {
    /** Commands of both directions. */
    COMMANDS,
    /** Bytes of both directions. */
    BYTES,
    /** Bytes read. */
    READ_BYTES,
    /** Bytes written. */
    WRITE_BYTES
  }

  private QosLimit(String volume, Kind kind, long perSecond, SharedResources resources) {
    if (perSecond <= 0) {
      throw new IllegalArgumentException(
          "a limit of " + volume + " is above 0, not " + perSecond + " (leave it out to lift it)");
    }
    this.volume = volume;
    this.kind = kind;
    this.perSecond = perSecond;
    flow = resources.get(name() + ".flow", perSecond);
  }

  /** A limit of commands per second, rounded up to whole thousands. */
  public static QosLimit commandsPerSecond(
      String volume, long commandsPerSecond, SharedResources resources) {
    return new QosLimit(volume, Kind.COMMANDS, roundedCommands(commandsPerSecond), resources);
  }

  /** A limit of bandwidth in MiB per second. */
  public static QosLimit mebibytesPerSecond(
      String volume, Kind kind, long mebibytesPerSecond, SharedResources resources) {
    if (kind == Kind.COMMANDS) {
      throw new IllegalArgumentException("commands are not counted in MiB");
    }
    return new QosLimit(volume, kind, Math.multiplyExact(mebibytesPerSecond, MIB), resources);
  }

  /** What SPDK makes of a limit of commands per second. */
  public static long roundedCommands(long commandsPerSecond) {
    return (commandsPerSecond + IOPS_STEP - 1) / IOPS_STEP * IOPS_STEP;
  }

  /** Whether a resource of this name stands for a limit, and for no device. */
  public static boolean isLimit(String resource) {
    return resource.startsWith(PREFIX);
  }

  /** The limit that holds: commands or bytes per second. */
  public long perSecond() {
    return perSecond;
  }

  @Override
  public String name() {
    return PREFIX + volume + " " + kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    if (applies(shape.direction()) && shape.commands() > 1) {
      needs.use(flow, kind == Kind.COMMANDS ? shape.commands() : above);
    }
  }

  @Override
  public void open(Simulation simulation, int priority, PassHandler newPasses) {
    passes = newPasses;
    double each = (double) perSecond / SLICES_PER_SECOND;
    quota = new SliceQuota(name(), simulation, each, SLICE_NANOS, priority, newPasses);
  }

  @Override
  public void request(int operation, Direction direction, long bytes, long commands) {
    if (applies(direction)) {
      quota.request(operation, kind == Kind.COMMANDS ? commands : bytes);
    } else {
      passes.passed(operation, 0);
    }
  }

  /** The books of those who wait; empty before the chain is made. */
  public Optional<QueueBooks> books() {
    return Optional.ofNullable(quota).map(SliceQuota::books);
  }

  private boolean applies(Direction direction) {
    return switch (kind) {
      case COMMANDS, BYTES -> true;
      case READ_BYTES -> direction == Direction.READ;
      case WRITE_BYTES -> direction == Direction.WRITE;
    };
  }
}
