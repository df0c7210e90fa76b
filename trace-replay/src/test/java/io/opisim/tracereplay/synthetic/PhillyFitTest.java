package io.opisim.tracereplay.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.SharedData;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.synthetic.io.SyntheticLaws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhillyFitTest {
  @Test
  void theFitOnTheDataGivesTheFileThatComesWithOpisim() throws IOException {
    FittedLaw shipped = SyntheticLaws.philly();
    try (OpenTrace trace =
        TraceFormats.load().open(SharedData.file("philly-jobs/jobs.csv.gz"), "philly-jobs")) {
      FittedLaw again = PhillyFit.fit(trace.reader(), shipped.provenance());

      assertThat(again.law()).isEqualTo(shipped.law());
      assertThat(again.quality()).isEqualTo(shipped.quality());
    }
  }

  @Test
  void onRowsItWasNotFittedToTheLawIsNear() {
    FittedLaw.Quality quality = SyntheticLaws.philly().quality();

    assertThat(quality.fittedJobs() + quality.heldOutJobs()).isEqualTo(56_203);
    assertThat(quality.ksDurations()).isLessThan(0.03);
    assertThat(quality.ksGaps()).isLessThan(0.03);
    assertThat(quality.ksDurationsByClass().values()).allMatch(distance -> distance < 0.11);
    assertThat(quality.totalVariationGpus()).isLessThan(0.005);
  }

  @Test
  void madeUpArrivalsAreAsBurstyAsPhillys() throws IOException {
    List<TraceJob> real;
    try (OpenTrace trace =
        TraceFormats.load().open(SharedData.file("philly-jobs/jobs.csv.gz"), "philly-jobs")) {
      real = all(trace.reader());
    }
    List<TraceJob> made =
        all(
            new SyntheticReader(
                SyntheticLaws.philly().law(),
                GenerationOptions.asFitted(56_203),
                TestUniforms.streams(1)));

    // Variance over mean of the submissions in an hour: 1 for Poisson arrivals, 211 for Philly.
    double dispersion = hourlyDispersion(real);
    assertThat(dispersion).isBetween(210.0, 212.0);
    assertThat(hourlyDispersion(made)).isBetween(dispersion / 3, dispersion * 3);
  }

  @Test
  void aLawSurvivesTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("law.json");
    FittedLaw law = SyntheticLaws.philly();
    Files.writeString(file, SyntheticLaws.text(law));

    assertThat(SyntheticLaws.read(file)).isEqualTo(law);
  }

  @Test
  void aBrokenLawSaysWhereAndWhatIsWrong(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("law.json");
    String text = SyntheticLaws.text(SyntheticLaws.philly());
    Files.writeString(file, text.replace("\"persistence\"", "\"persistance\""));

    assertThatThrownBy(() -> SyntheticLaws.read(file))
        .isInstanceOfSatisfying(
            TraceProblemException.class,
            e -> {
              assertThat(e).hasMessageContaining("'persistence'");
              assertThat(e.line()).isPositive();
              assertThat(e.hint()).contains("fit-synthetic");
            });
  }

  private static List<TraceJob> all(TraceReader reader) throws IOException {
    List<TraceJob> jobs = new ArrayList<>();
    for (TraceJob job = reader.next(); job != null; job = reader.next()) {
      jobs.add(job);
    }
    return jobs;
  }

  private static double hourlyDispersion(List<TraceJob> jobs) {
    long hour = 3600 * SimulatedTime.NANOS_PER_SECOND;
    double[] counts = new double[(int) (jobs.get(jobs.size() - 1).arrivalNanos() / hour) + 1];
    jobs.forEach(job -> counts[(int) (job.arrivalNanos() / hour)]++);
    double mean = jobs.size() / (double) counts.length;
    double variance = 0;
    for (double count : counts) {
      variance += (count - mean) * (count - mean) / counts.length;
    }
    return variance / mean;
  }
}
