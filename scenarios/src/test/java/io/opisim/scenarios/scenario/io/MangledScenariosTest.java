package io.opisim.scenarios.scenario.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing a file may hold ends in a stack trace. */
class MangledScenariosTest {
  private static final byte[] NASTY =
      "[]{}:,#&*!|>'\"%@`-?~<\t\n\r \0\u0001ab09.".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void randomDamageGivesAScenarioOrProblems() throws IOException {
    byte[] sound = Files.readAllBytes(Path.of("library/first.yaml"));
    Path file = folder.resolve("mangled.yaml");
    ScenarioLoader loader = new ScenarioLoader(TestScenarios.IDS);
    int broken = 0;
    for (int seed = 0; seed < 400; seed++) {
      Files.write(file, mangle(sound, new Random(seed)));
      LoadResult result;
      try {
        result = loader.load(file);
      } catch (RuntimeException escaped) {
        throw new AssertionError("seed " + seed + ":\n" + Files.readString(file), escaped);
      }
      broken += result.scenario().isPresent() ? 0 : 1;
      assertThat(result.problems()).as("seed %d", seed).allMatch(p -> !p.message().isBlank());
    }
    assertThat(broken).isBetween(200, 390);
  }

  private static byte[] mangle(byte[] sound, Random random) {
    byte[] bytes = Arrays.copyOf(sound, sound.length);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(random.nextInt(4) == 0 ? 256 : 128);
        case 1 -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int length = Math.min(random.nextInt(40), bytes.length - at - 1);
          System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
        }
      }
    }
    return bytes;
  }

  @Test
  void aFileJustUnderTheLimitIsReadAndOneJustOverIsNot() {
    List<Problem> problems = new ArrayList<>();
    String line = "# nothing\n";
    String most = line.repeat((YamlReader.MAX_BYTES - 20) / line.length()) + "seed: 1\n";
    Optional<YamlNode> read =
        YamlReader.parse("big.yaml", most.getBytes(StandardCharsets.UTF_8), problems);
    assertThat(problems).isEmpty();
    assertThat(read).isPresent();
    YamlReader.parse("big.yaml", new byte[YamlReader.MAX_BYTES + 1], problems);
    assertThat(problems.get(0).render())
        .isEqualTo("big.yaml: is larger than 1 MiB (is this a trace?)");
  }

  /** A long name is cut in the message, a long list of names is not listed in full. */
  @Test
  void messagesStayShort() throws IOException {
    Path file = folder.resolve("long.yaml");
    String text = TestScenarios.expand("@question\n@cluster\n@workload\nscheduling: {policy: X}\n");
    Files.writeString(file, text.replace("X", "x".repeat(500_000)));
    KnownIds many =
        KnownIds.none()
            .with(KnownIds.POLICY, IntStream.range(0, 500).mapToObj(i -> "policy-" + i).toList());
    LoadResult result = new ScenarioLoader(many).load(file);
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().get(0).render().length()).isLessThan(600);
    assertThat(result.problems().get(0).hint()).endsWith("… (500 in all)");
  }
}
