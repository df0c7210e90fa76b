package io.opisim.tracereplay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files broken in ways that concern no single format: message, line and hint of each. */
class BrokenFilesTest {
  private static final String HEADER = "job_id,num_gpu,submit_time,duration\n";

  @TempDir private Path folder;

  @Test
  void missingFile() {
    expect(
        folder.resolve("none.csv"),
        0,
        "there is no such file",
        "check the path, or give the data folder with --data");
  }

  @Test
  void directory() {
    expect(folder, 0, "is a directory, not a trace file", "name the file in it");
  }

  @Test
  void emptyFile() throws IOException {
    expect(file(""), 0, "is empty", "a trace has a header line and a line per job");
  }

  @Test
  void emptyGzip() throws IOException {
    expect(file(gzip(new byte[0])), 0, "is empty", "a trace has a header line and a line per job");
  }

  @Test
  void onlyBlankLines() throws IOException {
    expect(file("\n\n\n"), 1, "no trace format has this header", "known formats: acme-kalos");
  }

  @Test
  void truncatedGzipKeepsTheRowsBeforeTheEnd() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 50_000; i++) {
      rows.append(i)
          .append(",1,")
          .append(i)
          .append(',')
          .append(1 + i * 7919L % 100_003)
          .append('\n');
    }
    byte[] whole = gzip(rows.toString().getBytes(StandardCharsets.UTF_8));
    Path file = file(Arrays.copyOf(whole, whole.length / 2));

    TraceCheck check = TraceCheck.of(TraceFormats.load(), file, "", 20);

    assertThat(check.problems()).hasSize(1);
    TraceProblem problem = check.problems().get(0);
    assertThat(problem.message()).isEqualTo("the gzip file ends before its data does");
    assertThat(problem.hint()).isEqualTo("copy or download it again");
    // All rows above the broken one were read: line 1 is the header.
    assertThat(check.jobs()).isEqualTo(problem.line() - 2).isGreaterThan(20_000);
    assertThat(check.complete()).isFalse();
  }

  @Test
  void gzipOfTwoBytes() throws IOException {
    expect(
        file(new byte[] {0x1f, (byte) 0x8b}),
        0,
        "the gzip file ends before its data does",
        "copy or download it again");
  }

  @Test
  void damagedGzip() throws IOException {
    byte[] bytes = gzip((HEADER + "0,1,0,5\n".repeat(3)).getBytes(StandardCharsets.UTF_8));
    Arrays.fill(bytes, 10, 30, (byte) 0xff);
    expect(file(bytes), 1, "the gzip data is damaged: ", "copy or download it again");
  }

  @Test
  void binaryGarbage() throws IOException {
    byte[] bytes = new byte[4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37 + 200);
    }
    expect(file(bytes), 1, "is not UTF-8 text", "is this another kind of file?");
  }

  @Test
  void nulBytesInTheThirdLine() throws IOException {
    expect(
        file(HEADER + "0,1,0,5\n1,1,\0,5\n"),
        3,
        "holds a NUL character, so it is not text",
        "is this another kind of file?");
  }

  @Test
  void latinOneInTheSecondLine() throws IOException {
    byte[] bytes = (HEADER + "caf\u00e9,1,0,5\n").getBytes(StandardCharsets.ISO_8859_1);
    expect(file(bytes), 2, "is not UTF-8 text", "a trace is CSV text");
  }

  @Test
  @Timeout(60)
  void aLineOfOneGigabyteIsRefusedAfterOneMebibyte() throws IOException {
    EndlessLine bytes = new EndlessLine(HEADER + "0,1,0,5\n", 1_000_000_000L);
    TraceSource source = TraceFiles.open("huge.csv", bytes);
    TraceProblemException e =
        catchThrowableOfType(TraceProblemException.class, () -> readAll(source));

    assertThat(e.line()).isEqualTo(3);
    assertThat(e).hasMessage("the line is longer than 1048576 characters");
    assertThat(e.hint()).contains("is a line end missing");
    assertThat(bytes.given).isLessThan(2_000_000);
  }

  @Test
  void aHeaderOfOneGigabyteIsRefusedToo() throws IOException {
    TraceSource source = TraceFiles.open("huge.csv", new EndlessLine("", 1_000_000_000L));
    TraceProblemException e =
        catchThrowableOfType(TraceProblemException.class, () -> readAll(source));

    assertThat(e.line()).isEqualTo(1);
    assertThat(e).hasMessage("the line is longer than 1048576 characters");
  }

  @Test
  void unknownFormatByName() throws IOException {
    Path file = file(HEADER);
    TraceProblemException e =
        catchThrowableOfType(
            TraceProblemException.class, () -> TraceFormats.load().open(file, "philly-job"));

    assertThat(e).hasMessage("unknown trace format 'philly-job'");
    assertThat(e.line()).isZero();
    assertThat(e.hint())
        .isEqualTo(
            "did you mean 'philly-jobs'? known formats: acme-kalos, alibaba-openb-pods,"
                + " gavel-jobs, philly-jobs, tiresias-jobs");
  }

  @Test
  void unknownHeader() throws IOException {
    expect(
        file("a,b,c\n1,2,3\n"), 1, "no trace format has this header", "known formats: acme-kalos");
  }

  @Test
  void aMissingColumnIsNamedWithTheNearestFormat() throws IOException {
    expect(
        file("submit_time,submit_s,num_gpus,vc\n"),
        1,
        "no trace format has this header",
        "nearest is philly-jobs, but missing here: duration_s");
  }

  @Test
  void missingColumnsOfANamedFormatAreToldTogether() throws IOException {
    Path file = file("job_id,num_gpus,submit_time\n0,1,0\n");
    TraceProblemException e =
        catchThrowableOfType(
            TraceProblemException.class, () -> TraceFormats.load().open(file, "tiresias-jobs"));

    assertThat(e.problems())
        .extracting(problem -> problem.line() + ": " + problem.message() + "; " + problem.hint())
        .containsExactly(
            "1: column 'num_gpu' is missing; is it the column 'num_gpus'?",
            "1: column 'duration' is missing;"
                + " the columns are job_id,num_gpu,submit_time,duration");
  }

  @Test
  void doubledColumn() throws IOException {
    expect(
        file("job_id,num_gpu,submit_time,duration,duration\n0,1,0,5,5\n"),
        1,
        "column 'duration' is there twice",
        "remove one of them");
  }

  @Test
  void aHeaderThatComesAgain() throws IOException {
    expect(
        file(HEADER + "0,1,0,5\n" + HEADER),
        3,
        "submit_time is not a number: 'submit_time'",
        "a number of seconds, as 12.5");
  }

  @Test
  void tooManyColumns() throws IOException {
    expect(
        file(HEADER + "0,1,0,5,6\n"),
        2,
        "the row has 5 values, the header 4 columns",
        "quote a value that holds a comma; write decimals with a point");
  }

  @Test
  void tooFewColumns() throws IOException {
    expect(
        file(HEADER + "0,1,0,5\n\n1,1,0\n"),
        4,
        "the row has 3 values, the header 4 columns",
        "an empty value still needs its comma");
  }

  @Test
  void decimalComma() throws IOException {
    expect(
        file(HEADER + "0,1,\"1,5\",5\n"), 2, "submit_time has a decimal comma: 1,5", "write 1.5");
  }

  @Test
  void semicolonsForCommas() throws IOException {
    expect(
        file(HEADER.replace(',', ';') + "0;1;0;5\n"),
        1,
        "no trace format has this header",
        "known formats: acme-kalos");
  }

  @Test
  void aQuoteThatIsNeverClosed() throws IOException {
    expect(
        file(HEADER + "0,1,0,5\n\"1,1,0,5\n2,1,0,5\n"),
        3,
        "a quote is opened and not closed on this line",
        "close it, or double a quote that belongs to the value");
  }

  @Test
  void aQuoteThatIsClosedLinesLater() throws IOException {
    expect(
        file(HEADER + "\"0,1,0,5\n1,1,0,5\n2\",1,0,5\n"),
        2,
        "a quote is opened and not closed on this line",
        "close it, or double a quote that belongs to the value");
  }

  @Test
  void aBreathOfTwentyProblemsIsEnough() throws IOException {
    Path file = file(HEADER + "x,1,0,NaN\n".repeat(1000));
    TraceCheck check = TraceCheck.of(TraceFormats.load(), file, "", 20);

    assertThat(check.problems()).hasSize(20);
    assertThat(check.complete()).isFalse();
  }

  private void expect(Path file, long line, String message, String hint) {
    TraceProblemException e =
        catchThrowableOfType(
            TraceProblemException.class,
            () -> {
              try (OpenTrace trace = TraceFormats.load().open(file, "")) {
                TraceScan.read(trace.reader(), job -> {});
              }
            });
    assertThat(e).as("a problem of " + file).isNotNull();
    assertThat(e.problems())
        .extracting(TraceProblem::line, TraceProblem::file)
        .contains(org.assertj.core.groups.Tuple.tuple(line, file.toString()));
    List<TraceProblem> here = e.problems().stream().filter(p -> p.line() == line).toList();
    assertThat(here).anyMatch(p -> p.message().startsWith(message) && p.hint().contains(hint));
  }

  private static void readAll(TraceSource source) throws IOException {
    try (OpenTrace trace = TraceFormats.load().open(source, Optional.empty())) {
      TraceScan.read(trace.reader(), job -> {});
    }
  }

  private Path file(String text) throws IOException {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("trace.csv"), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Some text, and then one line of many letters. */
  private static final class EndlessLine extends InputStream {
    private final InputStream start;
    private final long length;
    private long given;

    EndlessLine(String start, long length) {
      this.start = new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8));
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      int first = start.read();
      if (first >= 0) {
        return first;
      }
      return given++ < length ? 'x' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int size) throws IOException {
      int first = start.read(target, offset, size);
      if (first >= 0) {
        return first;
      }
      if (given >= length) {
        return -1;
      }
      Arrays.fill(target, offset, offset + size, (byte) 'x');
      given += size;
      return size;
    }
  }
}
