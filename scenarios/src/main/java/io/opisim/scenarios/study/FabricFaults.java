package io.opisim.scenarios.study;

import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.scenarios.scenario.FabricFault;
import io.opisim.scenarios.scenario.io.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Dead and slow links of a fabric by the names that a scenario gives. */
final class FabricFaults {
  private static final String BETWEEN = " -> ";

  private FabricFaults() {}

  /**
   * The state of the links.
   *
   * @throws InputException if there is nothing of such a name
   */
  static LinkState of(Fabric fabric, List<FabricFault> faults) throws InputException {
    if (faults.isEmpty()) {
      return LinkState.healthy();
    }
    SortedMap<String, Integer> vertices = new TreeMap<>();
    for (int vertex = 0; vertex < fabric.vertices(); vertex++) {
      vertices.put(fabric.name(vertex), vertex);
    }
    SortedMap<Integer, Double> shares = new TreeMap<>();
    for (int index = 0; index < faults.size(); index++) {
      String path = "cluster.fabric.faults[" + index + "].name";
      FabricFault fault = faults.get(index);
      for (int link : links(fabric, vertices, fault.name(), path)) {
        shares.merge(link, fault.share(), Math::min);
      }
    }
    return LinkState.of(shares);
  }

  private static List<Integer> links(
      Fabric fabric, SortedMap<String, Integer> vertices, String name, String path)
      throws InputException {
    int arrow = name.indexOf(BETWEEN);
    int one = vertex(vertices, arrow < 0 ? name : name.substring(0, arrow).strip(), path);
    int other =
        arrow < 0 ? -1 : vertex(vertices, name.substring(arrow + BETWEEN.length()).strip(), path);
    List<Integer> links = new ArrayList<>();
    for (int link = 0; link < fabric.links(); link++) {
      int from = fabric.from(link);
      int to = fabric.to(link);
      boolean touches = from == one || to == one;
      if (touches && (other < 0 || from == other || to == other)) {
        links.add(link);
      }
    }
    if (links.isEmpty()) {
      String message = "no cable joins the ends of \"" + name + "\"";
      throw FabricPlans.problem(path, message, "the table links names those that are used");
    }
    return links;
  }

  /** A number behind the name, as results have it, tells parallel cables apart; all are meant. */
  private static int vertex(SortedMap<String, Integer> vertices, String name, String path)
      throws InputException {
    String plain = name.replaceFirst(" #[0-9]+$", "");
    Integer vertex = vertices.get(plain);
    if (vertex == null) {
      throw FabricPlans.problem(
          path,
          "nothing on this fabric is named \"" + plain + "\"",
          vertices.size() <= 2000
              ? Nearest.hint(plain, vertices.keySet())
              : "the table links names what is used");
    }
    return vertex;
  }
}
