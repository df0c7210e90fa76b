package io.opisim.models.storage.middleend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * A service of the offload room at its place in a chain.
 *
 * <p>Models: what the service costs at that place, and how it changes the number of bytes. Ignores:
 * everything else. Valid for: any service. Source: the service's own.
 *
 * @param service what and where
 * @param site the resources there
 * @param coresPerRequest most cores that one request keeps busy at once
 */
public record ServiceStage(PlacedService service, ClientSite site, double coresPerRequest)
    implements StorageStage {
  /** Checks that a request has some core. */
  public ServiceStage {
    if (!(coresPerRequest > 0)) {
      throw new IllegalArgumentException(
          service + " needs cores for a request, not " + coresPerRequest);
    }
  }

  @Override
  public String name() {
    return service.toString();
  }

  @Override
  public long bytesBelow(Direction direction, long bytesAbove) {
    double outPerIn = service.cost().outPerIn();
    if (outPerIn == 1 || !works(direction)) {
      return bytesAbove;
    }
    return Math.max(1, (long) Math.ceil(bytesAbove / outPerIn));
  }

  @Override
  public String sizeReason() {
    return service.service().sizeReason();
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    if (works(shape.direction())) {
      ServiceCost cost = service.cost();
      double operations = service.service().perCommand() ? shape.commands() : 1;
      double bytes = Math.max(above, below);
      site.of(shape.client()).run(cost, operations, bytes, coresPerRequest, needs);
    }
  }

  private boolean works(Direction direction) {
    return service.service().directions(service.variant()).contains(direction);
  }
}
