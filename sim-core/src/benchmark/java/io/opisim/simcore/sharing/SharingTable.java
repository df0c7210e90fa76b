package io.opisim.simcore.sharing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every figure of the sharing solver in docs/benchmarks.md, each run in a JVM of its own: {@code
 * [RUNS [PART…]]}. Parts: {@code cold}, {@code crowd} (100,000 flows at once and the tolerances),
 * {@code variants}, {@code growth}, {@code simgrid} (SimGrid up to a few seconds), {@code
 * simgrid-long} (10,000 at once too, two minutes). Without parts: all but the last.
 *
 * <p>Seconds are user CPU of the whole process while the solver runs, as {@link SharingRun} prints
 * them: the mean of RUNS and, in parentheses, the least. User time has steps of 10 ms, the sum with
 * system time beside it is finer and bounds it from above. Flow lists and programs lie in a
 * temporary folder.
 */
public final class SharingTable {
  private static final List<String> LAUNCHER =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final List<String> PLAIN_JVM = List.of();
  private static final String[][] COLD = {
    {"1,000 at once", "1000 0", "0.03"},
    {"3,000 at once", "3000 0", "0.06"},
    {"10,000 at once", "10000 0", "0.4"},
    {"Poisson 5 %, 100,000", "100000 0.05", "0.3"},
    {"Poisson 20 %, 100,000", "100000 0.2", "0.3"},
    {"Poisson 60 %, 100,000", "100000 0.6", "1.2"},
  };

  private final Path folder;
  private final int runs;
  private final Map<String, Path> lists = new HashMap<>();

  private SharingTable(Path folder, int runs) {
    this.folder = folder;
    this.runs = runs;
  }

  /** Runs the parts asked for and prints their tables. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    List<String> parts =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("cold", "simgrid", "crowd", "variants", "growth");
    SharingTable table = new SharingTable(Files.createTempDirectory("sharing"), runs);
    System.out.println("Java " + System.getProperty("java.version") + ", load " + load());
    for (String part : parts) {
      switch (part) {
        case "cold" -> table.cold();
        case "crowd" -> table.crowd();
        case "variants" -> table.variants();
        case "growth" -> table.growth();
        case "simgrid" -> table.simgrid(false);
        case "simgrid-long" -> table.simgrid(true);
        default -> throw new IllegalArgumentException("there is no part " + part);
      }
    }
    System.out.println("load at the end " + load());
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).strip() : "unknown";
  }

  private void cold() throws IOException, InterruptedException {
    head(
        "flows, 1,024 hosts",
        "budget s",
        "launcher's options",
        "with system time",
        "JVM without options",
        "with system time");
    for (String[] one : COLD) {
      String[] launcher = seconds(LAUNCHER, one[1], runs);
      String[] plain = seconds(PLAIN_JVM, one[1], runs);
      row(one[0], one[2], launcher[0], launcher[1], plain[0], plain[1]);
    }
  }

  private void crowd() throws IOException, InterruptedException {
    head("100,000 at once", "budget s", "user s", "mean error", "p99", "largest", "makespan s");
    List<String> bothCompilers = List.of("-XX:+UseSerialGC");
    double[] exact = null;
    for (String tolerance : List.of("1e-12", "1e-4", "1e-3")) {
      Path finishes = folder.resolve("finishes-" + tolerance);
      Map<String, String> told =
          run(bothCompilers, list("100000 0", 1024), tolerance, finishes.toString());
      double[] got = numbers(finishes);
      exact = exact == null ? got : exact;
      double[] errors = errors(got, exact);
      double mean = 0;
      for (double error : errors) {
        mean += error / errors.length;
      }
      row(
          tolerance,
          tolerance.equals("1e-12") ? "50" : "6 at p99 0.1 %",
          told.get("user_s"),
          format("%.1e", mean),
          format("%.1e", errors[(int) Math.ceil(errors.length * 0.99) - 1]),
          format("%.1e", errors[errors.length - 1]),
          told.get("makespan_s"));
    }
  }

  private void variants() throws IOException, InterruptedException {
    List<String> asked = List.of("shares", "weights", "caps", "shares+weights+caps");
    List<String> heads = new ArrayList<>(List.of("launcher's options, user s", "plain"));
    heads.addAll(asked);
    heads.addAll(List.of("pool", "pool, delays", "pool, all four", "pool, observed"));
    head(heads.toArray(new String[0]));
    for (String[] one : COLD) {
      List<String> cells = new ArrayList<>();
      cells.add(one[0]);
      double plain = mean(LAUNCHER, one[1], "plain", "solver");
      cells.add(format("%.3f", plain));
      for (String variant : asked) {
        cells.add(times(mean(LAUNCHER, one[1], variant, "solver"), plain));
      }
      double pool = mean(LAUNCHER, one[1], "plain", "pool");
      cells.add(format("%.3f", pool));
      cells.add(times(mean(LAUNCHER, one[1], "delays", "pool"), pool));
      cells.add(times(mean(LAUNCHER, one[1], "shares+weights+caps+delays", "pool"), pool));
      cells.add(times(mean(LAUNCHER, one[1], "plain", "observed"), pool));
      row(cells.toArray(new String[0]));
    }
  }

  private static String times(double seconds, double plain) {
    return format("%.3f (x %.1f)", seconds, seconds / plain);
  }

  private void growth() throws IOException, InterruptedException {
    head("hosts", "links", "most flows at once", "level updates", "user s", "heap MB");
    for (int hosts : new int[] {1024, 4096, 16384, 65536}) {
      Map<String, String> told = run(LAUNCHER, list("100000 0.2", hosts), "1e-12", "-");
      row(
          String.valueOf(hosts),
          String.valueOf(4 * hosts),
          told.get("peak_present"),
          told.get("level_updates"),
          told.get("user_s"),
          told.get("heap_mb"));
    }
    head("flows at once, 1,024 hosts", "level updates", "user s", "heap MB");
    for (String flows : List.of("1000", "3000", "10000", "30000", "100000")) {
      Map<String, String> told =
          run(List.of("-XX:+UseSerialGC"), list(flows + " 0", 1024), "1e-12", "-");
      row(flows, told.get("level_updates"), told.get("user_s"), told.get("heap_mb"));
    }
  }

  private void simgrid(boolean isLong) throws IOException, InterruptedException {
    Path source = Path.of("sim-core/src/benchmark/cpp/sharing_simgrid.cpp");
    Path here = Files.exists(source) ? source : Path.of("src/benchmark/cpp/sharing_simgrid.cpp");
    Path program = folder.resolve("sharing-simgrid");
    try {
      told(List.of("g++", "-O2", "-o", program.toString(), here.toString(), "-lsimgrid"));
    } catch (IOException | IllegalStateException e) {
      System.out.println("no SimGrid here (" + e.getMessage() + ")");
      return;
    }
    head("flows, 1,024 hosts", "opisim s", "SimGrid s", "worst difference of a finish");
    for (String[] one : COLD) {
      boolean isQuick = !one[1].equals("10000 0") && !one[1].endsWith("0.6");
      if (isQuick || isLong && one[1].equals("10000 0")) {
        Path ours = folder.resolve("ours");
        Path theirs = folder.resolve("theirs");
        String list = list(one[1], 1024).toString();
        Map<String, String> opisim = run(LAUNCHER, list(one[1], 1024), "1e-12", ours.toString());
        Map<String, String> simgrid = told(List.of(program.toString(), list, theirs.toString()));
        double[] errors = errors(numbers(ours), numbers(theirs));
        row(
            one[0],
            opisim.get("user_s"),
            simgrid.get("user_s"),
            format("%.1e", errors[errors.length - 1]));
      }
    }
  }

  /** The mean and the least of the user time, and of user and system time. */
  private String[] seconds(List<String> options, String flows, int count)
      throws IOException, InterruptedException {
    String[] names = {"user_s", "cpu_s"};
    double[] sums = new double[2];
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    for (int i = 0; i < count; i++) {
      Map<String, String> told = run(options, list(flows, 1024));
      for (int j = 0; j < names.length; j++) {
        double seconds = Double.parseDouble(told.get(names[j]));
        sums[j] += seconds;
        least[j] = Math.min(least[j], seconds);
      }
    }
    return new String[] {
      format("%.3f (%.2f)", sums[0] / count, least[0]),
      format("%.3f (%.3f)", sums[1] / count, least[1])
    };
  }

  private double mean(List<String> options, String flows, String variant, String door)
      throws IOException, InterruptedException {
    double sum = 0;
    for (int i = 0; i < runs; i++) {
      Map<String, String> told = run(options, list(flows, 1024), "1e-12", "-", "1", variant, door);
      sum += Double.parseDouble(told.get("user_s"));
    }
    return sum / runs;
  }

  /** The flow list of so many flows at such a load, written when it is asked for first. */
  private Path list(String flowsAndLoad, int hosts) throws IOException {
    String key = hosts + " " + flowsAndLoad;
    if (!lists.containsKey(key)) {
      Path file = folder.resolve("flows-" + lists.size());
      String[] of = flowsAndLoad.split(" ");
      FlowList.main(new String[] {file.toString(), String.valueOf(hosts), of[0], of[1], "42"});
      lists.put(key, file);
    }
    return lists.get(key);
  }

  private Map<String, String> run(List<String> options, Path list, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SharingRun.class.getName());
    command.add(list.toString());
    command.addAll(List.of(more));
    return told(command);
  }

  /** What a program says in pairs of a name and a value. */
  private static Map<String, String> told(List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder all = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.append(line).append(' ');
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed: " + all);
    }
    String[] words = all.toString().strip().split(" ");
    Map<String, String> told = new HashMap<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      told.put(words[i], words[i + 1]);
    }
    return told;
  }

  private static double[] numbers(Path file) throws IOException {
    return Files.readAllLines(file).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** Relative differences, smallest first. */
  private static double[] errors(double[] got, double[] right) {
    double[] errors = new double[got.length];
    for (int i = 0; i < got.length; i++) {
      errors[i] = Math.abs(got[i] / right[i] - 1);
    }
    Arrays.sort(errors);
    return errors;
  }

  private static void head(String... cells) {
    System.out.println();
    row(cells);
    System.out.println("| --- |" + " ---: |".repeat(cells.length - 1));
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
