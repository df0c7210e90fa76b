package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * On how many GPUs jobs can run, and how fast.
 *
 * @param leastGpus fewest
 * @param mostGpus most
 * @param points speeds by number of GPUs; or empty
 * @param serialRatio the part of the work that does not get faster; or empty
 * @param measured where measured speeds stand; or empty
 * @param resizeTime pause after a change of the number of GPUs
 */
@ExactlyOneOf({"points", "serial_ratio", "measured"})
public record ElasticSpec(
    @Key(value = "Fewest GPUs.", example = "2", byDefault = "1", min = 1, max = 1_000_000)
        int leastGpus,
    @Key(value = "Most GPUs.", example = "16", min = 1, max = 1_000_000) int mostGpus,
    @Key(
            value =
                "Measured speeds by number of GPUs, rising numbers, straight lines between them.",
            example = "[{gpus: 1, speed: 1}, {gpus: 4, speed: 3.6}, {gpus: 16, speed: 12}]",
            byDefault = "[]")
        List<SpeedPoint> points,
    @Key(
            value =
                "Amdahl's law instead of points: the part s of the work that does not get faster;"
                    + " speed 1 / (s + (1 - s) / GPUs).",
            example = "0.02",
            max = 1)
        Optional<Double> serialRatio,
    @Key(
            value =
                "Points from a table of measured step times instead: samples per second by number"
                    + " of GPUs, on the fewest nodes measured.",
            example = "{model: imagenet, cluster: aws, batch_per_gpu: 20}")
        Optional<MeasuredScaling> measured,
    @Key(
            value =
                "From a start on another number of GPUs than before to the first work; a restart"
                    + " after a preemption at the same time is not paid twice.",
            example = "30 s",
            byDefault = "0 s")
        TimeSpan resizeTime)
    implements Checked {
  /** Copies the points. */
  public ElasticSpec {
    points = List.copyOf(points);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (mostGpus < leastGpus) {
      String message = mostGpus + " GPUs are fewer than least_gpus, " + leastGpus;
      wrong.add(new Violation("most_gpus", message, "make it at least that"));
    }
    for (int at = 1; at < points.size(); at++) {
      if (points.get(at).gpus() <= points.get(at - 1).gpus()) {
        String message =
            "the numbers of GPUs do not rise: "
                + points.get(at).gpus()
                + " comes after "
                + points.get(at - 1).gpus();
        wrong.add(new Violation("points", message, "write them from the fewest to the most"));
        return wrong;
      }
    }
    if (!points.isEmpty()) {
      beyond(points.get(0).gpus(), points.get(points.size() - 1).gpus(), wrong);
    }
    return wrong;
  }

  private void beyond(int first, int last, List<Violation> wrong) {
    String hint = "add a point, or make the range smaller: nothing is known beyond the points";
    if (leastGpus < first) {
      String message = leastGpus + " GPUs are fewer than the first of points, " + first;
      wrong.add(new Violation("least_gpus", message, hint));
    }
    if (mostGpus > last) {
      String message = mostGpus + " GPUs are more than the last of points, " + last;
      wrong.add(new Violation("most_gpus", message, hint));
    }
  }
}
