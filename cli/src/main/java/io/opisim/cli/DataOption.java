package io.opisim.cli;

import io.opisim.scenarios.study.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --data}. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Folder that holds the data sets. Default: $OPISIM_DATA, else",
        "$XDG_DATA_HOME/opisim."
      })
  private Path data;

  DataFolder folder(Console console) throws IOException {
    return DataFolder.resolve(Optional.ofNullable(data), console.environment());
  }
}
