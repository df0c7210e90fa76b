package io.opisim.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The verbs there are, found the way picocli finds them. */
final class Verbs {
  private Verbs() {}

  /** Names of the verbs, without {@code help}. */
  static List<String> topLevel() {
    return root().getSubcommands().keySet().stream().filter(name -> !name.equals("help")).toList();
  }

  /** The words of every command that can be given: verbs, and verbs below verbs. */
  static List<List<String>> all() {
    List<List<String>> all = new ArrayList<>();
    collect(root(), List.of(), all);
    return all;
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
    all.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              if (!name.equals("help")) {
                List<String> longer = new ArrayList<>(words);
                longer.add(name);
                collect(below, longer, all);
              }
            });
  }

  private static CommandLine root() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return Main.commandLine(new Console(nowhere, nowhere, Map.of(), false, false));
  }
}
