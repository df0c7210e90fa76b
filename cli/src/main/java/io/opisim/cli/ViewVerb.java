package io.opisim.cli;

import io.opisim.scenarios.result.ResultViewer;
import io.opisim.scenarios.result.io.ResultReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code view}: opens a window on results, or draws them to a file. */
@Command(
    name = "view",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a window on results, or draws them to a file.",
      "Jobs are rows, running and waiting with the reason; below them is the utilisation of the GPUs.",
      "'?' lists the keys. With --snapshot the same picture is drawn to a PNG file, without a display."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim view results/first",
      "  opisim view results/philly-replay --case easy-backfill --snapshot philly.png",
      "",
      "Exit codes: 0 done; 2 no such result or case, or no display and no --snapshot."
    })
final class ViewVerb implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RESULT", arity = "1..*", description = "Result folders.")
  private List<Path> results;

  @Option(names = "--case", paramLabel = "ID", description = "Case to open first.")
  private String caseId;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the run to open first.")
  private Long seed;

  @Option(names = "--snapshot", paramLabel = "FILE.png", description = "Draws to a file instead.")
  private Path snapshot;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      defaultValue = "1600",
      description = "Default: ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--height",
      paramLabel = "PIXELS",
      defaultValue = "900",
      description = "Default: ${DEFAULT-VALUE}.")
  private int height;

  ViewVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (width < 400 || height < 300 || width > 8192 || height > 8192) {
      throw new UsageException("a picture has 400 to 8192 by 300 to 8192 pixels");
    }
    List<Path> folders = new ArrayList<>();
    for (Path result : results) {
      folders.add(ResultReader.locate(result));
    }
    ResultViewer viewer =
        ServiceLoader.load(ResultViewer.class)
            .findFirst()
            .orElseThrow(() -> new UsageException("this build has no viewer"));
    viewer.view(new ResultViewer.Request(folders, caseId, seed, snapshot, width, height));
    if (snapshot != null) {
      console.line(snapshot.toString());
    }
    return ExitCodes.DONE;
  }
}
