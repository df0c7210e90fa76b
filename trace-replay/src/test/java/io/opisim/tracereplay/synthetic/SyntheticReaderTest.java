package io.opisim.tracereplay.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.synthetic.io.SyntheticLaws;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticReaderTest {
  private static final SyntheticLaw PHILLY = SyntheticLaws.philly().law();

  @Test
  void theSameStreamsGiveTheSameJobs() throws IOException {
    GenerationOptions options = GenerationOptions.asFitted(500);

    assertThat(jobs(PHILLY, options, 7)).isEqualTo(jobs(PHILLY, options, 7));
    assertThat(jobs(PHILLY, options, 7)).isNotEqualTo(jobs(PHILLY, options, 8));
  }

  @Test
  void anotherLoadMovesArrivalsButKeepsEveryJob() throws IOException {
    GenerationOptions options = GenerationOptions.asFitted(500);
    List<TraceJob> light = jobs(PHILLY, options.withLoad(0.5, 64), 3);
    List<TraceJob> heavy = jobs(PHILLY, options.withLoad(1.0, 64), 3);

    for (int i = 0; i < light.size(); i++) {
      assertThat(heavy.get(i).durationNanos()).isEqualTo(light.get(i).durationNanos());
      assertThat(heavy.get(i).gpus()).isEqualTo(light.get(i).gpus());
      assertThat(heavy.get(i).group()).isEqualTo(light.get(i).group());
      assertThat(heavy.get(i).arrivalNanos()).isLessThan(light.get(i).arrivalNanos());
    }
  }

  @Test
  void theOfferedLoadIsTheOneAskedFor() throws IOException {
    GenerationOptions options =
        GenerationOptions.asFitted(2_000).withLoad(0.8, 100).cappedAt(8, 86_400);
    List<TraceJob> jobs = jobs(PHILLY, options, 11);

    double gpuSeconds = jobs.stream().mapToDouble(SyntheticReaderTest::gpuSeconds).sum();
    double span = SimulatedTime.secondsFromNanos(jobs.get(jobs.size() - 1).arrivalNanos());
    // Of 100 GPUs, 80 are asked for at a time.
    assertThat(gpuSeconds / span).isCloseTo(80, withPercentage(1e-6));
    assertThat(jobs).allMatch(job -> job.gpus() <= 8);
    assertThat(jobs).allMatch(job -> job.durationNanos() <= 86_400_000_000_000L);
  }

  @Test
  void meanDurationsAreThoseOfTheLaw() throws IOException {
    List<TraceJob> jobs =
        jobs(PHILLY, GenerationOptions.asFitted(200_000).withLoad(1, 500).cappedAt(8, 86_400), 13);

    double mean = jobs.stream().mapToDouble(SyntheticReaderTest::gpuSeconds).sum() / 200_000;
    // Rounded up to whole seconds, half a second longer: far below the tolerance.
    assertThat(mean).isCloseTo(PHILLY.cappedAt(8, 86_400).meanGpuSeconds(), withPercentage(3));
  }

  @Test
  void sharesOfSizesAreThoseOfTheLaw() throws IOException {
    List<TraceJob> jobs = jobs(PHILLY, GenerationOptions.asFitted(100_000), 5);

    double singles = jobs.stream().filter(job -> job.gpus() == 1).count() / 100_000.0;
    assertThat(singles).isCloseTo(PHILLY.classes().get(0).share(), withPercentage(0.5));
    assertThat(jobs)
        .isSortedAccordingTo((a, b) -> Long.compare(a.arrivalNanos(), b.arrivalNanos()));
  }

  @Test
  void aTraceLongerThanTheCalendarIsRefused() {
    assertThatThrownBy(() -> jobs(PHILLY, GenerationOptions.asFitted(500_000), 1))
        .isInstanceOf(TraceProblemException.class)
        .hasMessageContaining("beyond the 18014398 s a run can last");
    PoissonReader slow =
        new PoissonReader(
            PoissonReader.Options.oneCore(10, 1e7, 1, 1),
            TestUniforms.seeded(1),
            TestUniforms.seeded(2));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                slow.next();
              }
            })
        .isInstanceOf(TraceProblemException.class)
        .hasMessageContaining("beyond the 18014398 s a run can last");
  }

  @Test
  void poissonJobsHaveTheMeansAskedFor() throws IOException {
    PoissonReader reader =
        new PoissonReader(
            PoissonReader.Options.oneCore(100_000, 100, 0.7, 8_000),
            TestUniforms.seeded(1),
            TestUniforms.seeded(2));
    double seconds = 0;
    TraceJob last = null;
    for (TraceJob job = reader.next(); job != null; job = reader.next()) {
      seconds += SimulatedTime.secondsFromNanos(job.durationNanos());
      last = job;
    }

    // Means of 100,000 exponential values: standard error 0.3 %. Gap = 100 s / (0.7 * 8,000).
    assertThat(seconds / 100_000).isCloseTo(100, withPercentage(1.3));
    assertThat(SimulatedTime.secondsFromNanos(last.arrivalNanos()) / 100_000)
        .isCloseTo(100 / 5_600.0, withPercentage(1.3));
    assertThat(last.id()).isEqualTo("0100000");
    assertThat(last.cpuMilli()).isEqualTo(1000);
  }

  private static double gpuSeconds(TraceJob job) {
    return job.gpus() * SimulatedTime.secondsFromNanos(job.durationNanos());
  }

  private static List<TraceJob> jobs(SyntheticLaw law, GenerationOptions options, long seed)
      throws IOException {
    SyntheticReader reader = new SyntheticReader(law, options, TestUniforms.streams(seed));
    List<TraceJob> jobs = new ArrayList<>();
    for (TraceJob job = reader.next(); job != null; job = reader.next()) {
      jobs.add(job);
    }
    return jobs;
  }
}
