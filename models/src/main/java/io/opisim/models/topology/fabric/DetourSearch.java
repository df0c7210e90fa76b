package io.opisim.models.topology.fabric;

import java.util.Arrays;

/**
 * The shortest live path by breadth-first search, for pairs that the rule cannot serve.
 *
 * <p>Ties go to the lower link number. Costs the size of the fabric, so it comes after the rule.
 */
final class DetourSearch {
  private final Fabric fabric;
  private final LinkState state;
  private int[] firstOut;
  private int[] out;

  DetourSearch(Fabric fabric, LinkState state) {
    this.fabric = fabric;
    this.state = state;
  }

  /** The links from source to destination in order, or null. */
  int[] shortest(int source, int destination) {
    index();
    int[] arrivedBy = new int[fabric.vertices()];
    Arrays.fill(arrivedBy, -1);
    int[] queue = new int[fabric.vertices()];
    int head = 0;
    int tail = 0;
    queue[tail++] = source;
    while (head < tail && arrivedBy[destination] < 0) {
      int at = queue[head++];
      if (!passes(source, at, destination)) {
        continue;
      }
      for (int slot = firstOut[at]; slot < firstOut[at + 1]; slot++) {
        int to = fabric.to(out[slot]);
        if (to != source && arrivedBy[to] < 0 && !state.isDown(out[slot])) {
          arrivedBy[to] = out[slot];
          queue[tail++] = to;
        }
      }
    }
    return arrivedBy[destination] < 0 ? null : walkBack(arrivedBy, source, destination);
  }

  private boolean passes(int source, int at, int destination) {
    return at == source
        || fabric.kind(at) == VertexKind.SWITCH
        || fabric.wiring().forwards(source, at, destination);
  }

  private int[] walkBack(int[] arrivedBy, int source, int destination) {
    int length = 0;
    for (int at = destination; at != source; at = fabric.from(arrivedBy[at])) {
      length++;
    }
    int[] links = new int[length];
    for (int at = destination; at != source; at = fabric.from(arrivedBy[at])) {
      links[--length] = arrivedBy[at];
    }
    return links;
  }

  /** Links by the vertex they leave, ascending: a counting sort, made when first needed. */
  private void index() {
    if (firstOut != null) {
      return;
    }
    firstOut = new int[fabric.vertices() + 1];
    for (int link = 0; link < fabric.links(); link++) {
      firstOut[fabric.from(link) + 1]++;
    }
    for (int vertex = 0; vertex < fabric.vertices(); vertex++) {
      firstOut[vertex + 1] += firstOut[vertex];
    }
    int[] slot = firstOut.clone();
    out = new int[fabric.links()];
    for (int link = 0; link < fabric.links(); link++) {
      out[slot[fabric.from(link)]++] = link;
    }
  }
}
