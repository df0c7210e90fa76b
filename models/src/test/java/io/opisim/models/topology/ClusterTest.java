package io.opisim.models.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters as placement sees them. */
class ClusterTest {
  private static Node node(String name, int rack, int gpus) {
    return new Node(name, rack, gpus == 0 ? "" : "a100", gpus, 0, 64_000, 1L << 36);
  }

  @Test
  void totals_are_sums_over_nodes() {
    Cluster cluster = new Cluster(List.of(node("a", 0, 8), node("b", 0, 2), node("c", 1, 0)));

    assertThat(cluster.gpus()).isEqualTo(10);
    assertThat(cluster.cpuMilli()).isEqualTo(192_000);
    assertThat(cluster.racks()).isEqualTo(2);
    assertThat(cluster.largestNodeGpus()).isEqualTo(8);
  }

  @Test
  void a_cluster_without_nodes_or_with_two_of_one_name_is_refused() {
    assertThatThrownBy(() -> new Cluster(List.of())).hasMessageContaining("at least one node");
    assertThatThrownBy(() -> new Cluster(List.of(node("a", 0, 8), node("a", 0, 8))))
        .hasMessageContaining("the same name");
  }

  @Test
  void nodes_come_rack_by_rack() {
    assertThatThrownBy(() -> new Cluster(List.of(node("a", 1, 8), node("b", 0, 8))))
        .hasMessageContaining("b stands out of order");
  }
}
