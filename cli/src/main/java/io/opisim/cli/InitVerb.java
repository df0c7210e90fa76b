package io.opisim.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init}: a scenario to start from. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a small commented scenario to start from.",
      "It runs as it is, and is there to be changed into your own cluster and jobs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim init my-cluster.yaml",
      "  opisim run my-cluster.yaml",
      "",
      "Exit codes: 0 written; 2 the file exists already."
    })
final class InitVerb implements Callable<Integer> {
  private static final String TEMPLATE = "my-cluster.yaml";

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = TEMPLATE,
      description = "File to write. Default: ${DEFAULT-VALUE}.")
  private Path file;

  @Option(names = "--force", description = "Overwrites the file if it exists.")
  private boolean force;

  InitVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(file) && !force) {
      throw new UsageException(file + " exists already; --force overwrites it");
    }
    try (InputStream template =
        Objects.requireNonNull(InitVerb.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
      Files.write(file, template.readAllBytes());
    }
    console.line(file + " written; try: opisim run " + file);
    return ExitCodes.DONE;
  }
}
