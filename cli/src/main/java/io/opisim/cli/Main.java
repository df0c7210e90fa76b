package io.opisim.cli;

import io.opisim.hwvalidate.spdk.SpdkException;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.RunFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: wires streams and environment, and turns every failure into one clear line. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Console console =
        new Console(
            out,
            err,
            System.getenv(),
            Boolean.getBoolean("opisim.stdout.terminal"),
            Boolean.getBoolean("opisim.stderr.terminal"));
    int code = run(console, args);
    out.flush();
    System.exit(code);
  }

  /** Runs the command line and returns the exit code; used by tests. */
  static int run(Console console, String... args) {
    try {
      return commandLine(console).execute(args);
    } catch (OutOfMemoryError tooLarge) {
      console.error(
          "this needs more memory than Java may use; fewer jobs or a smaller -j help, or"
              + " OPISIM_JAVA_OPTIONS=-Xmx8g");
      return ExitCodes.FAILED;
    }
  }

  /** Runs the command line with captured output; used by tests. */
  static int run(
      OutputStream out, OutputStream err, Map<String, String> environment, String... args) {
    PrintStream outPrinter = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errPrinter = new PrintStream(err, true, StandardCharsets.UTF_8);
    return run(new Console(outPrinter, errPrinter, environment, false, false), args);
  }

  static CommandLine commandLine(Console console) {
    CommandLine commandLine = new CommandLine(new Opisim(), new VerbFactory(console));
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.coloured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    commandLine.setUsageHelpLongOptionsMaxWidth(30);
    commandLine.setUsageHelpWidth(100);
    commandLine.setParameterExceptionHandler((wrong, args) -> misused(console, wrong));
    commandLine.setExecutionExceptionHandler((failure, verb, parsed) -> explain(console, failure));
    return commandLine;
  }

  /** One line that says what was wrong, and one that says what would be right. */
  private static int misused(Console console, ParameterException wrong) {
    CommandLine verb = wrong.getCommandLine();
    List<String> nearest = List.of();
    String message = wrong.getMessage();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String word = "\"" + unmatched.getUnmatched().get(0) + "\"";
      boolean expectsVerb = !verb.getSubcommands().isEmpty();
      nearest = unmatched.getSuggestions();
      message =
          unmatched.isUnknownOption()
              ? "unknown option " + word
              : expectsVerb ? "unknown verb " + word : word + " is one argument too many";
    }
    console.error(message);
    String name = verb.getCommandSpec().qualifiedName();
    if (nearest.isEmpty()) {
      console.note("'" + name + " --help' tells how it is used");
    } else {
      console.note("did you mean: " + String.join(", ", nearest) + "?");
    }
    return ExitCodes.INVALID;
  }

  private static int explain(Console console, Exception failure) {
    if (failure instanceof InputException input) {
      console.problems(input.problems());
      return ExitCodes.INVALID;
    }
    if (failure instanceof InvalidTableException table) {
      console.problems(table.problems());
      return ExitCodes.INVALID;
    }
    if (failure instanceof UsageException) {
      console.error(failure.getMessage());
      return ExitCodes.INVALID;
    }
    if (failure instanceof RunFailedException) {
      console.error(failure.getMessage());
      return ExitCodes.FAILED;
    }
    if (failure instanceof SpdkException spdk) {
      console.error(spdk.render());
      return ExitCodes.FAILED;
    }
    if (failure instanceof FileSystemException file) {
      console.error(file.getFile() + ": " + reason(file));
      return ExitCodes.INVALID;
    }
    if (failure instanceof IOException) {
      console.error(failure.getMessage());
      return ExitCodes.INVALID;
    }
    console.error("this is a fault in opisim, please report it: " + failure);
    if (System.getenv("OPISIM_DEBUG") != null) {
      failure.printStackTrace(console.err());
    } else {
      console.error("OPISIM_DEBUG=1 shows where it happened");
    }
    return ExitCodes.FAILED;
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    return failure.getReason() == null ? "cannot be used" : failure.getReason();
  }
}
