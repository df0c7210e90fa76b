package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain RUN score}: what the policy optimizer planned inside a run. */
class ExplainPlanningsTest {
  @TempDir private Path folder;

  private Path run(String record) throws IOException {
    Path file = SmallScenario.write(folder);
    List<Object> words = new ArrayList<>(List.of("run", file, "--json"));
    words.addAll(List.of("--set", "sweep.scheduling.policy=[fifo, optimizer]"));
    words.addAll(List.of("--set", "record=" + record, "-o", folder.resolve("results")));
    return Path.of(Transcript.of(words.toArray()).succeeded().json().path("result_dir").asText());
  }

  private static Path table(Path result, String run, String name) {
    return result.resolve("runs").resolve(run).resolve(name + ".csv");
  }

  @Test
  void aRunTellsItsLargestGainByConstraintAndByJob() throws IOException {
    Path result = run("[plannings]");

    String told = Transcript.of("explain", result, "score").succeeded().out();
    assertThat(told).startsWith("case optimizer, seed 7: ").contains(" plannings, ");
    assertThat(told).contains("waits, s").contains("racks crossed");
    assertThat(told).contains("differences by job in s, the largest first, 10 of ");
    String other = Transcript.of("explain", result, "score", "--seed", 8).succeeded().out();
    assertThat(other).startsWith("case optimizer, seed 8: ").isNotEqualTo(told);
  }

  @Test
  void whatWasPlannedByATimeIsTold() throws IOException {
    Path result = run("[plannings]");
    List<String> rows = Files.readAllLines(table(result, "optimizer-7", "plannings"));
    String second = rows.get(2).split(",")[1];

    String told =
        Transcript.of("explain", result, "score", "--at", second + " s").succeeded().out();
    assertThat(told).contains("planning 1 at ");
    Transcript.of("explain", result, "score", "--at", "soon").failed(2);
    assertThat(Transcript.of("explain", result, "score", "--case", "fifo").failed(2).err())
        .contains("record=[plannings]");
  }

  @Test
  void tablesAreThereForThisPolicyAloneAndChangeNothingElse() throws IOException {
    Path told = run("[plannings]");
    Path untold = run("[tasks]");
    for (String name : List.of("plannings", "planned-jobs")) {
      assertThat(table(told, "optimizer-7", name)).exists();
      assertThat(table(told, "fifo-7", name)).doesNotExist();
      assertThat(table(untold, "optimizer-7", name)).doesNotExist();
    }
    assertThat(table(told, "optimizer-8", "jobs"))
        .hasSameTextualContentAs(table(untold, "optimizer-8", "jobs"));
    assertThat(Transcript.of("explain", untold, "score").failed(2).err()).contains("no scores");
    try (Stream<String> rows = Files.lines(table(told, "optimizer-7", "planned-jobs"))) {
      // No planning tells more than ten jobs.
      assertThat(rows.skip(1).filter(row -> row.startsWith("3,")).count()).isLessThanOrEqualTo(10);
    }
  }
}
