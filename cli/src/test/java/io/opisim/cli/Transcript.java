package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What one use of the command left behind.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Transcript(int code, String out, String err) {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Runs the command with no environment at all, as in a pipe. */
  static Transcript of(Object... args) {
    return with(Map.of(), args);
  }

  /** Runs the command with some environment, as in a pipe. */
  static Transcript with(Map<String, String> environment, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(out, err, environment, words(args));
    return new Transcript(code, text(out), text(err));
  }

  /** Runs the command as on a terminal. */
  static Transcript onTerminal(Map<String, String> environment, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            true,
            true);
    int code = Main.run(console, words(args));
    return new Transcript(code, text(out), text(err));
  }

  private static String[] words(Object... args) {
    return List.of(args).stream().map(Object::toString).toArray(String[]::new);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Fails unless the use was good and standard error is empty. */
  Transcript succeeded() {
    assertThat(err).isEmpty();
    assertThat(code).isEqualTo(ExitCodes.DONE);
    return this;
  }

  /** Fails unless the command ended so, with problems for people and not for programmers. */
  Transcript failed(int expectedCode) {
    assertThat(err).isNotBlank().doesNotContain("\tat ", "Exception", "fault in opisim");
    assertThat(err.lines()).first().asString().startsWith("error: ");
    assertThat(code).as(err).isEqualTo(expectedCode);
    return this;
  }

  /** The one JSON document on standard output; fails if there is anything else. */
  JsonNode json() {
    try {
      return STRICT.readTree(out);
    } catch (IOException broken) {
      throw new AssertionError("not one JSON document: " + out, broken);
    }
  }
}
