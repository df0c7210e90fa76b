package io.opisim.cli;

import io.opisim.scenarios.result.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself: what opisim is, and its verbs. */
@Command(
    name = "opisim",
    mixinStandardHelpOptions = true,
    versionProvider = Opisim.VersionText.class,
    description = {
      "Simulates clusters that train machine-learning models: which order of the queue and which",
      "placement serve your jobs best, and how far the answer can be trusted."
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footerHeading = "%nStart here:%n",
    footer = {
      "  opisim run scenarios/library/first.yaml",
      "  opisim list scenarios",
      "  opisim help run",
      "",
      "Exit codes: 0 done; 1 expectation or accuracy band missed; 2 bad usage or invalid",
      "file; 3 run failed."
    },
    subcommands = {
      RunVerb.class,
      OptimizeVerb.class,
      CheckVerb.class,
      ShowVerb.class,
      CompareVerb.class,
      ExplainVerb.class,
      ViewVerb.class,
      ListVerb.class,
      InitVerb.class,
      TraceVerb.class,
      ValidateVerb.class,
      CalibrateVerb.class,
      SchemaVerb.class,
      CompletionVerb.class,
      HelpCommand.class
    })
final class Opisim implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: a verb is missing");
  }

  /** Name and version. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"opisim " + Version.text()};
    }
  }
}
