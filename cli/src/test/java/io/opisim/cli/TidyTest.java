package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules about the source tree that no other tool checks. */
class TidyTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> ROOMS =
      Set.of(
          "sim-core",
          "models",
          "scheduler",
          "trace-replay",
          "scenarios",
          "hw-validate",
          "viz",
          "cli");
  private static final int MOST_CODE_LINES = 300;
  private static final long MOST_LINES_EVER = 400;

  /** Files that are longer, each with the reason. */
  private static final Map<String, String> LONGER =
      Map.of(
          "ClusterState.java", "free capacity and all its indexes change together",
          "HeapEventList.java", "the whole of SSJ's list contract on one heap",
          "World.java", "one run's state machine; its parts share every array");

  private static SortedMap<Path, List<String>> files;

  @BeforeAll
  static void readTheSources() throws IOException {
    files = new TreeMap<>();
    List<Path> starts = new ArrayList<>();
    for (String room : ROOMS) {
      for (String part : List.of("src", "library", "catalog", "schema", "pom.xml")) {
        starts.add(HOME.resolve(room).resolve(part));
      }
    }
    starts.add(HOME.resolve("docs"));
    for (String name :
        List.of("pom.xml", "opisim", "README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      starts.add(HOME.resolve(name));
    }
    for (Path start : starts) {
      if (Files.exists(start)) {
        readBelow(start);
      }
    }
    assertThat(files).hasSizeGreaterThan(200);
  }

  private static void readBelow(Path start) throws IOException {
    try (Stream<Path> all = Files.walk(start)) {
      for (Path file : all.filter(TidyTest::isText).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        files.put(HOME.relativize(file), text.lines().toList());
      }
    }
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    boolean picture = name.endsWith(".png") || name.endsWith(".gz") || name.endsWith(".svg");
    return Files.isRegularFile(file) && !picture;
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private static boolean isMain(Path file) {
    return isJava(file) && file.toString().contains("/src/main/");
  }

  /** Every line of any file that matches, as {@code file:line: text}. */
  private static List<String> lines(Pattern pattern) {
    List<String> found = new ArrayList<>();
    files.forEach(
        (file, lines) -> {
          for (int i = 0; i < lines.size(); i++) {
            if (!file.endsWith("TidyTest.java") && pattern.matcher(lines.get(i)).find()) {
              found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
          }
        });
    return found;
  }

  @Test
  void nothingIsLeftToBeDoneLater() {
    assertThat(lines(Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b"))).isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    assertThat(lines(Pattern.compile("@(Disabled|Ignore)\\b"))).isEmpty();
  }

  @Test
  void nobodySignsAFile() {
    assertThat(lines(Pattern.compile("@author\\b|Copyright \\(c\\)"))).isEmpty();
  }

  @Test
  void noFileKnowsWhereItsAuthorsKeepTheirFiles() {
    assertThat(lines(Pattern.compile("(^|[\\s\"'(=:])(/home/\\w|/root/|/Users/|/work/|C:\\\\)")))
        .isEmpty();
  }

  @Test
  void noLineEndsInSpaceOrHoldsATab() {
    assertThat(lines(Pattern.compile("\\t|[ ]$"))).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<Path> packages =
        files.keySet().stream()
            .filter(TidyTest::isMain)
            .map(Path::getParent)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).hasSizeGreaterThan(20);
    assertThat(packages).allMatch(folder -> files.containsKey(folder.resolve("package-info.java")));
  }

  @Test
  void everyTypeOfTheProductSaysWhatItIs() {
    Pattern type =
        Pattern.compile(
            "^(public |abstract |final |sealed |non-sealed )*(class|record|enum|interface|@interface) ");
    List<String> silent = new ArrayList<>();
    files.forEach(
        (file, lines) -> {
          for (int i = 0; isMain(file) && i < lines.size(); i++) {
            if (type.matcher(lines.get(i)).find()
                && lines.subList(0, i).stream().noneMatch(line -> line.startsWith("/**"))) {
              silent.add(file + ":" + (i + 1));
            }
          }
        });

    assertThat(silent).isEmpty();
  }

  @Test
  void noFileOfTheProductIsTooLongToBeReadAtOnce() {
    Map<String, Long> tooLong = new TreeMap<>();
    files.forEach(
        (file, lines) -> {
          long code = lines.stream().filter(TidyTest::isCode).count();
          if (isMain(file) && code > MOST_CODE_LINES) {
            tooLong.put(file.getFileName().toString(), code);
          }
        });

    assertThat(tooLong.keySet()).isEqualTo(new TreeSet<>(LONGER.keySet()));
    assertThat(tooLong)
        .allSatisfy((name, code) -> assertThat(code).isLessThanOrEqualTo(MOST_LINES_EVER));
  }

  private static boolean isCode(String line) {
    String text = line.strip();
    return !(text.isEmpty()
        || text.startsWith("//")
        || text.startsWith("*")
        || text.startsWith("/*"));
  }

  @Test
  void onlyTheDoorPrints() {
    assertThat(
            lines(Pattern.compile("System\\.(out|err)\\b|printStackTrace\\(\\)")).stream()
                .filter(line -> line.contains("/src/main/"))
                .filter(line -> !line.startsWith("cli/src/main/java/io/opisim/cli/Main.java")))
        .isEmpty();
  }

  @Test
  void testsAreFoundByTheirNames() {
    List<Path> unnamed =
        files.entrySet().stream()
            .filter(
                file -> isJava(file.getKey()) && file.getKey().toString().contains("/src/test/"))
            .filter(
                file ->
                    file.getValue().stream()
                        .anyMatch(line -> line.strip().matches("@(Test|ParameterizedTest)\\b.*")))
            .map(Map.Entry::getKey)
            .filter(file -> !file.toString().endsWith("Test.java"))
            .toList();

    assertThat(unnamed).isEmpty();
  }
}
