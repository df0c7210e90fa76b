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
import java.nio.file.NoSuchFileException;
import java.util.Map;
import picocli.CommandLine;

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
    return commandLine(console).execute(args);
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
    commandLine.setExecutionExceptionHandler((failure, verb, parsed) -> explain(console, failure));
    return commandLine;
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
    if (failure instanceof NoSuchFileException missing) {
      console.error(missing.getFile() + ": no such file or folder");
      return ExitCodes.INVALID;
    }
    if (failure instanceof AccessDeniedException denied) {
      console.error(denied.getFile() + ": permission denied");
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
}
