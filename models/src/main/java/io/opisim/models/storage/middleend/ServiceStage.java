package io.opisim.models.storage.middleend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import java.util.Set;

/**
 * A service of the offload room at its place in a chain.
 *
 * <p>Models: what the service costs at that place, and how it changes the number of bytes. Ignores:
 * everything else. Valid for: any service. Source: the service's own.
 */
public final class ServiceStage implements StorageStage {
  private final PlacedService service;
  private final ClientSite site;
  private final double coresPerRequest;
  private final ServiceCost cost;
  private final Set<Direction> directions;

  /**
   * A service in a chain.
   *
   * @param service what and where
   * @param site the resources there
   * @param coresPerRequest most cores that one request keeps busy at once
   */
  public ServiceStage(PlacedService service, ClientSite site, double coresPerRequest) {
    if (!(coresPerRequest > 0)) {
      throw new IllegalArgumentException(
          service + " needs cores for a request, not " + coresPerRequest);
    }
    this.service = service;
    this.site = site;
    this.coresPerRequest = coresPerRequest;
    cost = service.cost();
    directions = service.service().directions(service.variant());
  }

  @Override
  public String name() {
    return service.toString();
  }

  @Override
  public long bytesBelow(Direction direction, long bytesAbove) {
    double outPerIn = cost.outPerIn();
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
      double operations = service.service().perCommand() ? shape.commands() : 1;
      double bytes = Math.max(above, below);
      site.of(shape.client()).run(cost, operations, bytes, coresPerRequest, needs);
    }
  }

  private boolean works(Direction direction) {
    return directions.contains(direction);
  }
}
