package io.opisim.scenarios.study;

import io.opisim.models.topology.fabric.FabricPlan;
import io.opisim.models.topology.fabric.Reseated;
import io.opisim.scenarios.scenario.StoragePlace;

/**
 * Where the ports of storage servers stand among the endpoints of a fabric, after those of the
 * nodes in number.
 *
 * <p>Racks (groups, for rails) have so many seats for the nodes' ports. With racks of their own the
 * servers begin in the first rack behind the nodes'; spread, every rack has some more seats, and
 * the ports are dealt to racks in turn.
 *
 * @param ports of all servers together
 * @param place where they stand
 * @param racks of nodes
 * @param nodePorts of all nodes
 * @param portsPerRack of the nodes of a full rack
 * @param row ports that are seated together: one for leaves, one for each rail of a group
 */
record StorageRacks(
    int ports, StoragePlace place, int racks, int nodePorts, int portsPerRack, int row) {
  /** Racks with those of the servers. */
  int racksInAll() {
    return place == StoragePlace.SPREAD ? racks : racks + divided(ports, portsPerRack);
  }

  /** Seats of a rack with those of the servers. */
  int seatsPerRack() {
    return place == StoragePlace.SPREAD
        ? portsPerRack + divided(divided(ports, row), racks) * row
        : portsPerRack;
  }

  private static int divided(int amount, int by) {
    return (amount + by - 1) / by;
  }

  /** The plan with the nodes' ports first, then the servers', then the seats that are left. */
  FabricPlan seat(FabricPlan plan) {
    int[] seats = new int[plan.endpoints()];
    boolean[] taken = new boolean[seats.length];
    int seated = 0;
    for (int port = 0; port < nodePorts; port++) {
      seats[seated++] = port / portsPerRack * seatsPerRack() + port % portsPerRack;
    }
    for (int port = 0; port < ports; port++) {
      seats[seated++] = seatOf(port);
    }
    for (int sitter = 0; sitter < seated; sitter++) {
      taken[seats[sitter]] = true;
    }
    for (int seat = 0; seat < taken.length; seat++) {
      if (!taken[seat]) {
        seats[seated++] = seat;
      }
    }
    return new Reseated(plan, seats);
  }

  private int seatOf(int port) {
    if (place == StoragePlace.OWN_RACKS) {
      return racks * portsPerRack + port;
    }
    int turn = port / row;
    return turn % racks * seatsPerRack() + portsPerRack + turn / racks * row + port % row;
  }
}
