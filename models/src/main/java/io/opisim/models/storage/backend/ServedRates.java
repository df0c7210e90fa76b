package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.simcore.sharing.Resource;

/**
 * What a storage system gives as a whole: the part that filers, file systems, object stores and
 * databases have in common.
 */
final class ServedRates {
  private final SystemSpec spec;
  private final Resource time;
  private final Resource requests;

  ServedRates(String name, SystemSpec spec, SharedResources resources) {
    this.spec = spec;
    time = resources.get(name + ".bytes", 1);
    requests = resources.get(name + ".requests", spec.requestsPerSecond());
  }

  /** Adds so many requests with so many bytes together. */
  void serve(OperationShape shape, double count, double bytes, OperationNeeds needs) {
    double rate = shape.isRead() ? spec.readBytesPerSecond() : spec.writeBytesPerSecond();
    needs.use(time, bytes / rate);
    needs.use(requests, count);
    needs.delay(spec.requestSeconds());
  }
}
