package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * A filer that serves files over NFS.
 *
 * <p>Models: its bytes and calls per second as a whole, two calls to find and open a file before
 * its bytes, one call for each transfer of the client. Ignores: delegations, server caches, locks.
 * Valid for: reads and writes of whole files. Source: RFC 8881 (LOOKUP and OPEN in one call and
 * GETATTR or ACCESS in another); rates of the caller.
 */
public final class NfsFiler implements StorageStage {
  private static final int CALLS_TO_OPEN = 2;

  private final String filer;
  private final SystemSpec spec;
  private final ServedRates rates;

  /** A filer. */
  public NfsFiler(String filer, SystemSpec spec, SharedResources resources) {
    this.filer = filer;
    this.spec = spec;
    rates = new ServedRates(filer, spec, resources);
  }

  @Override
  public String name() {
    return "filer " + filer;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    rates.serve(shape, CALLS_TO_OPEN + shape.commands(), above, needs);
    needs.delayOnce(CALLS_TO_OPEN * spec.requestSeconds());
  }
}
