package io.opisim.scenarios.world;

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
 * Runs the reference load in opisim and in CloudSim Plus in turn, each time in a JVM of its own,
 * and prints a table of CPU seconds with the ratio of the medians; or, with the argument {@code
 * scale}, opisim alone on more and more hosts.
 *
 * <p>Seconds are user and system time as the processes print them themselves. The last column is
 * the user time of the whole process as the kernel accounts it (Linux, a clock of 100 ticks;
 * elsewhere it is left empty).
 *
 * <p>Each JVM gets the options that are fastest for its program: those of the launcher for opisim,
 * both compilers for CloudSim Plus, which runs long enough to repay the second one.
 *
 * <p>Arguments: number of pairs (default 3) or {@code scale}; then the options for both programs.
 */
public final class BenchmarkRunner {
  private static final String OURS = "io.opisim.scenarios.world.JobBenchmark";
  private static final String THEIRS = "io.opisim.scenarios.world.CloudSimPlusBenchmark";
  private static final List<String> OUR_OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final List<String> THEIR_OPTIONS = List.of("-XX:+UseSerialGC");
  private static final String ROW = "%-13s %9s %9s %8s %12s %9s %9s %12s %11s%n";

  private BenchmarkRunner() {}

  /** Runs all and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String what = args.length > 0 ? args[0] : "3";
    List<String> given = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
    List<String> ours = given.isEmpty() ? OUR_OPTIONS : given;
    List<String> theirs = given.isEmpty() ? THEIR_OPTIONS : given;
    System.out.println("opisim with " + String.join(" ", ours));
    if (!what.equals("scale")) {
      System.out.println("CloudSim Plus with " + String.join(" ", theirs));
    }
    System.out.printf(
        ROW,
        "program",
        "jobs",
        "hosts",
        "loaded",
        "jct_mean_s",
        "start_s",
        "build_s",
        "simulation_s",
        "all_user_s");
    if (what.equals("scale")) {
      scale(ours);
    } else {
      compare(Integer.parseInt(what), ours, theirs);
    }
  }

  private static void compare(int pairs, List<String> ourOptions, List<String> theirOptions)
      throws IOException, InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      ours.add(run(ourOptions, OURS, "100000", "1000", "first-fit"));
      theirs.add(run(theirOptions, THEIRS, "100000", "1000", "round-robin"));
    }
    System.out.printf(
        Locale.ROOT,
        "medians of the simulation: opisim %.2f s, CloudSim Plus %.2f s, ratio %.0f%n",
        median(ours),
        median(theirs),
        median(theirs) / median(ours));
  }

  private static void scale(List<String> options) throws IOException, InterruptedException {
    for (String jobs : List.of("100000", "1000000")) {
      for (String hosts : List.of("1000", "10000", "100000")) {
        for (String loaded : hosts.equals("1000") ? List.of(hosts) : List.of("1000", hosts)) {
          for (int repeat = 0; repeat < 3; repeat++) {
            run(options, OURS, jobs, hosts, "first-fit", loaded);
          }
        }
      }
    }
  }

  private static double run(List<String> options, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    double before = userSecondsOfChildren();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, String> told = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (String pair : line.split(" ")) {
          int equals = pair.indexOf('=');
          told.put(equals < 0 ? "program" : pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    if (process.waitFor() != 0 || !told.containsKey("cpu_simulation_s")) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
    double user = userSecondsOfChildren() - before;
    System.out.printf(
        ROW,
        told.get("program"),
        told.get("jobs"),
        told.get("hosts"),
        told.get("loaded_hosts"),
        told.get("jct_mean_s"),
        told.get("cpu_start_s"),
        told.get("cpu_build_s"),
        told.get("cpu_simulation_s"),
        Double.isNaN(user) ? "" : String.format(Locale.ROOT, "%.2f", user));
    return Double.parseDouble(told.get("cpu_simulation_s"));
  }

  /** User time of all ended children, or not a number where the kernel does not tell it so. */
  private static double userSecondsOfChildren() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return Double.NaN;
    }
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[13]) / 100.0;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
