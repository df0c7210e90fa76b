package io.opisim.simcore.sharing;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One run of the sharing solver over a {@link FlowList}, in a JVM of its own: {@code FILE
 * [TOLERANCE [FINISHES_FILE [REPEATS [CAP_BYTES_PER_SECOND]]]]}.
 *
 * <p>CPU time is that of the whole process (compiler and collector included) from the moment the
 * list is in memory until the last flow is done: all of it, and what of it is user time (Linux
 * only, in steps of 10 ms).
 */
public final class SharingRun {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private SharingRun() {}

  /** Runs and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FlowList flows = FlowList.read(Path.of(arguments[0]));
    double tolerance =
        arguments.length > 1 ? Double.parseDouble(arguments[1]) : SharingSolver.EXACT;
    int repeats = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
    double cap = arguments.length > 4 ? Double.parseDouble(arguments[4]) : Double.POSITIVE_INFINITY;
    double[] finishes = new double[flows.sizes().length];
    awaitCompiler();
    for (int repeat = 0; repeat < repeats; repeat++) {
      double userBefore = userSeconds();
      long before = MACHINE.getProcessCpuTime();
      SharingSolver solver = new SharingSolver(tolerance);
      int peak = run(flows, solver, cap, finishes);
      double cpuSeconds = (MACHINE.getProcessCpuTime() - before) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "flows %d makespan_s %.9f cpu_s %.3f user_s %.2f peak_present %d level_updates %d heap_mb %.1f%n",
          finishes.length,
          solver.now(),
          cpuSeconds,
          userSeconds() - userBefore,
          peak,
          solver.levelUpdates(),
          usedMegabytes(solver));
    }
    if (arguments.length > 2 && !arguments[2].equals("-")) {
      try (PrintStream out = new PrintStream(arguments[2])) {
        for (double finish : finishes) {
          out.printf(Locale.ROOT, "%.17g%n", finish);
        }
      }
    }
  }

  /** Until the compiler is done with the reader, whose cost is not that of the solver. */
  private static void awaitCompiler() throws InterruptedException {
    long before;
    do {
      before = MACHINE.getProcessCpuTime();
      Thread.sleep(300);
    } while (MACHINE.getProcessCpuTime() - before > 10_000_000);
  }

  private static double userSeconds() throws IOException {
    Path status = Path.of("/proc/self/stat");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    String line = Files.readString(status);
    // The 14th field; the second, in parentheses, may hold blanks.
    String[] afterName = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(afterName[11]) / 100.0;
  }

  private static int run(FlowList flows, SharingSolver solver, double cap, double[] finishes) {
    for (int link = 0; link < flows.links(); link++) {
      solver.addResource(flows.bytesPerSecond());
    }
    int[] flowOf = new int[finishes.length];
    double[] ones = {1, 1, 1, 1};
    double[] pair = {1, 1};
    int next = 0;
    int done = 0;
    int peak = 0;
    while (done < finishes.length) {
      double start = next < finishes.length ? flows.starts()[next] : Double.POSITIVE_INFINITY;
      double finish = next == 0 ? Double.POSITIVE_INFINITY : solver.nextFinish();
      solver.advanceTo(Math.min(start, finish));
      int activity;
      while (finish <= start && (activity = solver.takeFinished(finish)) >= 0) {
        finishes[flowOf[activity]] = finish;
        done++;
      }
      while (next < finishes.length && flows.starts()[next] <= solver.now()) {
        int[] route = flows.routes()[next];
        double[] weights = route.length == 2 ? pair : ones;
        int started = solver.start(route, weights, 1, cap, flows.sizes()[next]);
        flowOf[started] = next++;
      }
      peak = Math.max(peak, solver.present());
    }
    return peak;
  }

  /** The solver is alive, so what is left after a collection holds it at its largest. */
  private static double usedMegabytes(SharingSolver solver) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return solver.present() + (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
