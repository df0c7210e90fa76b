package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import io.opisim.simcore.sharing.Resource;

/**
 * A parallel file system: metadata in one place, data striped over servers.
 *
 * <p>Models: opening a file at the metadata servers, bytes at the data servers as a whole, one file
 * no faster than the servers it is striped over. Ignores: locks between clients, uneven placement.
 * Valid for: whole files of many clients. Source: Lustre Operations Manual (striping); rates of the
 * caller.
 */
public final class ParallelFileSystem implements StorageStage {
  private final String fileSystem;
  private final SystemSpec spec;
  private final ServedRates rates;
  private final Resource opens;
  private final int stripes;
  private final long stripeBytes;

  /**
   * A file system.
   *
   * @param spec of its data servers
   * @param opensPerSecond that its metadata servers do
   * @param stripes data servers of one file
   * @param stripeBytes on one of them before the next one's turn
   */
  public ParallelFileSystem(
      String fileSystem,
      SystemSpec spec,
      double opensPerSecond,
      int stripes,
      long stripeBytes,
      SharedResources resources) {
    if (stripes < 1 || stripes > spec.servers() || stripeBytes < 1) {
      throw new IllegalArgumentException(
          fileSystem + " cannot stripe over " + stripes + " of " + spec.servers() + " servers");
    }
    this.fileSystem = fileSystem;
    this.spec = spec;
    this.stripes = stripes;
    this.stripeBytes = stripeBytes;
    rates = new ServedRates(fileSystem, spec, resources);
    opens = resources.get(fileSystem + ".opens", opensPerSecond);
  }

  @Override
  public String name() {
    return "file system " + fileSystem;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    needs.use(opens, 1);
    needs.delayOnce(spec.requestSeconds());
    rates.serve(shape, shape.commands(), above, needs);
    double rate = shape.isRead() ? spec.readBytesPerSecond() : spec.writeBytesPerSecond();
    double used = Math.min(stripes, (above - 1) / stripeBytes + 1);
    needs.atLeast(above / (rate * used / spec.servers()));
  }
}
