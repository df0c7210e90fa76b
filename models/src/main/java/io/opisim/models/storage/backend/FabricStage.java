package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.Route;
import io.opisim.models.topology.fabric.Router;
import io.opisim.simcore.sharing.Resource;

/**
 * The network between clients and storage servers, link by link of a fabric.
 *
 * <p>Models: the bytes of a request come in equal parts from all storage servers, each part spread
 * over its routes; links are shared with all other flows of the run. Ignores: congestion control,
 * loss. Valid for: striped data. Source: {@code models.topology.fabric}.
 *
 * @param fabric the graph
 * @param router its routes
 * @param links one resource for each link, by number
 * @param clients vertex of each client
 * @param servers vertex of each storage server
 * @param payloadShare payload over bytes on the wire
 */
public record FabricStage(
    Fabric fabric,
    Router router,
    Resource[] links,
    int[] clients,
    int[] servers,
    double payloadShare)
    implements StorageStage {
  @Override
  public String name() {
    return "fabric";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    double part = above / payloadShare / servers.length;
    double slowest = 0;
    int client = clients[shape.client()];
    for (int server : servers) {
      int from = shape.isRead() ? server : client;
      int to = shape.isRead() ? client : server;
      Route route = router.spread(from, to).orThrow();
      for (int index = 0; index < route.size(); index++) {
        needs.use(links[route.link(index)], part * route.share(index));
      }
      slowest = Math.max(slowest, route.latencyNanos(fabric));
    }
    needs.delay(2 * slowest / 1e9);
  }
}
