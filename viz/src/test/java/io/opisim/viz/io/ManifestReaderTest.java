package io.opisim.viz.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.viz.model.ResultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
  private static final String GOOD =
      """
      {"scenario": "first", "version": "0.1.0", "seed": 7, "question": "Which?", "later": [1],
       "cases": [{"case": "fifo", "parameters": {"policy": "fifo", "cluster.nodes": 4},
                  "runs": [{"seed": 7, "directory": "runs/fifo-7", "more": {}}]},
                 {"case": "las", "parameters": {}, "runs": [{"seed": 8, "directory": "runs/las-8"}]}],
       "cluster": {"nodes": 2, "gpus": 16, "cpu_milli": 192000}}
      """;

  @TempDir Path folder;

  private ResultFolder read(String manifest) throws IOException {
    Files.writeString(folder.resolve("manifest.json"), manifest);
    return new ManifestReader().read(folder);
  }

  @Test
  void aManifestIsReadAndUnknownKeysArePassedOver() throws IOException {
    ResultFolder result = read(GOOD);
    assertThat(result.question()).isEqualTo("Which?");
    assertThat(result.cluster()).isEqualTo(new ResultFolder.ClusterSize(2, 16, 192_000));
    assertThat(result.cases().get(0).parameters())
        .containsExactly("policy = fifo", "cluster.nodes = 4");
    assertThat(result.cases().get(0).runs())
        .containsExactly(new ResultFolder.Run(7, folder.resolve("runs/fifo-7")));
  }

  @Test
  void aMissingKeyIsNamedWithTheFile() {
    for (String key :
        List.of("scenario", "question", "cases", "cluster", "gpus", "seed", "directory")) {
      String broken =
          key.equals("seed")
              ? GOOD.replace("{\"seed\"", "{\"sead\"")
              : GOOD.replace("\"" + key + "\"", "\"other\"");
      assertThatThrownBy(() -> read(broken))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("manifest.json")
          .hasMessageContaining("\"" + key + "\"");
    }
  }

  @Test
  void aFolderWithoutManifestAndAManifestThatIsNotJsonAreToldInOneLine() {
    assertThatThrownBy(() -> new ManifestReader().read(folder))
        .hasMessageContaining("not a result folder");
    assertThatThrownBy(() -> read("{\"scenario\": "))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not valid JSON");
  }

  @Test
  void aRunOutsideTheFolderIsRefused() {
    assertThatThrownBy(() -> read(GOOD.replace("runs/las-8", "../../elsewhere")))
        .hasMessageContaining("outside the result folder");
  }

  @Test
  void aCaseOrSeedThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    read(GOOD);
    RunCatalogue catalogue = RunCatalogue.read(List.of(folder));
    assertThat(catalogue.select(null, null).choice().theCase().id()).isEqualTo("fifo");
    assertThat(catalogue.select("las", 8L).run().seed()).isEqualTo(8);
    assertThatThrownBy(() -> catalogue.select("lass", null))
        .hasMessage("no case lass; there are: fifo, las");
    assertThatThrownBy(() -> catalogue.select("las", 7L))
        .hasMessage("no seed 7 in case las; there are: 8");
  }
}
