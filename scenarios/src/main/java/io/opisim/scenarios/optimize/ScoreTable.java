package io.opisim.scenarios.optimize;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scheduler.optimizer.joint.JobScore;
import io.opisim.scheduler.optimizer.joint.JointRules;
import io.opisim.scheduler.optimizer.joint.SoftTerm;
import io.opisim.scheduler.optimizer.joint.SoftTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what each job adds to the scores of plans, constraint by constraint. */
public final class ScoreTable {
  /** Its name in a result folder. */
  public static final String FILE = "score.csv";

  /** The plan that others are judged by. */
  public static final String BASELINE = "baseline";

  private static final double MILLI = 1e-3;
  private static final long MEBIBYTE = 1 << 20;
  private static final String HEADER =
      "plan,job,way,arrival_s,start_s,finish_s,waited_s,alone_s,held_up_s,racks_crossed,gpus_over,"
          + "cpu_cores_over,memory_over_bytes,wrong_model_tasks";

  /** Seconds of the aim that a job's weighed terms are worth. */
  public static final String WEIGHED = "weighed_s";

  private ScoreTable() {}

  /**
   * Writes it into a folder that exists.
   *
   * @param plans by name, in the order of the rows
   * @param rules which terms are known; the others are left empty
   */
  static void write(
      Path folder,
      Map<String, List<JobScore>> plans,
      List<Job> jobs,
      JobWays ways,
      JointRules rules)
      throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (SoftTerm term : SoftTerm.values()) {
      text.append(',').append(term.column());
    }
    text.append(',').append(WEIGHED).append('\n');
    plans.forEach(
        (plan, scores) -> {
          for (JobScore score : scores) {
            Job job = jobs.get(score.job());
            text.append(plan).append(',').append(job.id()).append(',');
            text.append(ways.label(score.job(), score.way()));
            seconds(text, job.arrivalNanos() * 1e-9);
            for (double seconds :
                new double[] {
                  score.startSeconds(),
                  score.finishSeconds(),
                  score.waitedSeconds(),
                  score.aloneSeconds(),
                  score.heldUpSeconds()
                }) {
              if (score.starts()) {
                seconds(text, seconds);
              } else {
                text.append(',');
              }
            }
            text.append(',').append(score.rackCrossings());
            text.append(',').append(score.gpuOverload());
            text.append(String.format(Locale.ROOT, ",%.3f", score.cpuOverloadMilli() * MILLI));
            text.append(',').append(score.memoryOverloadMebibytes() * MEBIBYTE);
            text.append(',').append(score.wrongModels());
            for (SoftTerm term : SoftTerm.values()) {
              text.append(',').append(rules.isKnown(term) ? amount(term, score.terms()) : "");
            }
            seconds(text, rules.worthSeconds(score.terms()));
            text.append('\n');
          }
        });
    Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
  }

  private static String amount(SoftTerm term, SoftTerms terms) {
    return term.isCounted()
        ? Long.toString((long) term.of(terms))
        : String.format(Locale.ROOT, "%.9f", term.of(terms));
  }

  private static void seconds(StringBuilder text, double seconds) {
    text.append(String.format(Locale.ROOT, ",%.6f", seconds));
  }
}
