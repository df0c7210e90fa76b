package io.opisim.models.execution;

import io.opisim.models.topology.fabric.Route;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sharing.Resource;
import java.util.Arrays;

/** Adds up how many bytes cross each link for one byte of an activity's work. */
final class LinkLoads {
  private final FabricNetwork network;
  private final double[] weightOfLink;
  private int[] touched = new int[16];
  private int count;

  LinkLoads(FabricNetwork network) {
    this.network = network;
    weightOfLink = new double[network.fabric().links()];
  }

  /** So many bytes from here to there for each byte of work. */
  void add(int source, int destination, long flow, double weight) {
    if (source == destination || weight == 0) {
      return;
    }
    Route route = network.route(source, destination, flow);
    for (int index = 0; index < route.size(); index++) {
      int link = route.link(index);
      if (weightOfLink[link] == 0) {
        if (count == touched.length) {
          touched = Arrays.copyOf(touched, 2 * count);
        }
        touched[count++] = link;
      }
      weightOfLink[link] += weight * route.share(index);
    }
  }

  /** The links that something was added to, ascending; call it before {@link #take}. */
  int[] links() {
    Arrays.sort(touched, 0, count);
    return Arrays.copyOf(touched, count);
  }

  /** What has been added as demands, link by link in ascending order, and begins anew. */
  Demands take() {
    Arrays.sort(touched, 0, count);
    Resource[] resources = new Resource[count];
    double[] weights = new double[count];
    for (int index = 0; index < count; index++) {
      int link = touched[index];
      resources[index] = network.resource(link);
      weights[index] = weightOfLink[link];
      weightOfLink[link] = 0;
    }
    count = 0;
    return Demands.of(resources, weights);
  }
}
