package io.opisim.models.storage.frontend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.FrontEnd;
import io.opisim.models.storage.OperationShape;

/**
 * A file system's client: a request is one whole file or a part of one, read or written in order.
 *
 * <p>Models: opening a file, transfers of a size, how many of them read-ahead keeps in flight, the
 * copy into the program. Ignores: directories, locks, attribute caches. Valid for: files of 4 KiB
 * and more. Source: Linux NFS and Lustre clients ({@code rsize}, {@code max_rpcs_in_flight}); the
 * caller gives the figures.
 *
 * @param mount name of the mount
 * @param transferBytes of one remote call
 * @param callsInFlight of one file
 * @param opening once for each request
 * @param transfer for each call and byte
 * @param host whose cores do it
 */
public record FileClient(
    String mount,
    long transferBytes,
    int callsInFlight,
    ServiceCost opening,
    ServiceCost transfer,
    ClientSite host)
    implements FrontEnd {
  /** Checks the amounts. */
  public FileClient {
    if (transferBytes < 1 || callsInFlight < 1) {
      throw new IllegalArgumentException(
          "a file is read in calls of bytes, some in flight, not "
              + transferBytes
              + " and "
              + callsInFlight);
    }
  }

  @Override
  public String name() {
    return "files " + mount;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    host.of(shape.client()).run(opening, 1, 0, 1, needs);
    host.of(shape.client()).run(transfer, shape.commands(), above, 1, needs);
  }

  @Override
  public long commands(long bytes) {
    return (bytes - 1) / transferBytes + 1;
  }

  @Override
  public long parallelCommands() {
    return callsInFlight;
  }

  @Override
  public int queueDepth() {
    return 0;
  }

  @Override
  public int queuePairs() {
    return 1;
  }
}
