package io.opisim.tracereplay.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of no duration are good rows that no replay runs, and the check says so. */
class NoRunTimeTest {
  @Test
  void a_job_without_run_time_is_told_as_left_out(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("jobs.csv");
    Files.writeString(
        file,
        "submit_time,submit_s,duration_s,num_gpus,vc\n"
            + "2017-09-04 10:30:41,0,10,1,a\n"
            + "2017-09-04 10:30:46,5,0,1,a\n");

    TraceCheck check = TraceCheck.of(TraceFormats.load(), file, "philly-jobs", 20);

    assertThat(check.passed()).isTrue();
    assertThat(check.jobs()).isEqualTo(2);
    assertThat(check.dropped()).containsEntry(TraceCheck.NO_RUN_TIME, 1L);
  }
}
