package io.opisim.tracereplay.lingjun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.topology.fabric.VertexKind;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.tracereplay.SharedData;
import io.opisim.tracereplay.format.TraceFiles;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceSource;
import io.opisim.tracereplay.lingjun.LingjunTopology.Host;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LingjunTopologyTest {
  private static final LinkSpec LINK = LinkSpec.of("400 Gbit/s", "500 ns");

  @Test
  void theMeasuredClusterHas847HostsInThreeLayersAsItsReadmeSays() throws IOException {
    LingjunTopology topology =
        LingjunTopology.read(SharedData.file("alibaba-lingjun-2023/topo.csv.gz"));

    assertThat(topology.hosts()).hasSize(847);
    assertThat(topology.hosts().stream().map(Host::core).distinct()).containsExactly("G6");
    // Counted in the file with another program: 48 names of access switches, 119 of them apart.
    Map<String, Long> hostsBelow =
        topology.hosts().stream()
            .collect(Collectors.groupingBy(Host::aggregation, TreeMap::new, Collectors.counting()));
    assertThat(hostsBelow).isEqualTo(Map.of("P8", 179L, "P10", 362L, "P12", 306L));
    assertThat(topology.hosts().stream().map(Host::access).distinct()).hasSize(48);
    assertThat(topology.aggregations()).isEqualTo(3);
    assertThat(topology.accesses()).isEqualTo(119);
    int[] hostsInRack = new int[119];
    for (int rack : topology.racks()) {
      hostsInRack[rack]++;
    }
    assertThat(Arrays.stream(hostsInRack).min()).hasValue(2);
    assertThat(Arrays.stream(hostsInRack).filter(count -> count == 8)).hasSize(68);
    assertThat(Arrays.stream(hostsInRack).max()).hasValue(8);

    Fabric fabric = topology.tree(LINK, LINK.times(8), LINK.times(64)).build();
    assertThat(fabric.endpoints()).isEqualTo(847);
    assertThat(fabric.count(VertexKind.SWITCH)).isEqualTo(119 + 3 + 1);
    assertThat(fabric.links()).isEqualTo(2 * (847 + 119 + 3));
    Router router = new Router(fabric, LinkState.healthy(), new RandomStreams(1));
    for (int other = 1; other < 847; other++) {
      Host a = topology.hosts().get(0);
      Host b = topology.hosts().get(other);
      int layers =
          !a.aggregation().equals(b.aggregation()) ? 3 : a.access().equals(b.access()) ? 1 : 2;
      assertThat(router.path(0, other, 0).orThrow().size()).isEqualTo(2 * layers);
    }
  }

  @Test
  void accessSwitchesOfOneNameBelowTwoAggregationSwitchesAreTwo() throws IOException {
    LingjunTopology topology =
        LingjunTopology.read(
            source("ip,DSW,PSW,ASW\na,G1,P2,S10\nb,G1,P2,S2\nc,G1,P1,S2\nd,G1,P2,S2\n"));

    assertThat(topology.hosts()).extracting(Host::name).containsExactly("c", "b", "d", "a");
    assertThat(topology.racks()).containsExactly(0, 1, 1, 2);
    Fabric fabric = topology.tree(LINK, LINK, LINK).build();
    assertThat(fabric.name(0)).isEqualTo("accelerator-c");
    assertThat(fabric.name(5)).isEqualTo("G1-P2-S2");
    assertThat(fabric.name(9)).isEqualTo("G1");
  }

  @Test
  void allBrokenHostsAreToldTogether() {
    assertThatThrownBy(
            () ->
                LingjunTopology.read(
                    source("ip,DSW,PSW,ASW\na,G1,P1,S1\na,G1,P1,S2\nb,G2,P1,\nc,G1\n")))
        .isInstanceOfSatisfying(
            TraceProblemException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.line() + ": " + problem.message())
                    .containsExactly(
                        "3: host 'a' is there twice",
                        "4: ASW is empty",
                        "4: DSW is 'G2' where the first host has 'G1'",
                        "5: the row has 2 values, the header 4 columns"));
    assertThatThrownBy(() -> LingjunTopology.read(source("ip,DSW,PSW,ASW\n")))
        .hasMessageContaining("has no hosts");
  }

  private static TraceSource source(String text) throws IOException {
    return TraceFiles.open(
        "topo.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
