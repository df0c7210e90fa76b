package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person is told who does not know the command yet. */
class HelpTest {
  static Stream<List<String>> commands() {
    return Verbs.all().stream();
  }

  private static Object[] with(List<String> words, String... more) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray();
  }

  @ParameterizedTest(name = "opisim {0} --help")
  @MethodSource("commands")
  void helpHasAnExampleAndTheExitCodesAndFitsAScreen(List<String> words) {
    String help = Transcript.of(with(words, "--help")).succeeded().out();

    assertThat(help).startsWith("Usage: opisim" + (words.isEmpty() ? " " : " " + words.get(0)));
    String example = "  opisim " + (words.isEmpty() ? "run" : String.join(" ", words));
    boolean shell = words.contains("completion");
    assertThat(help).contains(shell ? "source <(opisim completion)" : "\n" + example);
    assertThat(help).contains("\nExit codes: 0 ");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100, "at most 100 characters");
    assertThat(help).doesNotContain("\u001b", "%n", "%%", "${");
  }

  @ParameterizedTest(name = "opisim {0} --no-such-option")
  @MethodSource("commands")
  void anUnknownOptionEndsWithTwoAndAHint(List<String> words) {
    Transcript used = Transcript.of(with(words, "--no-such-option")).failed(ExitCodes.INVALID);

    assertThat(used.out()).isEmpty();
    assertThat(used.err().lines()).hasSize(2);
    assertThat(used.err().lines().toList().get(1)).matches("'opisim.* --help' tells.*|did you.*");
  }

  @ParameterizedTest(name = "opisim help {0}")
  @MethodSource("commands")
  void helpAsAVerbSaysTheSame(List<String> words) {
    if (words.size() == 1) {
      assertThat(Transcript.of("help", words.get(0)).succeeded().out())
          .isEqualTo(Transcript.of(words.get(0), "--help").out());
    }
  }

  @Test
  void theListOfVerbsTellsEachInOneSentence() {
    List<String> help = Transcript.of("--help").succeeded().out().lines().toList();

    for (String verb : Verbs.topLevel()) {
      assertThat(help).anyMatch(line -> line.matches("  " + verb + " +[A-Z].*\\."), verb);
    }
    assertThat(Transcript.of("help").succeeded().out().lines().toList()).isEqualTo(help);
  }

  @Test
  void anUnknownVerbGetsTheNearestOnes() {
    assertThat(Transcript.of("chekc").failed(ExitCodes.INVALID).err())
        .isEqualTo("error: unknown verb \"chekc\"\ndid you mean: check, schema, help?\n");
    assertThat(Transcript.of("trace", "inof").failed(ExitCodes.INVALID).err())
        .startsWith("error: unknown verb \"inof\"\n");
    assertThat(Transcript.of("help", "runn").failed(ExitCodes.INVALID).err()).contains("runn");
  }

  @Test
  void anOptionNearlyRightGetsTheRightOne() {
    assertThat(Transcript.of("run", "--sed", "1", "x.yaml").failed(ExitCodes.INVALID).err())
        .isEqualTo("error: unknown option \"--sed\"\ndid you mean: --set, --seed?\n");
  }

  @Test
  void whatIsMissingOrOfTheWrongKindIsNamed() {
    assertThat(Transcript.of().failed(ExitCodes.INVALID).err())
        .isEqualTo(
            "error: say what to do: a verb is missing\n'opisim --help' tells how it is used\n");
    assertThat(Transcript.of("run").failed(ExitCodes.INVALID).err())
        .startsWith("error: Missing required parameter: 'FILE'\n");
    assertThat(Transcript.of("run", "x.yaml", "-j", "two").failed(ExitCodes.INVALID).err())
        .startsWith("error: Invalid value for option '--jobs': 'two' is not an int\n");
    assertThat(Transcript.of("run", "x.yaml", "--data").failed(ExitCodes.INVALID).err())
        .startsWith("error: Missing required parameter for option '--data' (DIR)\n");
    assertThat(Transcript.of("run", "x.yaml", "y.yaml").failed(ExitCodes.INVALID).err())
        .startsWith("error: \"y.yaml\" is one argument too many\n");
    assertThat(Transcript.of("trace").failed(ExitCodes.INVALID).err())
        .startsWith("error: say what to do: info or check\n");
    assertThat(Transcript.of("calibrate", "probe").failed(ExitCodes.INVALID).err())
        .startsWith("error: Missing required option: '--spdk=SOCKET'\n");
  }
}
