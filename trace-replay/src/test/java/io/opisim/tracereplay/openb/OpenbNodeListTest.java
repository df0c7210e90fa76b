package io.opisim.tracereplay.openb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.topology.Node;
import io.opisim.tracereplay.SharedData;
import io.opisim.tracereplay.format.TraceFiles;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenbNodeListTest {
  @Test
  void nodesAgreeWithTheReadmeOfTheDataSet() throws IOException {
    List<Node> nodes =
        OpenbNodeList.read(
            SharedData.file("alibaba-gpu-2023-openb/openb_node_list_all_node.csv.gz"), 0);

    assertThat(nodes).hasSize(1_523);
    assertThat(nodes.stream().filter(node -> node.gpus() > 0)).hasSize(1_213);
    assertThat(nodes.stream().mapToInt(Node::gpus).sum()).isEqualTo(6_212);
    assertThat(nodes.stream().mapToLong(Node::cpuMilli).sum()).isEqualTo(125_514_000L);
    assertThat(count(nodes, Node::gpuModel))
        .containsAllEntriesOf(
            Map.of(
                "G2", 549L, "T4", 404L, "P100", 134L, "V100M16", 55L, "G3", 39L, "V100M32", 30L,
                "A10", 2L));
    assertThat(count(nodes, Node::gpus))
        .containsAllEntriesOf(Map.of(8, 617L, 2, 518L, 4, 54L, 1, 24L));
    assertThat(nodes).allMatch(node -> node.rack() == 0);
  }

  @Test
  void nodesFillRacksInTheOrderOfTheFile() throws IOException {
    List<Node> nodes =
        OpenbNodeList.read(
            source(
                "sn,cpu_milli,memory_mib,gpu,model\na,1000,1024,0,\nb,2000,1,2,T4\nc,3,1,8,G2\n"),
            2);

    assertThat(nodes)
        .containsExactly(
            new Node("a", 0, "", 0, 0, 1000, 1L << 30),
            new Node("b", 0, "T4", 2, 0, 2000, 1L << 20),
            new Node("c", 1, "G2", 8, 0, 3, 1L << 20));
  }

  @Test
  void allBrokenNodesAreToldTogether() {
    assertThatThrownBy(
            () ->
                OpenbNodeList.read(
                    source("sn,cpu_milli,memory_mib,gpu,model\na,-5,1,0,\na,1,1,two,T4\nb,1,1,1\n"),
                    0))
        .isInstanceOfSatisfying(
            TraceProblemException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.line() + ": " + problem.message())
                    .containsExactly(
                        "2: cpu_milli is negative: -5",
                        "3: node 'a' is there twice",
                        "3: gpu is not a number: 'two'",
                        "4: the row has 4 values, the header 5 columns"));
  }

  private static TraceSource source(String text) throws IOException {
    return TraceFiles.open(
        "nodes.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static <K> Map<K, Long> count(List<Node> nodes, Function<Node, K> key) {
    return nodes.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }
}
