package io.opisim.models.storage.backend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import io.opisim.simcore.sharing.Resource;
import java.util.Optional;

/**
 * The network between clients and storage servers.
 *
 * <p>Models: ports of the client and of the servers together, the middle of the network by
 * direction, headers as a share of the wire, a round trip for each command. Ignores: congestion
 * control, loss, uneven spread over servers, the requests of reads. Valid for: fabrics that spread
 * flows well; {@link FabricStage} has links one by one.
 *
 * @param clients their ports
 * @param servers their ports, all servers as one place
 * @param toClients what the middle of the network carries to clients, empty if it does not limit
 * @param fromClients what it carries from clients
 * @param payloadShare payload over bytes on the wire
 * @param roundTripSeconds request and answer, without bytes
 */
public record NetworkStage(
    ClientSite clients,
    ClientSite servers,
    Optional<Resource> toClients,
    Optional<Resource> fromClients,
    double payloadShare,
    double roundTripSeconds)
    implements StorageStage {
  /** Checks the amounts. */
  public NetworkStage {
    if (!(payloadShare > 0 && payloadShare <= 1 && roundTripSeconds >= 0)) {
      throw new IllegalArgumentException(
          "payload is a share of the wire and a round trip takes time, not "
              + payloadShare
              + " and "
              + roundTripSeconds
              + " s");
    }
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    double wire = above / payloadShare;
    if (shape.isRead()) {
      servers.of(shape.client()).networkOut(wire, needs);
      toClients.ifPresent(middle -> needs.use(middle, wire));
      clients.of(shape.client()).networkIn(wire, needs);
    } else {
      clients.of(shape.client()).networkOut(wire, needs);
      fromClients.ifPresent(middle -> needs.use(middle, wire));
      servers.of(shape.client()).networkIn(wire, needs);
    }
    needs.delay(roundTripSeconds);
  }
}
