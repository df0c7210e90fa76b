package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.hwvalidate.compare.ValidationCase;
import io.opisim.hwvalidate.compare.ValidationCases;
import io.opisim.hwvalidate.compare.ValidationContext;
import io.opisim.hwvalidate.compare.ValidationReport;
import io.opisim.hwvalidate.compare.ValidationTables;
import io.opisim.hwvalidate.compare.io.ValidationReportJson;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.result.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: how far the models agree with what is known. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Tells how far the models agree with what is known.",
      "Runs a model against a published or measured table and prints the error of every row; a case",
      "passes if its error lies within its band. 'opisim list validations' names the cases."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim validate queueing",
      "  opisim validate queueing --table my-queues.csv --json",
      "  opisim validate --all --markdown > docs/validation.md",
      "",
      "Exit codes: 0 all within their bands; 1 a band was missed; 2 unknown case or bad table."
    })
final class ValidateVerb implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CASE", arity = "0..1", description = "Case to run.")
  private String id;

  @Option(names = "--all", description = "Runs every case.")
  private boolean all;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "Runs the case on this table of the same columns instead of its own.")
  private Path table;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Master seed. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--markdown", description = "Prints Markdown, as in docs/validation.md.")
  private boolean markdown;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Mixin private DataOption data;

  ValidateVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<ValidationReport> reports = new ArrayList<>();
    ValidationContext context =
        new ValidationContext(
            data.folder(console).root(),
            Optional.ofNullable(table),
            seed,
            ValidationContext.DEFAULT_REPLICATIONS);
    for (ValidationCase one : cases()) {
      try {
        reports.add(one.run(context));
      } catch (InvalidTableException missing) {
        // One case without its data set must not keep the others from running.
        if (!all) {
          throw missing;
        }
        console.note(one.id() + ": not run: " + missing.getMessage());
      }
    }
    print(reports);
    return reports.stream().allMatch(ValidationReport::pass) ? ExitCodes.DONE : ExitCodes.MISSED;
  }

  private List<ValidationCase> cases() {
    if (all == (id != null)) {
      throw new UsageException(
          "name a case or give --all; the cases are "
              + ValidationCases.all().stream().map(ValidationCase::id).toList());
    }
    if (all && table != null) {
      throw new UsageException("--table goes with one case, not with --all");
    }
    return all
        ? ValidationCases.all()
        : List.of(
            ValidationCases.find(id)
                .orElseThrow(
                    () ->
                        new UsageException(
                            "there is no case \""
                                + id
                                + "\"; the cases are "
                                + ValidationCases.all().stream()
                                    .map(ValidationCase::id)
                                    .toList())));
  }

  private void print(List<ValidationReport> reports) {
    if (json && !all) {
      console.json(ValidationReportJson.tree(reports.get(0)));
    } else if (json) {
      ObjectNode document = Json.object();
      ArrayNode list = document.putArray("validations");
      reports.forEach(report -> list.add(ValidationReportJson.tree(report)));
      console.json(document);
    } else if (markdown) {
      console.lines(ValidationPage.lines(reports));
    } else {
      reports.forEach(report -> console.lines(ValidationTables.text(report).lines().toList()));
    }
  }
}
