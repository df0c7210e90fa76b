package io.opisim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenarios that run within a blink, and pieces of broken ones. */
final class SmallScenario {
  static final String TEXT =
      """
      scenario: small
      question: Does the order matter?
      seed: 7
      runs: 2
      cluster: {nodes: [{shape: dgx-a100, count: 1}]}
      workload: {poisson: {jobs: 40, load: 1.5, duration_mean: 100 s, gpus: 3}}
      scheduling: {policy: fifo}
      sweep: {scheduling.policy: [fifo, shortest-job-first]}
      record: [tasks, waits]
      """;

  static final String PHILLY_HEADER = "submit_time,submit_s,duration_s,num_gpus,vc\n";

  private SmallScenario() {}

  static Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("small.yaml"), TEXT);
  }

  /** A scenario that replays trace files. */
  static String replaying(Path... files) {
    StringBuilder names = new StringBuilder();
    for (Path file : files) {
      names.append(names.isEmpty() ? "" : ", ").append('"').append(file).append('"');
    }
    return """
        scenario: replay
        question: Does it break?
        cluster: {nodes: [{shape: dgx-a100, count: 4}]}
        workload: {trace: {files: [%s]}}
        scheduling: {policy: fifo}
        """
        .formatted(names);
  }
}
