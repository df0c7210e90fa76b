package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outputs shown in {@code docs/spdk-probe.md} are what the probe says of the recordings. */
@Timeout(30)
class ProbeExampleTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "spdk-probe.md");
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private Transcripts transcripts;

  @BeforeEach
  void findTranscripts() {
    transcripts = Transcripts.find();
  }

  @Test
  void theDocumentShowsOneSample() throws Exception {
    List<String> lines =
        probe(
            Optional.empty(),
            "target/042-framework_get_reactors",
            "target/041-thread_get_stats",
            "target/052-bdev_get_iostat");

    assertThat(Files.readString(DOCUMENT)).contains(block(lines));
  }

  @Test
  void theDocumentShowsTheCountersBetweenTwoSamples() throws Exception {
    List<String> lines =
        probe(
            Optional.of(SpdkProbe.SHORTEST_INTERVAL),
            "underload/007-framework_get_reactors",
            "underload/006-thread_get_stats",
            "underload/004-bdev_get_iostat",
            "underload/009-bdev_get_iostat");

    assertThat(Files.readString(DOCUMENT))
        .contains(block(lines.subList(lines.indexOf("I/O"), lines.size())));
  }

  private static String block(List<String> lines) {
    return "```text\n" + String.join("\n", lines) + "\n```\n";
  }

  private List<String> probe(
      Optional<Duration> interval, String reactors, String threads, String... counters)
      throws Exception {
    Path socket = folder.resolve("rpc.sock");
    List<String> countersAnswers = new ArrayList<>();
    for (String name : counters) {
      countersAnswers.add(transcripts.answer(name));
    }
    Map<String, List<String>> answers = new TreeMap<>();
    answers.put("spdk_get_version", List.of(transcripts.answer("target/001-spdk_get_version")));
    answers.put("framework_get_reactors", List.of(transcripts.answer(reactors)));
    answers.put("thread_get_stats", List.of(transcripts.answer(threads)));
    answers.put("bdev_get_bdevs", List.of(transcripts.answer("target/045-bdev_get_bdevs")));
    answers.put("bdev_get_iostat", countersAnswers);
    SpdkStandIn standIn = new SpdkStandIn(socket, answers, Delivery.whole());
    try (standIn) {
      return new SpdkTargetReport(new SpdkProbe(socket, PATIENT, interval).probe())
          .lines().stream()
              .map(line -> line.replace(socket.toString(), "/var/tmp/spdk.sock"))
              .toList();
    }
  }
}
