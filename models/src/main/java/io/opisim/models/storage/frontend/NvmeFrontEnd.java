package io.opisim.models.storage.frontend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.FrontEnd;
import io.opisim.models.storage.OperationShape;
import java.util.Objects;

/**
 * An NVMe device as a host sees it.
 *
 * <p>Models: a namespace of a subsystem behind a controller, its I/O queue pairs with their depth,
 * commands of at most the largest transfer, the driver's cycles on the host. Ignores: the admin
 * queue, arbitration between queue pairs, interrupts as events. Valid for: block requests. Source:
 * NVM Express Base Specification 2.0; limits of an SPDK target as seen (128 entries, 127 I/O queue
 * pairs, 128 KiB).
 */
public final class NvmeFrontEnd implements FrontEnd {
  private final Namespace namespace;
  private final Controller controller;
  private final ClientSite host;
  private final ServiceCost driver;

  /**
   * What holds namespaces and controllers, in OPI's words.
   *
   * @param qualifiedName NVMe qualified name
   */
  public record Subsystem(String qualifiedName) {}

  /**
   * A door to a subsystem.
   *
   * @param subsystem whose door
   * @param queuePairs I/O queue pairs of one client
   * @param queueDepth requests of one queue pair in flight
   * @param largestTransferBytes of one command
   */
  public record Controller(
      Subsystem subsystem, int queuePairs, int queueDepth, long largestTransferBytes) {
    /** Queue pairs that an SPDK target offers by default. */
    public static final int SPDK_QUEUE_PAIRS = 127;

    /** Entries of a queue of an SPDK target by default. */
    public static final int SPDK_QUEUE_DEPTH = 128;

    /** Largest command of an SPDK target by default. */
    public static final long SPDK_TRANSFER_BYTES = 131_072;

    /** Checks the limits of the specification. */
    public Controller {
      if (queuePairs < 1 || queuePairs > 65_535 || queueDepth < 1 || queueDepth > 65_536) {
        throw new IllegalArgumentException(
            "a controller has 1 to 65535 queue pairs of 1 to 65536 entries, not "
                + queuePairs
                + " of "
                + queueDepth);
      }
      if (largestTransferBytes < 512) {
        throw new IllegalArgumentException(
            "a command carries at least 512 bytes, not " + largestTransferBytes);
      }
    }
  }

  /**
   * Blocks that a controller gives access to.
   *
   * @param subsystem to which it belongs
   * @param identifier from 1
   * @param bytes its size
   */
  public record Namespace(Subsystem subsystem, int identifier, long bytes) {
    /** Checks that there is something. */
    public Namespace {
      if (identifier < 1 || bytes < 1) {
        throw new IllegalArgumentException(
            "a namespace has an identifier from 1 and bytes, not " + identifier + ", " + bytes);
      }
    }
  }

  /**
   * A device.
   *
   * @param namespace what is shown
   * @param controller through which, of the same subsystem
   * @param host whose cores drive it
   * @param driver what a command costs them
   */
  public NvmeFrontEnd(
      Namespace namespace, Controller controller, ClientSite host, ServiceCost driver) {
    if (!namespace.subsystem().equals(controller.subsystem())) {
      throw new IllegalArgumentException(
          "the namespace belongs to "
              + namespace.subsystem().qualifiedName()
              + ", its controller to "
              + controller.subsystem().qualifiedName());
    }
    this.namespace = namespace;
    this.controller = controller;
    this.host = Objects.requireNonNull(host);
    this.driver = driver;
  }

  @Override
  public String name() {
    return "nvme " + controller.subsystem().qualifiedName() + "/" + namespace.identifier();
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    host.of(shape.client()).run(driver, shape.commands(), above, 1, needs);
  }

  @Override
  public long commands(long bytes) {
    return (bytes - 1) / controller.largestTransferBytes() + 1;
  }

  @Override
  public long parallelCommands() {
    return controller.queueDepth();
  }

  @Override
  public int queueDepth() {
    return controller.queueDepth();
  }

  @Override
  public int queuePairs() {
    return controller.queuePairs();
  }
}
