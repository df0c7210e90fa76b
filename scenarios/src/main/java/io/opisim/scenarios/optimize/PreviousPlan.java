package io.opisim.scenarios.optimize;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.result.io.TableReader;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scheduler.optimizer.joint.EarlierPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of an earlier result, from its {@code plan.csv}: jobs, nodes and ways by name, so that
 * cluster and jobs may be others by now.
 *
 * @param rows in the order of the starts
 */
public record PreviousPlan(List<Row> rows) {
  /**
   * A job.
   *
   * @param nodes node of each task
   * @param way how it was run; empty where jobs had one way only
   */
  public record Row(String job, List<String> nodes, double startSeconds, String way) {}

  /** Copies the rows. */
  public PreviousPlan {
    rows = List.copyOf(rows);
  }

  /**
   * Reads it from a result folder.
   *
   * @throws IOException if there is none or it is broken
   */
  public static PreviousPlan read(Path folder) throws IOException {
    Path file = folder.resolve(PlanTable.FILE);
    List<Row> rows = new ArrayList<>();
    for (Map<String, String> cells : TableReader.rows(file, "plans")) {
      if (!cells.keySet().containsAll(List.of("job", "nodes", "planned_start_s"))) {
        throw new IOException(file + ": not a plan, its columns are " + cells.keySet());
      }
      rows.add(
          new Row(
              cells.get("job"),
              List.of(cells.get("nodes").split(" ")),
              Double.parseDouble(cells.get("planned_start_s")),
              cells.getOrDefault("way", "")));
    }
    return new PreviousPlan(rows);
  }

  /** In the numbers of a problem; jobs, nodes and ways that are not there any more have none. */
  EarlierPlan of(List<Job> jobs, JobWays ways, Cluster cluster) {
    Map<String, Row> byJob = new LinkedHashMap<>();
    rows.forEach(row -> byJob.put(row.job(), row));
    Map<String, Integer> nodes = new LinkedHashMap<>();
    for (int node = 0; node < cluster.nodes().size(); node++) {
      nodes.put(cluster.nodes().get(node).name(), node);
    }
    List<EarlierPlan.Place> places = new ArrayList<>();
    for (int job = 0; job < jobs.size(); job++) {
      Row row = byJob.get(jobs.get(job).id());
      places.add(
          row == null
              ? null
              : new EarlierPlan.Place(
                  row.nodes().stream().allMatch(nodes::containsKey)
                      ? row.nodes().stream().mapToInt(nodes::get).toArray()
                      : null,
                  way(ways, job, row.way()),
                  row.startSeconds()));
    }
    return new EarlierPlan(places);
  }

  private static int way(JobWays ways, int job, String label) {
    for (int way = 0; way < ways.count(job); way++) {
      // A plan without a column of ways had one way for each job: the scenario's.
      if (ways.label(job, way).equals(label) || (label.isEmpty() && way == 0)) {
        return way;
      }
    }
    return -1;
  }
}
