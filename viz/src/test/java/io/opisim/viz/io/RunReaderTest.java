package io.opisim.viz.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.scheduler.WaitReason;
import io.opisim.viz.model.Intervals;
import io.opisim.viz.model.JobCondition;
import io.opisim.viz.model.RunModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {
  private static final String HEADER =
      "job,group,arrival_s,start_s,finish_s,jct_s,queue_wait_s,run_s,gpus,gpu_milli,tasks,"
          + "preemptions,largest_wait_reason,largest_wait_s,state\n";
  private static final String JOBS =
      HEADER
          + "late,g,10,30,90,80,40,40,4,4000,1,1,no-free-gpu,25,finished\n"
          + "early,\"a, b\",0,0,20,20,0,20,2,2000,1,0,,0,finished\n"
          + "huge,,5,,,,,0,99,99000,13,0,unplaceable,,unplaceable\n";
  private static final String TASKS =
      "job,task,segment,node,gpus,gpu_milli,start_s,end_s,end_reason\n"
          + "early,0,0,n1,2,2000,0,20,finished\n"
          + "late,0,0,n1,4,4000,30,50,preempted\n"
          + "late,0,1,n2,4,4000,70,90,finished\n";
  private static final String WAITS =
      "job,from_s,to_s,reason\n"
          + "late,10,25,no-free-gpu\nlate,25,30,behind-head\nlate,50,70,no-free-gpu\n"
          + "huge,5,90,unplaceable\n";

  @TempDir Path run;

  private void write(String name, String text) throws IOException {
    Files.writeString(run.resolve(name), text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<String> row(RunModel model, int row) {
    Intervals intervals = model.intervals();
    List<String> texts = new ArrayList<>();
    for (int i = intervals.first(row); i < intervals.end(row); i++) {
      texts.add(
          (int) intervals.fromSeconds(i)
              + "-"
              + (int) intervals.toSeconds(i)
              + " "
              + intervals.condition(i).id());
    }
    return texts;
  }

  @Test
  void rowsAreInOrderOfArrivalWithTheirWaitsAndRuns() throws IOException {
    write("jobs.csv", JOBS);
    write("tasks.csv", TASKS);
    write("waits.csv", WAITS);
    RunModel model = new RunReader().read(run);
    assertThat(model.jobs()).extracting("id").containsExactly("early", "huge", "late");
    assertThat(model.jobs().get(0).group()).isEqualTo("a, b");
    assertThat(model.endSeconds()).isEqualTo(90);
    assertThat(row(model, 0)).containsExactly("0-20 running");
    assertThat(row(model, 1)).containsExactly("5-90 unplaceable");
    assertThat(row(model, 2))
        .containsExactly(
            "10-25 no-free-gpu",
            "25-30 behind-head",
            "30-50 running",
            "50-70 no-free-gpu",
            "70-90 running");
    assertThat(model.notes()).isEmpty();
  }

  @Test
  void withoutTasksAJobRunsWheneverItDoesNotWait() throws IOException {
    write("jobs.csv", JOBS);
    write("waits.csv", WAITS);
    RunModel model = new RunReader().read(run);
    assertThat(row(model, 0)).containsExactly("0-20 running");
    assertThat(row(model, 1)).containsExactly("5-90 unplaceable");
    assertThat(row(model, 2)).contains("30-50 running", "70-90 running");
  }

  @Test
  void withoutWaitsAJobWaitsForItsLargestReasonWheneverItDoesNotRun() throws IOException {
    write("jobs.csv", JOBS);
    write("tasks.csv", TASKS);
    RunModel model = new RunReader().read(run);
    assertThat(row(model, 2))
        .containsExactly(
            "10-30 no-free-gpu", "30-50 running", "50-70 no-free-gpu", "70-90 running");
    assertThat(row(model, 1)).containsExactly("5-90 unplaceable");
    assertThat(model.notes()).singleElement().asString().contains("no waits.csv");
  }

  @Test
  void withJobsAloneAJobRunsFromItsFirstStartAndTheReaderSaysWhatThatHides() throws IOException {
    write("jobs.csv", JOBS);
    RunModel model = new RunReader().read(run);
    assertThat(row(model, 2)).containsExactly("10-30 no-free-gpu", "30-90 running");
    assertThat(model.notes()).singleElement().asString().startsWith("1 jobs were preempted");
  }

  @Test
  void gzippedTablesAreReadTheSame() throws IOException {
    Files.write(run.resolve("jobs.csv.gz"), gzip(JOBS));
    Files.write(run.resolve("waits.csv.gz"), gzip(WAITS));
    assertThat(row(new RunReader().read(run), 2)).hasSize(5);
  }

  @Test
  void everyReasonOfTheSchedulerHasAConditionOfItsOwn() {
    for (WaitReason reason : WaitReason.values()) {
      assertThat(JobCondition.waitingFor(reason.id()).id()).isEqualTo(reason.id());
    }
  }

  @Test
  void aReasonFromALaterVersionIsKeptAsAnotherWait() throws IOException {
    write("jobs.csv", JOBS);
    write("waits.csv", WAITS.replace("behind-head", "quota-used-up"));
    assertThat(row(new RunReader().read(run), 2)).contains("25-30 " + JobCondition.OTHER_WAIT.id());
  }

  @Test
  void brokenTablesAreToldWithFileAndLine() throws IOException {
    assertThatThrownBy(() -> new RunReader().read(run)).hasMessageContaining("no jobs.csv");
    assertBroken(JOBS.replace("arrival_s", "arrival"), "no column arrival_s");
    assertBroken(
        JOBS.replace("late,g,10", "late,g,ten"), "line 2: arrival_s is not a number: \"ten\"");
    assertBroken(JOBS.replace("late,g,10", "late,g,NaN"), "line 2: arrival_s is not a number");
    assertBroken(JOBS.replace("late,g,10", "late,g,"), "line 2: arrival_s is empty");
    assertBroken(JOBS.replace("late,g,10", "late,g,50"), "line 2: job late does not arrive");
    assertBroken(JOBS.replace("early,", "late,"), "job late is listed twice");
    assertBroken(JOBS + "short,g,1\n", "line 5: the line ends before column start_s");
    assertBroken(HEADER, "lists no job");
    assertBroken("", "header is missing");
  }

  private void assertBroken(String jobs, String message) throws IOException {
    write("jobs.csv", jobs);
    assertThatThrownBy(() -> new RunReader().read(run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aCutOffGzipIsAnErrorAndNotAShorterRun() throws IOException {
    byte[] whole = gzip(JOBS);
    Files.write(run.resolve("jobs.csv.gz"), Arrays.copyOf(whole, whole.length - 12));
    assertThatThrownBy(() -> new RunReader().read(run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("jobs.csv.gz: damaged or cut off");
  }

  @Test
  void aTaskOfAJobThatIsNotListedIsAnError() throws IOException {
    write("jobs.csv", JOBS);
    write("tasks.csv", TASKS + "ghost,0,0,n1,1,1000,0,1,finished\n");
    assertThatThrownBy(() -> new RunReader().read(run))
        .hasMessageContaining("tasks.csv, line 5: job ghost is not in jobs.csv");
  }
}
