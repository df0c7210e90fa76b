package io.opisim.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that completes verbs and options in the shell. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that completes verbs and options in bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(opisim completion)", "", "Exit codes: 0 done."})
final class CompletionVerb implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  CompletionVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line(AutoComplete.bash("opisim", spec.root().commandLine()).stripTrailing());
    return ExitCodes.DONE;
  }
}
