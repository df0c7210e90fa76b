package io.opisim.tracereplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.workload.Job;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.SharedData;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReplayTest {
  private static final long SECOND = SimulatedTime.NANOS_PER_SECOND;

  @Test
  void jobsAreSortedByArrivalAndEqualArrivalsKeepTheOrderOfTheFile() throws IOException {
    TraceReplay replay = replay(ReplayOptions.AS_RECORDED, job("z", 5), job("b", 0), job("a", 5));

    assertThat(replay.jobs()).extracting(TraceJob::id).containsExactly("b", "z", "a");
  }

  @Test
  void theWindowKeepsItsStartAndNotItsEnd() throws IOException {
    ReplayOptions options =
        ReplayOptions.AS_RECORDED
            .withWindow(ReplayWindow.ALL.between(10 * SECOND, 20 * SECOND))
            .withStartAtZero(false);
    TraceReplay replay = replay(options, job("a", 9), job("b", 10), job("c", 19), job("d", 20));

    assertThat(replay.jobs()).extracting(TraceJob::id).containsExactly("b", "c");
    assertThat(replay.jobs().get(0).arrivalNanos()).isEqualTo(10 * SECOND);
  }

  @Test
  void skippingAndLimitingCountJobsInTheWindowInTheOrderOfArrival() throws IOException {
    ReplayOptions options =
        ReplayOptions.AS_RECORDED.withWindow(
            ReplayWindow.ALL.between(2 * SECOND, 100 * SECOND).skipping(1).limitedTo(2));
    TraceReplay replay =
        replay(options, job("e", 5), job("d", 4), job("c", 3), job("b", 2), job("a", 1));

    assertThat(replay.jobs()).extracting(TraceJob::id).containsExactly("c", "d");
  }

  @Test
  void gapsAreScaledFromTheFirstJobAndDurationsAreNot() throws IOException {
    TraceReplay replay =
        replay(
            ReplayOptions.AS_RECORDED.withScales(0.5, 1), job("a", 10), job("b", 14), job("c", 30));

    assertThat(replay.jobs())
        .extracting(TraceJob::arrivalNanos)
        .containsExactly(0L, 2 * SECOND, 10 * SECOND);
    assertThat(replay.jobs()).allMatch(job -> job.durationNanos() == 100 * SECOND);
  }

  @Test
  void withoutTheShiftTheFirstArrivalStaysInPlace() throws IOException {
    TraceReplay replay =
        replay(
            ReplayOptions.AS_RECORDED.withScales(2, 3).withStartAtZero(false),
            job("a", 10),
            job("b", 14));

    assertThat(replay.jobs())
        .extracting(TraceJob::arrivalNanos)
        .containsExactly(10 * SECOND, 18 * SECOND);
    assertThat(replay.jobs()).allMatch(job -> job.durationNanos() == 300 * SECOND);
  }

  @Test
  void aJobWithoutRunTimeIsDroppedWithTheReason() throws IOException {
    TraceReplay replay =
        replay(ReplayOptions.AS_RECORDED, job("a", 0), with("b", 3, 0, 1), job("c", 4));

    assertThat(replay.jobs()).extracting(TraceJob::id).containsExactly("a", "c");
    assertThat(replay.dropped()).isEqualTo(Map.of("no run time", 1L));
  }

  @Test
  void theOrderOfFilesDoesNotMatter() throws IOException {
    List<TraceJob> first = List.of(job("1", 0), job("10", 7), job("11", 9));
    List<TraceJob> second = List.of(with("1", 0, 50, 2), job("2", 7), job("12", 8));

    List<TraceJob> oneWay =
        TraceReplay.read(List.of(reader(first), reader(second)), ReplayOptions.AS_RECORDED).jobs();
    List<TraceJob> otherWay =
        TraceReplay.read(List.of(reader(second), reader(first)), ReplayOptions.AS_RECORDED).jobs();

    assertThat(oneWay).isEqualTo(otherWay);
    // The shorter of the two jobs named 1 comes first and keeps the name; 2 comes before 10.
    assertThat(oneWay).extracting(TraceJob::id).containsExactly("1", "1~2", "2", "10", "12", "11");
    assertThat(oneWay.get(0).gpus()).isEqualTo(2);
  }

  @Test
  void aScaleBeyondTheCalendarIsRefusedWithTheJob() {
    assertThatThrownBy(() -> replay(ReplayOptions.AS_RECORDED.withScales(1, 1e9), job("slow", 0)))
        .isInstanceOfSatisfying(
            TraceProblemException.class,
            e -> {
              assertThat(e).hasMessageContaining("job 'slow': 100.0 s scaled by 1.0E9");
              assertThat(e.hint()).isEqualTo("a smaller scale, or a shorter window");
            });
  }

  @Test
  void problemsOfAllFilesAreToldTogether(@TempDir Path folder) throws IOException {
    Path b =
        Files.writeString(
            folder.resolve("b.csv"), "job_id,num_gpu,submit_time,duration\n0,1,0,x\n");
    Path a =
        Files.writeString(
            folder.resolve("a.csv"), "job_id,num_gpu,submit_time,duration\n0,y,0,5\n");
    try (OpenTrace first = TraceFormats.load().open(b, "");
        OpenTrace second = TraceFormats.load().open(a, "")) {
      assertThatThrownBy(
              () ->
                  TraceReplay.read(
                      List.of(first.reader(), second.reader()), ReplayOptions.AS_RECORDED))
          .isInstanceOfSatisfying(
              TraceProblemException.class,
              e ->
                  assertThat(e.problems())
                      .extracting(problem -> problem.render().replace(folder.toString(), ""))
                      .containsExactly(
                          "/a.csv:2: num_gpu is not a number: 'y' (a whole number, as 8)",
                          "/b.csv:2: duration is not a number: 'x'"
                              + " (a number of seconds, as 12.5)"));
    }
  }

  @Test
  void allPhillyJobsAreReplayedAndShareTheirDemands() throws IOException {
    try (OpenTrace trace =
        TraceFormats.load().open(SharedData.file("philly-jobs/jobs.csv.gz"), "")) {
      TraceReplay replay = TraceReplay.read(List.of(trace.reader()), ReplayOptions.AS_RECORDED);
      List<Job> jobs = replay.cut(new JobCutter(8));

      assertThat(jobs).hasSize(56_203);
      assertThat(replay.dropped()).isEmpty();
      // 867,770.92 GPU-hours, as the rows of the file have them.
      double gpuSeconds =
          jobs.stream()
              .mapToDouble(job -> job.gpus() * SimulatedTime.secondsFromNanos(job.durationNanos()))
              .sum();
      assertThat(gpuSeconds).isEqualTo(3_123_975_313.0);
      Set<Object> demands = Collections.newSetFromMap(new IdentityHashMap<>());
      jobs.forEach(job -> demands.addAll(List.of(job.demand(), job.lastDemand())));
      // 1, 2, 4 and 8 GPUs on a node are all there is.
      assertThat(demands).hasSize(4);
    }
  }

  private static TraceReplay replay(ReplayOptions options, TraceJob... jobs) throws IOException {
    return TraceReplay.read(List.of(reader(List.of(jobs))), options);
  }

  private static TraceJob job(String id, long arrivalSeconds) {
    return with(id, arrivalSeconds, 100, 1);
  }

  private static TraceJob with(String id, long arrivalSeconds, long durationSeconds, int gpus) {
    return new TraceJob(
        id,
        "",
        arrivalSeconds * SECOND,
        durationSeconds * SECOND,
        gpus,
        1000,
        0,
        0,
        0,
        List.of(),
        -1);
  }

  private static TraceReader reader(List<TraceJob> jobs) {
    Iterator<TraceJob> iterator = new ArrayList<>(jobs).iterator();
    return new TraceReader() {
      @Override
      public TraceJob next() {
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public SortedMap<String, Long> dropped() {
        return Collections.emptySortedMap();
      }

      @Override
      public void close() {}
    };
  }
}
