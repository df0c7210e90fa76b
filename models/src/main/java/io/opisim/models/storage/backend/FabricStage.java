package io.opisim.models.storage.backend;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import java.util.Optional;

/**
 * The network between clients and storage servers, link by link of a fabric.
 *
 * <p>Models: the bytes of a request in equal parts between all ports of the servers and all ports
 * of the client, each part on its way through the fabric and on to the host; cards at both ends; a
 * round trip for each command. Links are shared with all other flows of the run; at a full link a
 * read counts as one flow where its bytes are spread over the fewest ports, and as a part of one
 * elsewhere. Ignores: congestion control, loss, the requests of reads. Valid for: data striped over
 * all servers. Source: {@code models.topology.fabric}.
 *
 * @param way through the fabric
 * @param cards of clients whose ports limit beside the fabric's, if there are any
 * @param servers whose ports limit together, if more than the fabric's do
 * @param payloadShare payload over bytes on the wire
 * @param roundTripSeconds request and answer, without bytes; the cables' own latency if longer
 */
public record FabricStage(
    FabricWay way,
    Optional<ClientSite> cards,
    Optional<ClientSite> servers,
    double payloadShare,
    double roundTripSeconds)
    implements StorageStage {
  /** Checks the amounts. */
  public FabricStage {
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
    return "fabric";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    double wire = above / payloadShare;
    int client = shape.client();
    double oneWayNanos =
        way.visit(client, shape.isRead(), (link, share) -> needs.use(link, wire * share));
    needs.delay(Math.max(roundTripSeconds, 2 * oneWayNanos / 1e9));
    needs.share(payloadShare * way.narrowest(client));
    if (shape.isRead()) {
      servers.ifPresent(all -> all.of(client).networkOut(wire, needs));
      cards.ifPresent(all -> all.of(client).networkIn(wire, needs));
    } else {
      cards.ifPresent(all -> all.of(client).networkOut(wire, needs));
      servers.ifPresent(all -> all.of(client).networkIn(wire, needs));
    }
  }
}
