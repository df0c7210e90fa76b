package io.opisim.models.execution;

import io.opisim.models.topology.fabric.Route;
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

  /** The links that something was added to, ascending. */
  int[] links() {
    Arrays.sort(touched, 0, count);
    return Arrays.copyOf(touched, count);
  }

  /** What was added to each of {@link #links}. */
  double[] weights() {
    return Arrays.stream(links()).mapToDouble(link -> weightOfLink[link]).toArray();
  }

  /** The resource of each of {@link #links}. */
  Resource[] resources() {
    return Arrays.stream(links()).mapToObj(network::resource).toArray(Resource[]::new);
  }

  /** Begins anew. */
  void clear() {
    for (int index = 0; index < count; index++) {
      weightOfLink[touched[index]] = 0;
    }
    count = 0;
  }
}
