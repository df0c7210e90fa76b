package io.opisim.scenarios.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.io.LoadResult;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which layouts of a training job the optimiser may choose. */
class LayoutsTest {
  /**
   * 22 billion parameters: 2 + 4 bytes each for weights and gradients alone are 132 GB, over 80 GB
   * for one accelerator.
   */
  private static final String TEXT =
      """
      scenario: layouts
      question: Which layouts fit?
      cluster:
        nodes: [{shape: dgx-a100, count: 8}]
        nodes_per_rack: 4
        fabric: {kind: leaf-spine}
      workload:
        training:
          - {name: gpt, accelerators: 64, global_batch: 64, steps: 2,
             transformer: {layers: 48, hidden: 6144, heads: 64, vocabulary: 51200, sequence: 2048},
             plan: {tensor: 8, recompute: selective, sequence_parallel: true, zero: optimizer},
             training_profile: a100-megatron}
      scheduling: {policy: fifo}
      """;

  @TempDir private Path folder;

  private List<String> labels(String text) throws IOException {
    Catalog catalog = Catalog.builtIn();
    Path file = Files.writeString(folder.resolve("layouts.yaml"), text);
    LoadResult loaded = new ScenarioLoader(Services.knownIds(catalog)).load(file);
    assertThat(loaded.problems()).isEmpty();
    CaseSpec spec = loaded.scenario().orElseThrow().cases().get(0).spec();
    Inputs inputs = new Inputs(new DataFolder(Optional.empty(), "no data is read"), catalog);
    List<Job> jobs = inputs.jobs(spec, 1);
    return inputs.layouts(spec.workload(), spec.cluster(), jobs).get(0).stream()
        .map(Layouts.Layout::label)
        .toList();
  }

  @Test
  void layoutsThatDoNotFitTheMemoryAreNotOfferedAndThoseThatDoAre() throws IOException {
    List<String> fitting = labels(TEXT);
    assertThat(fitting.get(0)).isEqualTo("t8-p1-d8-m1");
    assertThat(fitting).hasSize(8).noneMatch(label -> label.startsWith("t1-p1-"));
    List<String> all = labels(TEXT.replace("steps: 2,", "steps: 2, ignore_memory: true,"));
    assertThat(all).anyMatch(label -> label.startsWith("t1-p1-"));
    String small = TEXT.replace("layers: 48, hidden: 6144", "layers: 24, hidden: 2048");
    assertThat(labels(small)).anyMatch(label -> label.startsWith("t1-p1-"));
  }
}
