package io.opisim.models.storage.frontend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.FrontEnd;
import io.opisim.models.storage.OperationShape;

/**
 * A client of an object store: a request is one object, fetched or stored in ranges side by side.
 *
 * <p>Models: ranges of a size, how many of them are in flight, cycles for each HTTP request and
 * byte. Ignores: connection set-up, retries, listing. Valid for: objects of 4 KiB and more. Source:
 * multipart transfers of S3 clients; the caller gives the figures.
 *
 * @param bucket name of the bucket
 * @param rangeBytes of one range
 * @param rangesInFlight of one object
 * @param perRange for each range and byte
 * @param host whose cores do it
 */
public record ObjectClient(
    String bucket, long rangeBytes, int rangesInFlight, ServiceCost perRange, ClientSite host)
    implements FrontEnd {
  /** Checks the amounts. */
  public ObjectClient {
    if (rangeBytes < 1 || rangesInFlight < 1) {
      throw new IllegalArgumentException(
          "an object comes in ranges of bytes, some in flight, not "
              + rangeBytes
              + " and "
              + rangesInFlight);
    }
  }

  @Override
  public String name() {
    return "objects " + bucket;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    // Ranges are handled by as many threads as there are ranges in flight.
    double threads = Math.min(shape.commands(), rangesInFlight);
    host.of(shape.client()).run(perRange, shape.commands(), above, threads, needs);
  }

  @Override
  public long commands(long bytes) {
    return (bytes - 1) / rangeBytes + 1;
  }

  @Override
  public long parallelCommands() {
    return rangesInFlight;
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
