package io.opisim.scenarios.schema.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.opisim.scenarios.catalog.CatalogKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {
  private static final Path FOLDER = Path.of("schema");

  @Test
  void theSchemasInTheRepositoryAreThoseThatTheRecordsGive() throws IOException {
    for (Map.Entry<String, String> schema : JsonSchemas.all().entrySet()) {
      Path file = FOLDER.resolve(schema.getKey());
      if (Boolean.getBoolean("opisim.update")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, schema.getValue());
      }
      assertThat(Files.readString(file))
          .as("out of date: run ./mvnw -pl scenarios -am test -Dopisim.update=true")
          .isEqualTo(schema.getValue());
    }
  }

  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> folders = new ArrayList<>(List.of("library"));
    CatalogKind.all().forEach(kind -> folders.add("catalog/" + kind.folder()));
    for (String folder : folders) {
      try (Stream<Path> listed = Files.list(Path.of(folder))) {
        listed.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
      }
    }
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileOfTheLibraryAndTheCatalogFitsItsSchema(Path file) throws IOException {
    String folder = file.getParent().getFileName().toString();
    String kind =
        CatalogKind.all().stream()
            .filter(one -> one.folder().equals(folder))
            .map(CatalogKind::schema)
            .findFirst()
            .orElse("scenario");
    assertThat(errors(kind, Files.readString(file))).isEmpty();
  }

  /** The schema is for editors and knows less than the loader, but these it must catch. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "polcy: fifo",
        "seed: -1",
        "runs: 0",
        "runs: 1.5",
        "oracle: 3",
        "scenario: My Run",
        "record: []",
        "sweep: {scheduling.policy: [fifo]}",
        "workload: {poisson: {jobs: 10, load: 0.7, duration_mean: 100}}",
        "workload: {poisson: {jobs: 10, load: 0.7, duration_mean: 100 seconds}}",
        "workload: {poisson: {jobs: 10, load: 0, duration_mean: 100 s}}",
        "workload: {trace: {files: [a]}, synthetic: {law: philly, jobs: 1}}",
        "workload: {time_scale: 1}",
        "cluster: {nodes: [{shape: dgx-a100}]}",
        "expect: [{case: default, metric: jct_mean_s}]",
      })
  void whatTheLoaderRefusesTheSchemaRefuses(String line) throws IOException {
    String key = line.substring(0, line.indexOf(':'));
    List<String> lines =
        List.of(
            "question: Why?",
            "cluster: {nodes: [{shape: dgx-a100, count: 1}]}",
            "workload: {synthetic: {law: philly, jobs: 10}}",
            "scheduling: {policy: fifo}");
    String right = String.join("\n", lines) + "\n";
    assertThat(errors("scenario", right)).isEmpty();
    StringBuilder wrong = new StringBuilder(line).append('\n');
    lines.stream()
        .filter(other -> !other.startsWith(key + ":"))
        .forEach(other -> wrong.append(other).append('\n'));
    assertThat(errors("scenario", wrong.toString())).isNotEmpty();
  }

  @Test
  void aFileThatImportsNeedNotHoldWhatItImports() throws IOException {
    assertThat(errors("scenario", "import: [base.yaml]\nruns: 3\n")).isEmpty();
    assertThat(errors("scenario", "runs: 3\n")).isNotEmpty();
  }

  private static List<Error> errors(String kind, String yaml) {
    String text = JsonSchemas.all().get(kind + ".schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    return schema.validate(yaml, InputFormat.YAML);
  }
}
