package io.opisim.scenarios.result;

import io.opisim.models.workload.TimeClass;
import java.util.ArrayList;
import java.util.List;

/** The tables of a result folder, with their columns. */
public enum ResultTable {
  /** One row per case and metric. */
  SUMMARY(
      "summary",
      "Every metric of every case, over its runs.",
      List.of(
          new Column("case", "-", "id of the case"),
          new Column("metric", "-", "name of the metric; ends in its unit"),
          new Column("mean", "the metric's", "mean over runs"),
          new Column(
              "ci_low", "the metric's", "lower end of the 95 % interval; empty with one run"),
          new Column(
              "ci_high", "the metric's", "upper end of the 95 % interval; empty with one run"),
          new Column("runs", "count", "number of runs"))),
  /** One row per run and metric. */
  RUNS(
      "runs",
      "Every metric of every run.",
      List.of(
          new Column("case", "-", "id of the case"),
          new Column("seed", "-", "seed of the run"),
          new Column("metric", "-", "name of the metric; ends in its unit"),
          new Column("value", "the metric's", "value in this run"))),
  /** One row per case and metric, against the baseline. */
  COMPARISON(
      "comparison",
      "Every case against the baseline, run by run over common random numbers.",
      List.of(
          new Column("case", "-", "id of the case"),
          new Column("baseline", "-", "id of the case it is compared with"),
          new Column("metric", "-", "name of the metric; ends in its unit"),
          new Column("difference", "the metric's", "mean over runs of case minus baseline"),
          new Column(
              "ci_low", "the metric's", "lower end of its 95 % interval; empty with one run"),
          new Column(
              "ci_high", "the metric's", "upper end of its 95 % interval; empty with one run"),
          new Column("relative_ratio", "ratio", "difference over the baseline's mean"),
          new Column(
              "verdict",
              "-",
              "better or worse (different for a metric without a good side) if the interval"
                  + " excludes zero, equal if every run gave the same, else undecided"))),
  /** One row per job. */
  JOBS(
      "jobs",
      "Every job of a run, in order of arrival.",
      List.of(
          new Column("job", "-", "name of the job"),
          new Column("group", "-", "who submitted it"),
          new Column("arrival_s", "s", "arrival"),
          new Column("start_s", "s", "first start; empty if it never could"),
          new Column("finish_s", "s", "finish; empty if it never could"),
          new Column("jct_s", "s", "finish - arrival"),
          new Column("queue_wait_s", "s", "time waited, before the start and after preemptions"),
          new Column("run_s", "s", "time it held its nodes; what it needs if it never could run"),
          new Column("gpus", "count", "GPU devices held"),
          new Column("gpu_milli", "milli-GPU", "thousandths of a GPU held in all"),
          new Column("tasks", "count", "nodes' shares the job is cut into"),
          new Column("preemptions", "count", "times it was taken off its nodes"),
          new Column(
              "largest_wait_reason", "-", "reason it waited longest for; empty if it never did"),
          new Column("largest_wait_s", "s", "how long for that reason"),
          new Column("state", "-", "finished or unplaceable"))),
  /** One row per stretch of a task on a node. */
  TASKS(
      "tasks",
      "Every stretch of every task on a node, in order of start.",
      List.of(
          new Column("job", "-", "name of the job"),
          new Column("task", "-", "position in the job, 0-based"),
          new Column("segment", "-", "which start of the job this was, 0-based"),
          new Column("node", "-", "name of the node"),
          new Column("gpus", "count", "GPU devices held there"),
          new Column("gpu_milli", "milli-GPU", "thousandths of a GPU held there"),
          new Column("start_s", "s", "start of the stretch"),
          new Column("end_s", "s", "end of the stretch"),
          new Column("end_reason", "-", "finished, preempted or resized"))),
  /** One row per stretch of an elastic job on one number of GPUs. */
  WIDTHS(
      "widths",
      "Every stretch of every elastic job on one number of GPUs, in order of start.",
      List.of(
          new Column("job", "-", "name of the job"),
          new Column("segment", "-", "which start of the job this was, 0-based"),
          new Column("gpus", "count", "GPU devices held"),
          new Column("start_s", "s", "start of the stretch"),
          new Column("end_s", "s", "end of the stretch"),
          new Column(
              "work_s",
              "s",
              "work done, in run time on the GPUs that the job asks for; the sum over a job's rows"
                  + " is what it needs"),
          new Column("end_reason", "-", "finished, preempted or resized"))),
  /** One row per stretch of waiting for one reason. */
  WAITS(
      "waits",
      "Every stretch in which a job waited for one reason, in order of end of the wait.",
      List.of(
          new Column("job", "-", "name of the job"),
          new Column("from_s", "s", "start of the stretch"),
          new Column("to_s", "s", "end of the stretch"),
          new Column("reason", "-", "why it waited"))),
  /** One row per link that a job was laid over. */
  LINKS(
      "links",
      "Every directed link of the fabric that a training job's exchanges were laid over.",
      List.of(
          new Column("link", "-", "its ends, and its number"),
          new Column("capacity_bytes_per_s", "bytes/s", "what it gives at most"),
          new Column("bytes", "bytes", "what crossed it"),
          new Column("utilisation_ratio", "ratio", "bytes / (capacity x makespan)"),
          new Column("jobs_slowed", "count", "jobs that lost time on it"),
          new Column("lost_s", "s", "time that they lost on it, all together"))),
  /** One row per step of a training job. */
  STEPS(
      "steps",
      "Every step of every training job on the fabric, in order of end; times are those of the"
          + " slowest rank.",
      withClasses(
          List.of(
              new Column("job", "-", "name of the job"),
              new Column("step", "-", "0-based; a step that was broken off comes again"),
              new Column("start_s", "s", "start of the step"),
              new Column("end_s", "s", "end of the step")),
          List.of())),
  /** One row per rank of a training job. */
  ATTRIBUTION(
      "attribution",
      "What every rank's time went to, from the arrival of its job to the finish.",
      withClasses(
          List.of(
              new Column("job", "-", "name of the job"),
              new Column(
                  "rank",
                  "-",
                  "number within the job, 0-based; empty, like node and device, for a job that"
                      + " takes a known time: all its ranks are alike"),
              new Column("node", "-", "node it ran on last"),
              new Column("device", "-", "device of that node, 0-based")),
          List.of(new Column("wall_s", "s", "finish - arrival: the sum of the classes, exactly")))),
  /** One row per job, link and other job. */
  CONTENTION(
      "contention",
      "What training jobs lost on links, and who was there meanwhile.",
      List.of(
          new Column("job", "-", "name of the job that lost time"),
          new Column("link", "-", "link that bound it: its ends, and its number"),
          new Column(
              "lost_s",
              "s",
              "what its exchanges took beyond what they take alone while that link bound the last"
                  + " of their flows; the same in every row of a job and link. Computation may"
                  + " hide a part of it"),
          new Column(
              "other_job",
              "-",
              "another job with bytes on that link meanwhile; empty in the row of the time"
                  + " without any, when the link is too slow for the job's own flows"),
          new Column("shared_s", "s", "how long it was there"))),
  /** One row per stage of a way to the storage, and per loader. */
  VOLUMES(
      "volumes",
      "Bytes through every stage of every way from nodes to storage, and through the loaders;"
          + " out = in + gained - dropped. Writes go the other way and count at the same sides.",
      List.of(
          new Column("volume", "-", "name of the storage"),
          new Column(
              "way", "-", "number of the way: jobs whose services run elsewhere have another"),
          new Column("stage", "-", "stage, the node's side first; or the loader of a job"),
          new Column("operations", "count", "reads and writes that passed; empty for a loader"),
          new Column("in_bytes", "bytes", "from the storage's side"),
          new Column("out_bytes", "bytes", "to the node's side"),
          new Column("gained_bytes", "bytes", "more out than in, summed over reads"),
          new Column("dropped_bytes", "bytes", "fewer out than in, summed over reads"),
          new Column("reason", "-", "why bytes were gained or dropped"))),
  /** One row per service on a way to the storage. */
  OFFLOADS(
      "offloads",
      "Every service on every way from nodes to storage: where it ran and what it took there, mean"
          + " over the makespan, all nodes together.",
      List.of(
          new Column("volume", "-", "name of the storage"),
          new Column("way", "-", "number of the way, as in volumes"),
          new Column("service", "-", "id of the service"),
          new Column("variant", "-", "variant of it"),
          new Column("site", "-", "where it ran"),
          new Column("bytes_per_s", "bytes/s", "bytes that it worked on"),
          new Column("operations_per_s", "1/s", "commands, or reads, that it worked on"),
          new Column("latency_s", "s", "time of one of them alone, in closed form"),
          new Column("host_cores", "cores", "cores of nodes that it kept busy"),
          new Column("dpu_cores", "cores", "cores of DPUs that it kept busy"),
          new Column("other_cores", "cores", "cores of switches or storage servers"),
          new Column("engine", "-", "engine that did the work instead; empty without"),
          new Column("engine_utilisation_ratio", "ratio", "share of its rate that this took"),
          new Column("memory_bytes_per_s", "bytes/s", "bytes that passed memory there for it"))),
  /** One row per resource of the storage's way. */
  RESOURCES(
      "resources",
      "Every resource on the ways from nodes to storage.",
      List.of(
          new Column("resource", "-", "name; client-i is node i"),
          new Column("capacity_per_s", "amount/s", "bytes, core-seconds, drive-seconds a second"),
          new Column("given", "amount", "what it gave"),
          new Column("utilisation_ratio", "ratio", "given / (capacity x makespan)"),
          new Column(
              "bound_ratio",
              "ratio",
              "share of the reads seen moving bytes, at 200 instants or more, that this resource"
                  + " bound; 'own limit' are those bound by their own parallelism"))),
  /** One row per number of accelerators tried. */
  SUSTAINED(
      "sustained",
      "Every number of accelerators tried in the search for those sustained.",
      List.of(
          new Column("job", "-", "name of the job"),
          new Column("accelerators", "count", "number tried, spread evenly over all nodes"),
          new Column("au_ratio", "ratio", "their utilisation"),
          new Column("samples_per_s", "samples/s", "samples of all, mean over epochs"),
          new Column("enough", "-", "whether the utilisation is high enough"),
          new Column("answer", "-", "whether this is the largest that is"))),
  /** One row per cache on a way to the storage. */
  CACHES(
      "caches",
      "Every cache on every way from nodes to storage, equal ones of all nodes together; reads ="
          + " hits + misses, bytes that passed = answered + from_below.",
      List.of(
          new Column("volume", "-", "name of the storage"),
          new Column("way", "-", "number of the way, as in volumes"),
          new Column("place", "-", "program, host, dpu or servers"),
          new Column("policy", "-", "what it keeps"),
          new Column("size_bytes", "bytes", "of each"),
          new Column("reads", "count", "reads of this way that came here"),
          new Column("hits", "count", "of these, answered here"),
          new Column("hit_ratio", "ratio", "hits / reads"),
          new Column("answered_bytes", "bytes", "given by the cache"),
          new Column("from_below_bytes", "bytes", "that came from below, or went there"))),
  /** One row per checkpoint of a job. */
  CHECKPOINTS(
      "checkpoints",
      "Every checkpoint of every job.",
      List.of(
          new Column("job", "-", "name of the job"),
          new Column("step", "count", "steps done before it, over all epochs"),
          new Column("bytes", "bytes", "of all ranks together"),
          new Column("began_s", "s", "when ranks stood still"),
          new Column("went_on_s", "s", "when they went on"),
          new Column("durable_s", "s", "when its last byte was in the storage"))),
  /** One row per plan that a policy made. */
  PLANNINGS(
      "plannings",
      "Every plan of the policy optimizer, beside first come, first served from the same moment on,"
          + " both by its closed forms. Times count from the planning on; a sum has jobs that wait"
          + " and jobs that run.",
      PlanningTables.OF_PLANNINGS),
  /** One row per plan and job that the plan does something about. */
  PLANNED_JOBS(
      "planned-jobs",
      "Of every plan in plannings, the ten jobs whose ends differ most from the baseline, the largest"
          + " difference first; recorded with it.",
      PlanningTables.OF_JOBS);

  private static List<Column> withClasses(List<Column> before, List<Column> after) {
    List<Column> columns = new ArrayList<>(before);
    for (TimeClass one : TimeClass.values()) {
      columns.add(new Column(one.word() + "_s", "s", "time class: " + one.meaning()));
    }
    columns.addAll(after);
    return columns;
  }

  private final String id;
  private final String meaning;
  private final List<Column> columns;

  ResultTable(String id, String meaning, List<Column> columns) {
    this.id = id;
    this.meaning = meaning;
    this.columns = columns;
  }

  /** Name of the file without its ending, and the word for it under {@code record}. */
  public String id() {
    return id;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** The columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** The tables that a scenario may ask for under {@code record}. */
  public static List<String> optional() {
    return List.of(
        TASKS.id(),
        WIDTHS.id(),
        WAITS.id(),
        LINKS.id(),
        STEPS.id(),
        ATTRIBUTION.id(),
        CONTENTION.id(),
        VOLUMES.id(),
        OFFLOADS.id(),
        RESOURCES.id(),
        SUSTAINED.id(),
        CACHES.id(),
        CHECKPOINTS.id(),
        PLANNINGS.id());
  }
}
