package io.opisim.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The page {@code docs/reference/commands.md}: the help of every verb, as it is printed. */
final class CommandReference {
  private static final List<String> HEAD =
      List.of(
          "# Commands",
          "",
          "The help of every verb, as `opisim help VERB` prints it. This page is made by the",
          "program, not edited by hand. The exit codes of each verb stand at the end of its help.");

  private CommandReference() {}

  /**
   * The lines of the page.
   *
   * @param root the command, without colours
   */
  static List<String> lines(CommandLine root) {
    List<String> lines = new ArrayList<>(HEAD);
    add(lines, root, "opisim");
    return lines;
  }

  private static void add(List<String> lines, CommandLine command, String name) {
    lines.add("");
    lines.add("## " + name);
    lines.add("");
    lines.add("```text");
    command
        .getUsageMessage(CommandLine.Help.Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .forEach(lines::add);
    lines.add("```");
    command
        .getSubcommands()
        .forEach(
            (verb, below) -> {
              if (!verb.equals("help")) {
                add(lines, below, name + " " + verb);
              }
            });
  }
}
