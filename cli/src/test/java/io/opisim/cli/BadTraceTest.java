package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Valid scenarios whose traces are broken, and the same files through {@code trace check}: the file
 * and line of every problem, exit code 2, nothing left behind.
 */
@Timeout(60)
class BadTraceTest {
  private static final String PHILLY = SmallScenario.PHILLY_HEADER;
  private static final String GOOD = "2017-09-04 10:30:41,0,600,1,red\n";
  private static final String TIRESIAS = "job_id,num_gpu,submit_time,duration\n";
  private static final String OPENB =
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
          + "deletion_time,scheduled_time\n";
  private static final String KALOS =
      "job,submit_s,duration_s,nodes,gpus,cpus,mem_per_pod_gb,type\n";

  @TempDir private Path folder;

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /** What is said about a trace by every verb that reads it. */
  private String refused(Path trace) throws IOException {
    Transcript checked = Transcript.of("trace", "check", trace).failed(ExitCodes.INVALID);
    Transcript info = Transcript.of("trace", "info", trace).failed(ExitCodes.INVALID);
    assertThat(info.out()).isEmpty();
    Path fresh = folder.resolve("fresh");
    Path scenario =
        Files.writeString(folder.resolve("replay.yaml"), SmallScenario.replaying(trace));
    Transcript ran = Transcript.of("run", scenario, "-o", fresh, "-j", 2).failed(ExitCodes.INVALID);
    assertThat(ran.out()).isEmpty();
    assertThat(fresh).doesNotExist();
    assertThat(Transcript.of("check", scenario).failed(ExitCodes.INVALID)).isEqualTo(ran);
    assertThat(ran.err()).isEqualTo(checked.err());
    return checked.err();
  }

  static Stream<Arguments> brokenTexts() {
    return Stream.of(
        Arguments.of("an empty file", "", ": is empty (a trace has a header line"),
        Arguments.of("blank lines", "\n\n", ":1: no trace format has this header (known formats:"),
        Arguments.of("an unknown header", "a,b\n1,2\n", ":1: no trace format has this header"),
        Arguments.of(
            "a column too few",
            "submit_time,submit_s,num_gpus,vc\n",
            ":1: no trace format has this header (nearest is philly-jobs, but missing here:"),
        Arguments.of(
            "the headers of two formats",
            "job_id,num_gpu,submit_time,duration,submit_s,duration_s,num_gpus,vc\n",
            ":1: the header is that of several formats: philly-jobs, tiresias-jobs ("),
        Arguments.of(
            "semicolons", PHILLY.replace(',', ';'), ":1: no trace format has this header ("),
        Arguments.of(
            "a page from the web",
            "<!DOCTYPE html>\n<html>404</html>\n",
            ":1: no trace format has this header ("),
        Arguments.of(
            "a duration of NaN",
            PHILLY + GOOD + "2017-09-04 10:30:41,0,NaN,1,red\n",
            ":3: duration_s is NaN (a number of seconds, as 12.5)"),
        Arguments.of(
            "a negative duration",
            PHILLY + GOOD + "2017-09-04 10:30:41,0,-5,1,red\n",
            ":3: duration_s"),
        Arguments.of(
            "a date with a zone",
            PHILLY + "2017-09-04T10:30:41Z,0,600,1,red\n",
            ":2: submit_time has a time zone: 2017-09-04T10:30:41Z (local wall clock"),
        Arguments.of(
            "dates of another zone",
            PHILLY + "2017-09-04 18:30:41,0,600,1,red\n",
            ":2: submit_time is 28800 s after 2017-09-04T10:30:41, submit_s says otherwise ("),
        Arguments.of(
            "a date that never was",
            PHILLY + "2017-02-30 10:30:41,0,600,1,red\n",
            ":2: submit_time is not a date and time: '2017-02-30 10:30:41' ("),
        Arguments.of(
            "a decimal comma",
            PHILLY + "2017-09-04 10:30:41,0,\"600,5\",1,red\n",
            ":2: duration_s has a decimal comma: 600,5 (write 600.5)"),
        Arguments.of("half a GPU", PHILLY + "2017-09-04 10:30:41,0,600,2.5,red\n", ":2: num_gpus"),
        Arguments.of(
            "minus one GPU", PHILLY + "2017-09-04 10:30:41,0,600,-1,red\n", ":2: num_gpus"),
        Arguments.of(
            "a number beyond all clocks",
            PHILLY + "2017-09-04 10:30:41,0,1e400,1,red\n",
            ":2: duration_s"),
        Arguments.of(
            "a row too short",
            PHILLY + GOOD + "2017-09-04 10:30:41,0\n",
            ":3: the row has 2 values, the header 5 columns (an empty value still needs its comma)"),
        Arguments.of(
            "an open quote",
            PHILLY + GOOD + "\"2017-09-04 10:30:41,0,600,1,red\n",
            ":3: a quote is opened and not closed on this line ("),
        Arguments.of(
            "a name used twice",
            TIRESIAS + "7,1,0,60\n8,1,1,60\n7,1,2,60\n",
            ":4: job '7' is already on line 2 (remove one of the rows, or rename it)"),
        Arguments.of(
            "a name used twice in a row", TIRESIAS + "7,1,0,60\n7,1,0,60\n", ":3: job '7' is"),
        Arguments.of(
            "a whole GPU shared", OPENB + "p,1000,1,1,1500,,LS,Running,0,9,1\n", ":2: gpu_milli"),
        Arguments.of(
            "an end before its beginning",
            OPENB + "p,1000,1,1,500,,LS,Running,500,50,501\n",
            ":2: deletion_time"),
        Arguments.of(
            "GPUs that are not many", KALOS + "1,0,10,1,eight,8,1,x\n", ":2: gpus is not a"),
        Arguments.of("more nodes than GPUs", KALOS + "1,0,10,9,8,8,1,x\n", ":2: "),
        Arguments.of("a NUL character", PHILLY + GOOD + "a\0b\n", ":3: holds a NUL character"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenTexts")
  void aBrokenTraceIsRefusedWithPlaceAndHint(String name, String text, String expected)
      throws IOException {
    Path plain = Files.writeString(folder.resolve("trace.csv"), text);
    String said = refused(plain);
    assertThat(said).contains(plain + expected);

    Path packed = folder.resolve("trace.csv.gz");
    Files.write(packed, gzip(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused(packed)).isEqualTo(said.replace("trace.csv", "trace.csv.gz"));
  }

  @Test
  void allBrokenRowsAreToldAtOnce() throws IOException {
    Path trace =
        Files.writeString(
            folder.resolve("trace.csv"),
            PHILLY + "x,0,60,1,red\n" + GOOD + "2017-09-04 10:30:41,0,y,z,red\n");

    assertThat(refused(trace))
        .contains("trace.csv:2: submit_time", "trace.csv:4: duration_s", "trace.csv:4: num_gpus")
        .endsWith("3 problems\n");
  }

  @Test
  void gzipThatIsCutOffOrDamagedIsRefused() throws IOException {
    StringBuilder rows = new StringBuilder(TIRESIAS);
    for (int i = 0; i < 20_000; i++) {
      rows.append(i).append(",1,").append(i).append(',').append(1 + i * 7919L % 100_003);
      rows.append('\n');
    }
    byte[] whole = gzip(rows.toString().getBytes(StandardCharsets.UTF_8));
    Path trace = folder.resolve("trace.csv.gz");

    Files.write(trace, Arrays.copyOf(whole, whole.length / 2));
    assertThat(refused(trace))
        .matches(
            "error: \\S+gz:\\d{4,}: the gzip file ends before its data does"
                + " \\(copy or download it again\\)\n");

    Files.write(trace, Arrays.copyOf(whole, whole.length - 4));
    assertThat(refused(trace)).contains("the gzip file ends before its data does");

    Files.write(trace, new byte[] {0x1f, (byte) 0x8b});
    assertThat(refused(trace)).contains("the gzip file ends before its data does");

    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 5000, 5100, (byte) 0xff);
    Files.write(trace, damaged);
    assertThat(refused(trace)).contains("(copy or download it again)");

    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6] ^= 1;
    Files.write(trace, wrongSum);
    assertThat(refused(trace)).contains("the gzip data is damaged: ");
  }

  @Test
  void filesThatAreNoTextAreRefused() throws IOException {
    Path trace = folder.resolve("trace.csv");
    byte[] garbage = new byte[5000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 37 + 200);
    }
    Files.write(trace, garbage);
    assertThat(refused(trace))
        .contains(":1: is not UTF-8 text (a trace is CSV text, plain or gzip");

    Files.write(trace, gzip(gzip((PHILLY + GOOD).getBytes(StandardCharsets.UTF_8))));
    assertThat(refused(trace)).contains("trace.csv:1: ");

    Files.write(trace, (PHILLY + GOOD).getBytes(StandardCharsets.UTF_16));
    assertThat(refused(trace)).contains(":1: is not UTF-8 text");
  }

  @Test
  void aLineOfOneGigabyteIsRefusedInLittleTimeAndMemory() throws IOException {
    byte[] letters = new byte[1 << 24];
    Arrays.fill(letters, (byte) 'x');
    byte[] member = gzip(letters);
    Path trace = folder.resolve("line.csv.gz");
    try (OutputStream out = Files.newOutputStream(trace)) {
      out.write(gzip((PHILLY + GOOD).getBytes(StandardCharsets.UTF_8)));
      for (int i = 0; i < 60; i++) {
        out.write(member);
      }
    }

    assertThat(refused(trace))
        .isEqualTo(
            "error: "
                + trace
                + ":3: the line is longer than 1048576 characters"
                + " (is a line end missing, or is this another kind of file?)\n");
  }

  @Test
  void aGigabyteOfZerosIsRefused() throws IOException {
    Path trace = folder.resolve("zeros.csv");
    try (RandomAccessFile file = new RandomAccessFile(trace.toFile(), "rw")) {
      file.setLength(1_000_000_000L);
    }

    assertThat(refused(trace)).contains("zeros.csv:1: holds a NUL character");
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    Path place = Files.createDirectory(folder.resolve("traces"));
    assertThat(refused(place))
        .isEqualTo(
            "error: " + place + ": is a directory, not a trace file (name the file in it)\n");

    assertThat(Transcript.of("trace", "check", folder.resolve("none.csv")).failed(2).err())
        .contains("none.csv: there is no such file (check the path");
  }

  @Test
  void aTraceThatMayNotBeReadIsRefused() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace.csv"), PHILLY + GOOD);
    Files.setPosixFilePermissions(trace, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(trace), "this user may read anything");

    assertThat(refused(trace))
        .isEqualTo("error: " + trace + ": may not be read (check its permissions)\n");
  }

  @Test
  void aTraceWithoutJobsLeavesNothingToRun() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace.csv"), PHILLY);
    Path idle =
        Files.writeString(folder.resolve("idle.csv"), PHILLY + "2017-09-04 10:30:41,0,0,1,red\n");

    assertThat(runOnly(SmallScenario.replaying(trace)))
        .contains("trace.csv: no job is left to run (widen workload.window");
    assertThat(runOnly(SmallScenario.replaying(idle)))
        .contains("idle.csv: no job is left to run; dropped: {no run time=1} (");
  }

  @Test
  void theBrokenOneOfSeveralTracesIsNamed() throws IOException {
    Path good = Files.writeString(folder.resolve("good.csv"), PHILLY + GOOD);
    Path broken = Files.writeString(folder.resolve("broken.csv"), PHILLY + "x,0,60,1,red\n");
    Path worse = Files.writeString(folder.resolve("worse.csv"), PHILLY + "y,0,60,1,red\n");

    String said = runOnly(SmallScenario.replaying(worse, good, broken));

    assertThat(said).contains("broken.csv:2: submit_time", "worse.csv:2: submit_time");
    assertThat(said).doesNotContain("good.csv");
    assertThat(runOnly(SmallScenario.replaying(good, broken, worse))).isEqualTo(said);
  }

  @Test
  void aTraceReadInAnotherFormatIsRefused() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace.csv"), PHILLY + GOOD);

    assertThat(
            runOnly(
                SmallScenario.replaying(trace)
                    .replace("]}}", "], format: acme-kalos}}")
                    .replace("count: 4], format: acme-kalos}}", "count: 4}]}")))
        .contains("trace.csv:1: column 'job' is missing");
    assertThat(Transcript.of("trace", "check", trace, "--format", "kalos").failed(2).err())
        .contains("unknown trace format 'kalos' (");
  }

  @Test
  void aBrokenNodeListIsRefused() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace.csv"), PHILLY + GOOD);
    Path nodes =
        Files.writeString(
            folder.resolve("nodes.csv"),
            "sn,cpu_milli,memory_mib,gpu,model\nn-1,64000,262144,-2,P100\nn-2,many,262144,2,P100\n");
    String scenario =
        SmallScenario.replaying(trace)
            .replace(
                "{nodes: [{shape: dgx-a100, count: 4}]}", "{trace: {file: \"" + nodes + "\"}}");

    assertThat(runOnly(scenario)).contains("nodes.csv:2: ").contains("nodes.csv:3: cpu_milli");
    Files.writeString(nodes, PHILLY + GOOD);
    assertThat(runOnly(scenario)).contains("nodes.csv:1: ");
    Files.writeString(nodes, "sn,cpu_milli,memory_mib,gpu,model\n");
    assertThat(runOnly(scenario)).contains("nodes.csv");
  }

  @Test
  void jobsThatFitNoNodeAreCountedAndTheOthersRun() throws IOException {
    Path trace =
        Files.writeString(
            folder.resolve("trace.csv"), PHILLY + GOOD + "2017-09-04 10:30:51,10,60,64,blue\n");
    Path scenario =
        Files.writeString(folder.resolve("replay.yaml"), SmallScenario.replaying(trace));

    Transcript ran =
        Transcript.of("run", scenario, "-o", folder.resolve("r"), "--json").succeeded();

    assertThat(ran.json().path("cases").get(0).path("metrics").toString())
        .contains("\"jobs_unplaceable\":{\"mean\":1,");
  }

  private String runOnly(String text) throws IOException {
    Path scenario = Files.writeString(folder.resolve("replay.yaml"), text);
    Path fresh = folder.resolve("fresh");
    Transcript ran = Transcript.of("run", scenario, "-o", fresh).failed(ExitCodes.INVALID);
    assertThat(ran.out()).isEmpty();
    assertThat(fresh).doesNotExist();
    return ran.err();
  }
}
