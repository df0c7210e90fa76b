package io.opisim.tracereplay.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.simcore.sim.SimulatedTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Ten lines of each format, written for this test, and the same broken in many places. */
class SampleTracesTest {
  private static final long SECOND = SimulatedTime.NANOS_PER_SECOND;

  @Test
  void everyFormatKnowsItsSampleByTheHeader() throws IOException, URISyntaxException {
    for (TraceFormat format : TraceFormats.load().all()) {
      try (OpenTrace trace = TraceFormats.load().open(sample(format.id() + ".csv"), "")) {
        assertThat(trace.format().id()).isEqualTo(format.id());
      }
    }
    assertThat(TraceFormats.load().all())
        .extracting(TraceFormat::id)
        .containsExactly(
            "acme-kalos", "alibaba-openb-pods", "gavel-jobs", "philly-jobs", "tiresias-jobs");
  }

  @Test
  void aPhillyRowIsWholeGpusOfAVirtualCluster() throws IOException, URISyntaxException {
    assertThat(jobs("philly-jobs.csv"))
        .hasSize(9)
        .contains(
            new TraceJob(
                "000002", "blue", 10 * SECOND, 60 * SECOND, 8, 1000, 0, 0, 0, List.of(), -1));
  }

  @Test
  void anOpenbRowIsAShareOfAGpuThatLivesFromCreationToDeletion()
      throws IOException, URISyntaxException {
    List<TraceJob> jobs = jobs("alibaba-openb-pods.csv");

    assertThat(jobs).hasSize(8);
    assertThat(jobs.get(0))
        .isEqualTo(
            new TraceJob(
                "pod-a",
                "LS",
                0,
                1000 * SECOND,
                1,
                500,
                1,
                4000,
                8192L << 20,
                List.of(),
                2 * SECOND));
    assertThat(jobs.get(3).gpuModels()).containsExactly("V100M16", "V100M32");
    assertThat(jobs.get(4).observedWaitNanos()).isEqualTo(-1);
  }

  @Test
  void aKalosRowIsAGangOfPodsWithTheMemoryOfEach() throws IOException, URISyntaxException {
    assertThat(jobs("acme-kalos.csv").get(1))
        .isEqualTo(
            new TraceJob(
                "1",
                "Pretrain",
                10_500_000_000L,
                78 * SECOND,
                64,
                1000,
                8,
                960_000,
                8_000_000_000_000L,
                List.of(),
                -1));
  }

  @Test
  void aGavelRowIsWholeGpusOfAModelAndABatchSize() throws IOException, URISyntaxException {
    List<TraceJob> jobs = jobs("gavel-jobs.csv");

    assertThat(jobs).hasSize(9);
    assertThat(jobs.get(0))
        .isEqualTo(
            new TraceJob("0", "alpha-18-64", 0, 100_500_000_000L, 1, 1000, 0, 0, 0, List.of(), -1));
    assertThat(jobs.get(1))
        .isEqualTo(
            new TraceJob("1", "beta", 250_000_000, 60 * SECOND, 8, 1000, 0, 0, 0, List.of(), -1));
  }

  @Test
  void aTiresiasRowIsWholeGpusOfANetwork() throws IOException, URISyntaxException {
    assertThat(jobs("tiresias-jobs.csv").get(2))
        .isEqualTo(
            new TraceJob("2", "gamma", 20 * SECOND, 50 * SECOND, 2, 1000, 0, 0, 0, List.of(), -1));
  }

  @Test
  void gzipIsToldByItsBytesAndAByteOrderMarkIsNoPartOfTheHeader() throws IOException {
    String text = "\uFEFF\"job_id\",num_gpu,submit_time,duration\r\n7,1,0,5\r\n";
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    InputStream bytes = new ByteArrayInputStream(packed.toByteArray());
    TraceSource source = TraceFiles.open("trace.txt", bytes);

    try (OpenTrace trace = TraceFormats.load().open(source, Optional.empty())) {
      assertThat(trace.reader().next().id()).isEqualTo("7");
      assertThat(trace.reader().next()).isNull();
    }
  }

  @Test
  void theGoodSamplesPassTheCheck() throws IOException, URISyntaxException {
    for (TraceFormat format : TraceFormats.load().all()) {
      TraceCheck check = check(format.id() + ".csv");
      assertThat(check.problems()).isEmpty();
      assertThat(check.complete()).isTrue();
    }
    assertThat(check("alibaba-openb-pods.csv").dropped())
        .isEqualTo(Map.of("no times", 1L, TraceCheck.NO_RUN_TIME, 1L));
  }

  @Test
  void allThatIsWrongWithAPhillyFileIsToldAtOnce() throws IOException, URISyntaxException {
    assertThat(messages("philly-jobs-broken.csv"))
        .containsExactly(
            "3: submit_time has a time zone: 2017-09-04T10:30:51Z",
            "4: duration_s is NaN",
            "5: submit_time is 7260 s after 2017-09-04T10:30:41, submit_s says otherwise",
            "6: duration_s is negative: -120",
            "6: num_gpus is not whole: 2.5",
            "7: the row has 4 values, the header 5 columns",
            "9: job '000008' arrives before the job on the row above it",
            "10: duration_s is empty");
    assertThat(check("philly-jobs-broken.csv").counts())
        .isEqualTo(
            Map.of(
                TraceProblem.Kind.DATE, 2L,
                TraceProblem.Kind.NUMBER, 4L,
                TraceProblem.Kind.ROW, 1L,
                TraceProblem.Kind.ORDER, 1L));
    assertThat(check("philly-jobs-broken.csv").jobs()).isEqualTo(3);
  }

  @Test
  void allThatIsWrongWithAnOpenbFileIsToldAtOnce() throws IOException, URISyntaxException {
    assertThat(messages("alibaba-openb-pods-broken.csv"))
        .containsExactly(
            "3: job 'pod-a' is already on line 2",
            "4: 0 GPUs of 500 gpu_milli each",
            "5: 8 GPUs of 500 gpu_milli each",
            "6: gpu_milli is over 1000: 1500",
            "6: 1 GPUs of 0 gpu_milli each",
            "7: deletion_time is before creation_time, so the time between is negative",
            "8: name is empty",
            "9: deletion_time is not finite: inf",
            "9: deletion_time is before creation_time, so the time between is negative",
            "10: cpu_milli is over 1000000000000: 1e400",
            "10: scheduled_time is before creation_time, so the time between is negative");
  }

  @Test
  void allThatIsWrongWithAKalosFileIsToldAtOnce() throws IOException, URISyntaxException {
    assertThat(messages("acme-kalos-broken.csv"))
        .containsExactly(
            "3: duration_s has a decimal comma: 78,0",
            "4: the row has 9 values, the header 8 columns",
            "5: 32 gpus on 0 nodes",
            "6: 8 gpus on 9 nodes",
            "8: job '0' is already on line 2",
            "9: cpus is not a number: 'many'",
            "10: duration_s is over 18014398 s: 99999999999");
  }

  @Test
  void allThatIsWrongWithATiresiasFileIsToldAtOnce() throws IOException, URISyntaxException {
    assertThat(messages("tiresias-jobs-broken.csv"))
        .containsExactly(
            "2: duration is not a number: '0x64'",
            "3: num_gpu is negative: -8",
            "4: submit_time is not a number: 'soon'",
            "7: job '4' is already on line 6",
            "8: num_gpu is over 1000000: 2000000",
            "9: job_id is empty",
            "10: duration is not finite: Infinity");
  }

  @Test
  void allThatIsWrongWithAGavelFileIsToldAtOnce() throws IOException, URISyntaxException {
    assertThat(messages("gavel-jobs-broken.csv"))
        .containsExactly(
            "2: arrival_units is not a number: 'later'",
            "3: gpus is negative: -8",
            "4: model is empty",
            "5: batch_size is not a number: 'large'",
            "7: job '4' is already on line 6",
            "8: gpus is not whole: 1.5",
            "9: job is empty",
            "10: duration_v100_s is NaN");
  }

  @Test
  void everyProblemOfABrokenSampleHasAHint() throws IOException, URISyntaxException {
    for (TraceFormat format : TraceFormats.load().all()) {
      assertThat(check(format.id() + "-broken.csv").problems())
          .isNotEmpty()
          .allMatch(problem -> !problem.hint().isEmpty())
          .allMatch(problem -> problem.file().endsWith(format.id() + "-broken.csv"));
    }
  }

  private static List<String> messages(String name) throws IOException, URISyntaxException {
    return check(name).problems().stream().map(p -> p.line() + ": " + p.message()).toList();
  }

  private static TraceCheck check(String name) throws IOException, URISyntaxException {
    return TraceCheck.of(TraceFormats.load(), sample(name), "", TraceScan.MAX_PROBLEMS);
  }

  private static List<TraceJob> jobs(String name) throws IOException, URISyntaxException {
    List<TraceJob> jobs = new ArrayList<>();
    try (OpenTrace trace = TraceFormats.load().open(sample(name), "")) {
      TraceScan.read(trace.reader(), jobs::add);
    }
    return jobs;
  }

  private static Path sample(String name) throws URISyntaxException {
    return Path.of(SampleTracesTest.class.getResource("/samples/" + name).toURI());
  }
}
