package io.opisim.cli;

import io.opisim.scenarios.schema.io.JsonSchemas;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code schema}: the JSON Schema of the files that people write. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of scenario files or catalog entries.",
      "Draft 2020-12; editors complete and check with it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim schema > scenario.schema.json",
      "  opisim schema node",
      "",
      "Exit codes: 0 done; 2 unknown kind."
    })
final class SchemaVerb implements Callable<Integer> {
  private static final String ENDING = ".schema.json";

  private final Console console;

  @Parameters(
      paramLabel = "KIND",
      arity = "0..1",
      defaultValue = "scenario",
      description =
          "scenario, accelerator, node, dpu, drive, storage, collective, training or"
              + " measured-speeds. Default: ${DEFAULT-VALUE}.")
  private String kind;

  SchemaVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, String> schemas = JsonSchemas.all();
    String schema = schemas.get(kind + ENDING);
    if (schema == null) {
      throw new UsageException(
          "there is no schema of \""
              + kind
              + "\"; there are "
              + schemas.keySet().stream().map(name -> name.replace(ENDING, "")).toList());
    }
    console.line(schema.stripTrailing());
    return ExitCodes.DONE;
  }
}
