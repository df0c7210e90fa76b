package io.opisim.scenarios.optimize;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scheduler.optimizer.joint.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a plan as a table: one row a job in the order of the starts. */
public final class PlanTable {
  /** Its name in a result folder. */
  public static final String FILE = "plan.csv";

  private PlanTable() {}

  /** Writes {@code plan.csv} into a folder that exists. */
  public static void write(
      Path folder, Schedule plan, List<Job> jobs, JobWays ways, Cluster cluster)
      throws IOException {
    boolean several = ways.areSeveral();
    StringBuilder text = new StringBuilder("job,nodes,planned_start_s,planned_finish_s,alone_s");
    text.append(several ? ",way\n" : "\n");
    for (Schedule.Run run : plan.runs()) {
      String nodes =
          Arrays.stream(run.nodes())
              .mapToObj(node -> cluster.nodes().get(node).name())
              .collect(Collectors.joining(" "));
      text.append(jobs.get(run.job()).id()).append(',').append(nodes);
      for (double seconds :
          new double[] {run.startSeconds(), run.finishSeconds(), run.aloneSeconds()}) {
        text.append(String.format(Locale.ROOT, ",%.6f", seconds));
      }
      text.append(several ? "," + ways.label(run.job(), run.way()) : "").append('\n');
    }
    Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
  }
}
