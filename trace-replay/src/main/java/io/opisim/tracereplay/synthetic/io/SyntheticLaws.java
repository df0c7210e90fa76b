package io.opisim.tracereplay.synthetic.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.synthetic.FittedLaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Reads and writes fitted laws as JSON, one component of the records a key, in snake_case. */
public final class SyntheticLaws {
  private static final String PHILLY = "/io/opisim/tracereplay/synthetic/philly.json";

  private SyntheticLaws() {}

  /** The law fitted to the Philly trace that comes with opisim. */
  public static FittedLaw philly() {
    try (InputStream json =
        Objects.requireNonNull(SyntheticLaws.class.getResourceAsStream(PHILLY), PHILLY)) {
      return parse(PHILLY, new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + PHILLY + " cannot be read", e);
    }
  }

  /**
   * Reads a law.
   *
   * @throws TraceProblemException if there is no such file, or it is not a law
   */
  public static FittedLaw read(Path file) throws IOException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new TraceProblemException(
          file.toString(), 0, "there is no such file", "a file written by calibrate fit-synthetic");
    }
  }

  /** The law as the text of a file. */
  public static String text(FittedLaw law) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return mapper().writer(printer).writeValueAsString(law) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a law cannot be written as JSON", e);
    }
  }

  private static FittedLaw parse(String name, String json) throws TraceProblemException {
    try {
      return mapper().readValue(json, FittedLaw.class);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      TraceProblemException problem =
          new TraceProblemException(
              name,
              Math.max(0, line),
              "is not a fitted law: " + e.getOriginalMessage().split(";", 2)[0],
              "a file written by calibrate fit-synthetic");
      problem.initCause(e);
      throw problem;
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .build();
  }
}
