package io.opisim.tracereplay.lingjun;

import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.Tree;
import io.opisim.tracereplay.format.TraceFiles;
import io.opisim.tracereplay.format.TraceList;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceSource;
import io.opisim.tracereplay.format.TraceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The measured three-layer Clos of Alibaba's lingjun-dataset-2023.
 *
 * <p>Models: each host below an access switch (ASW), an aggregation switch (PSW) and a core switch
 * (DSW). Numbers of access switches begin anew below each aggregation switch: read so, no access
 * switch has more than 8 hosts, and read as one number space, one would stand below three
 * aggregation switches. Hosts come switch by switch. Ignores: how many switches and cables stand
 * for one name of a layer, which the file does not tell: each is one switch and one cable above it,
 * a {@link Tree}. Link rates and accelerators per host are not in the file; rates are the caller's.
 * Valid for: which hosts share which layer. Source: Cao et al., "Crux: GPU-Efficient Communication
 * Scheduling for Deep Learning Training", SIGCOMM 2024.
 */
public final class LingjunTopology {
  private static final List<String> COLUMNS = List.of("ip", "DSW", "PSW", "ASW");

  /** Below one aggregation switch, S2 comes before S10. */
  private static final Comparator<String> NATURAL =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  /**
   * One host and the switches above it.
   *
   * @param name hashed address
   * @param core its DSW
   * @param aggregation its PSW
   * @param access its ASW, numbered within the PSW
   */
  public record Host(String name, String core, String aggregation, String access) {
    private boolean sharesAggregation(Host other) {
      return aggregation.equals(other.aggregation);
    }

    private boolean sharesAccess(Host other) {
      return sharesAggregation(other) && access.equals(other.access);
    }
  }

  private final List<Host> hosts;

  private LingjunTopology(List<Host> hosts) {
    this.hosts = hosts;
  }

  /**
   * Reads the topology, plain or gzip.
   *
   * @throws TraceProblemException with all problems of the file
   */
  public static LingjunTopology read(Path file) throws IOException {
    return read(TraceFiles.open(file));
  }

  static LingjunTopology read(TraceSource source) throws IOException {
    Set<String> names = new HashSet<>();
    List<Host> hosts =
        new ArrayList<>(
            TraceList.read(source, COLUMNS, "host", (table, before) -> host(table, names, before)));
    hosts.sort(
        Comparator.comparing(Host::aggregation, NATURAL).thenComparing(Host::access, NATURAL));
    return new LingjunTopology(List.copyOf(hosts));
  }

  private static Host host(TraceTable table, Set<String> names, List<Host> before)
      throws IOException {
    String name = table.text("ip");
    if (name.isEmpty() || !names.add(name)) {
      table.problem(
          TraceProblem.Kind.DUPLICATE,
          name.isEmpty() ? "ip is empty" : "host '" + name + "' is there twice",
          "each host has a name of its own");
    }
    for (String layer : COLUMNS.subList(1, COLUMNS.size())) {
      if (table.text(layer).isEmpty()) {
        table.problem(TraceProblem.Kind.ROW, layer + " is empty", "a host has a switch per layer");
      }
    }
    String core = table.sharedText("DSW");
    if (!before.isEmpty() && !before.get(0).core().equals(core)) {
      table.problem(
          TraceProblem.Kind.ROW,
          "DSW is '" + core + "' where the first host has '" + before.get(0).core() + "'",
          "what joins two core switches is not in such a file; read them one at a time");
    }
    table.endRow();
    return new Host(name, core, table.sharedText("PSW"), table.sharedText("ASW"));
  }

  /** The hosts, neighbours next to each other: endpoint i of the fabric is host i. */
  public List<Host> hosts() {
    return hosts;
  }

  /** Aggregation switches. */
  public int aggregations() {
    return countChanges(Host::sharesAggregation);
  }

  /** Access switches: the racks of the cluster. */
  public int accesses() {
    return countChanges(Host::sharesAccess);
  }

  /** The rack of each host: the number of its access switch. */
  public int[] racks() {
    return positions(Host::sharesAccess);
  }

  /**
   * The fabric of these hosts.
   *
   * @param hostLink from a host to its access switch
   * @param accessUplink from an access switch to its aggregation switch, all cables together
   * @param aggregationUplink from an aggregation switch to the core, all cables together
   */
  public Tree tree(LinkSpec hostLink, LinkSpec accessUplink, LinkSpec aggregationUplink) {
    int[] access = positions(Host::sharesAccess);
    int[] aggregation = positions(Host::sharesAggregation);
    int firstAccess = hosts.size();
    int firstAggregation = firstAccess + accesses();
    int core = firstAggregation + aggregations();
    int[] parent = new int[core + 1];
    String[] names = new String[core + 1];
    for (int index = 0; index < hosts.size(); index++) {
      Host host = hosts.get(index);
      int above = firstAccess + access[index];
      int top = firstAggregation + aggregation[index];
      names[index] = host.name();
      names[above] = host.core() + "-" + host.aggregation() + "-" + host.access();
      names[top] = host.core() + "-" + host.aggregation();
      parent[index] = above;
      parent[above] = top;
      parent[top] = core;
    }
    names[core] = hosts.get(0).core();
    parent[core] = -1;
    return new Tree(
        List.of(names), hosts.size(), parent, List.of(hostLink, accessUplink, aggregationUplink));
  }

  private int countChanges(SameSwitch same) {
    return positions(same)[hosts.size() - 1] + 1;
  }

  /** Numbers the switches of a layer in the order of hosts, which come switch by switch. */
  private int[] positions(SameSwitch same) {
    int[] position = new int[hosts.size()];
    for (int index = 1; index < position.length; index++) {
      boolean shared = same.test(hosts.get(index), hosts.get(index - 1));
      position[index] = position[index - 1] + (shared ? 0 : 1);
    }
    return position;
  }

  private interface SameSwitch {
    boolean test(Host host, Host other);
  }
}
