package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.models.workload.checkpoint.CheckpointContents;
import io.opisim.models.workload.checkpoint.CheckpointFormat;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The checkpoints of MLPerf Storage: its models, and the runs that were published. */
final class CheckpointSystems {
  /** Columns of a table of runs. */
  static final List<String> RUN_COLUMNS =
      List.of("submitter", "system", "model", "n_accelerators", "n_hosts", "op", "duration_s_mean");

  private static final int VOCABULARY = 128_256;
  private static final int SEQUENCE = 8192;

  /** By the name that the tables give; shapes and plans of the rules, table 2. */
  private static final Map<String, CheckpointContents> MODELS =
      new TreeMap<>(
          Map.of(
              "llama3-8b",
              contents(llama(32, 4096, 14_336, 32, 8, VOCABULARY), 1, 1, 8, ZeroStage.WEIGHTS),
              "llama3-70b",
              contents(llama(80, 8192, 28_672, 128, 8, VOCABULARY), 8, 1, 8, ZeroStage.WEIGHTS),
              "llama3-405b",
              contents(
                  llama(126, 16_384, 53_248, 128, 8, VOCABULARY), 8, 32, 2, ZeroStage.OPTIMIZER),
              "llama3-1t",
              contents(
                  llama(128, 25_872, 98_304, 192, 32, VOCABULARY), 8, 64, 2, ZeroStage.OPTIMIZER)));

  private CheckpointSystems() {}

  static TransformerModel llama(
      int layers, int hidden, int feedForward, int heads, int groups, int vocabulary) {
    return TransformerModel.llama(layers, hidden, feedForward, heads, groups, vocabulary, SEQUENCE);
  }

  static CheckpointContents contents(
      TransformerModel model, int tensor, int pipeline, int data, ZeroStage zero) {
    ParallelPlan plan = ParallelPlan.of(tensor, pipeline, data, data, 1).withZero(zero);
    return CheckpointContents.of(model, plan, CheckpointFormat.DLIO);
  }

  /** Contents by model. */
  static Map<String, CheckpointContents> models() {
    return MODELS;
  }

  /**
   * A published run.
   *
   * @param submitter who ran it
   * @param system as the submitter calls it
   * @param model a model of the rules
   * @param hosts that ran it
   * @param load whether it was read, not written
   * @param seconds mean duration
   */
  record Run(
      String submitter, String system, String model, int hosts, boolean load, double seconds) {
    CheckpointContents contents() {
      return MODELS.get(model);
    }

    int ranksPerHost() {
      return contents().ranks() / hosts;
    }

    /** The storage and its client machines, however many of them took part. */
    String storage() {
      return submitter + "/" + system.replaceAll("-[0-9]+client", "");
    }

    /** The client machines, whatever the number of storage nodes in the system's name. */
    String client() {
      return storage().replaceAll("-[0-9]+n-", "-n-");
    }

    String operation() {
      return load ? "load" : "save";
    }

    String key() {
      return submitter + " " + system + " " + model + " " + operation();
    }

    /** By size, then by name. */
    static Comparator<Run> order() {
      return Comparator.<Run>comparingInt(run -> run.contents().ranks()).thenComparing(Run::key);
    }
  }

  /** The runs of a table; what is wrong with it is added to the problems. */
  static List<Run> read(Path file, List<Problem> problems) {
    CsvTable table = CsvTable.read(file, List.of());
    if (table.columns().contains("metric") && table.columns().contains("path")) {
      return samples(table);
    }
    List<Run> runs = new ArrayList<>();
    for (CsvTable.Row row : CsvTable.read(file, RUN_COLUMNS).rows()) {
      CheckpointContents contents = MODELS.get(row.text("model"));
      double hosts = row.number("n_hosts");
      if (contents == null) {
        problems.add(
            row.problem(
                "model", "unknown: " + row.text("model"), String.join(", ", MODELS.keySet())));
      } else if (row.number("n_accelerators") != contents.ranks()) {
        String ranks = contents.ranks() + " ranks, all of its plan";
        problems.add(row.problem("n_accelerators", "not " + row.text("n_accelerators"), ranks));
      } else if (!(hosts >= 1 && contents.ranks() % hosts == 0)) {
        problems.add(row.problem("n_hosts", "not " + row.text("n_hosts"), "a part of the ranks"));
      } else if (!(row.number("duration_s_mean") > 0)) {
        problems.add(row.problem("duration_s_mean", "is no duration", "a positive number"));
      } else if (!List.of("save", "load").contains(row.text("op"))) {
        problems.add(row.problem("op", "not " + row.text("op"), "save or load"));
      } else {
        runs.add(
            new Run(
                row.text("submitter"),
                row.text("system"),
                row.text("model"),
                (int) hosts,
                row.text("op").equals("load"),
                row.number("duration_s_mean")));
      }
    }
    return runs;
  }

  /** Rows of the form path, kind, workload, ..., metric, value: durations of checkpoints. */
  private static List<Run> samples(CsvTable table) {
    List<Run> runs = new ArrayList<>();
    String path = "";
    for (CsvTable.Row row : table.rows()) {
      path = row.text("path").startsWith("(") ? path : row.text("path");
      boolean known = MODELS.containsKey(row.text("workload"));
      if (known && row.text("metric").endsWith("_duration")) {
        Function<Integer, String> part = partsOf(path);
        runs.add(
            new Run(
                part.apply(1),
                part.apply(3),
                row.text("workload"),
                (int) row.number("hosts"),
                row.text("metric").startsWith("load"),
                row.number("value")));
      }
    }
    return runs;
  }

  /** {@code closed/submitter/results/system/...}. */
  private static Function<Integer, String> partsOf(String path) {
    String[] parts = path.split("/", -1);
    return index -> index < parts.length ? parts[index] : "";
  }
}
