package io.opisim.simcore.sharing;

import com.sun.management.OperatingSystemMXBean;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * One run over a {@link FlowList}, in a JVM of its own: {@code FILE [TOLERANCE [FINISHES_FILE
 * [REPEATS [VARIANT [DOOR]]]]]}. The variants are those of {@link FlowVariant}; the door is {@code
 * solver}, {@code pool} (an {@link ActivityPool} in a simulation, as models use it) or {@code
 * observed} (such a pool with {@link BottleneckTimes}). A file named {@code -} is not written.
 *
 * <p>CPU time is that of the whole process (compiler and collector included) from the moment the
 * list is in memory until the last flow is done: all of it (on Linux to the nanosecond, of threads
 * that are still there), and what of it is user time (Linux only, in steps of 10 ms).
 */
public final class SharingRun {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final FlowList flows;
  private final FlowVariant variant;
  private final double[] finishes;
  private int peak;
  private long levelUpdates;
  private double makespan;
  private Object alive;
  private int next;
  private Timer arrival;

  private SharingRun(FlowList flows, FlowVariant variant) {
    this.flows = flows;
    this.variant = variant;
    finishes = new double[flows.sizes().length];
  }

  /** Runs and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String[] given = Arrays.copyOf(arguments, 6);
    FlowList flows = FlowList.read(Path.of(given[0]));
    double tolerance = given[1] == null ? SharingSolver.EXACT : Double.parseDouble(given[1]);
    int repeats = given[3] == null ? 1 : Integer.parseInt(given[3]);
    String name = given[4] == null ? "plain" : given[4];
    String door = given[5] == null ? "solver" : given[5];
    FlowVariant variant = FlowVariant.of(name, flows);
    SharingRun run = new SharingRun(flows, variant);
    userSeconds();
    cpuSeconds();
    awaitCompiler();
    for (int repeat = 0; repeat < repeats; repeat++) {
      double userBefore = userSeconds();
      double before = cpuSeconds();
      if (door.equals("solver")) {
        run.solve(new SharingSolver(tolerance));
      } else {
        run.simulate(tolerance, door.equals("observed"));
      }
      double cpuSeconds = cpuSeconds() - before;
      double user = userSeconds() - userBefore;
      System.out.printf(
          Locale.ROOT,
          "flows %d makespan_s %.9f cpu_s %.4f user_s %.2f peak_present %d level_updates %d heap_mb %.1f%n",
          run.finishes.length,
          run.makespan,
          cpuSeconds,
          user,
          run.peak,
          run.levelUpdates,
          run.usedMegabytes());
    }
    if (given[2] != null && !given[2].equals("-")) {
      try (PrintStream out = new PrintStream(given[2])) {
        for (double finish : run.finishes) {
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

  private static double cpuSeconds() throws IOException {
    String[] threads = new File("/proc/self/task").list();
    if (threads == null) {
      return MACHINE.getProcessCpuTime() / 1e9;
    }
    long nanos = 0;
    for (String thread : threads) {
      try {
        String times = Files.readString(Path.of("/proc/self/task", thread, "schedstat"));
        nanos += Long.parseLong(times.substring(0, times.indexOf(' ')));
      } catch (NoSuchFileException ended) {
        // Its time is not known any more.
      }
    }
    return nanos / 1e9;
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

  /** Without a calendar: the next start or the next finish. */
  private void solve(SharingSolver solver) {
    for (int link = 0; link < flows.links(); link++) {
      solver.addResource(flows.bytesPerSecond());
    }
    int[] flowOf = new int[finishes.length];
    int done = 0;
    next = 0;
    peak = 0;
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
        int started =
            solver.start(
                flows.routes()[next],
                variant.weights()[next],
                variant.shares()[next],
                variant.caps()[next],
                flows.sizes()[next]);
        flowOf[started] = next++;
      }
      peak = Math.max(peak, solver.present());
    }
    makespan = solver.now();
    levelUpdates = solver.levelUpdates();
    alive = solver;
  }

  /** In simulated time: whole nanoseconds, an activity and a handler for each flow. */
  private void simulate(double tolerance, boolean isObserved) {
    Simulation simulation = new Simulation();
    ActivityPool pool = new ActivityPool(simulation, 0, tolerance);
    if (isObserved) {
      pool.observe(new BottleneckTimes());
    }
    Resource[] links = new Resource[flows.links()];
    for (int link = 0; link < links.length; link++) {
      links[link] = pool.resource("link", flows.bytesPerSecond());
    }
    next = 0;
    peak = 0;
    arrival = simulation.timer(1, unused -> startDue(simulation, pool, links), 0);
    arrival.at(startNanos(0));
    simulation.run();
    makespan = simulation.nowSeconds();
    alive = pool;
  }

  private void startDue(Simulation simulation, ActivityPool pool, Resource[] links) {
    while (next < finishes.length && startNanos(next) <= simulation.nowNanos()) {
      Demands demands = Demands.on();
      int[] route = flows.routes()[next];
      for (int i = 0; i < route.length; i++) {
        demands = demands.and(links[route[i]], variant.weights()[next][i]);
      }
      demands = demands.withShare(variant.shares()[next]).withCap(variant.caps()[next]);
      pool.activity(demands, flow -> finishes[flow] = simulation.nowSeconds(), next)
          .start(flows.sizes()[next], variant.delayNanos()[next]);
      next++;
    }
    peak = Math.max(peak, pool.present());
    if (next < finishes.length) {
      arrival.at(startNanos(next));
    }
  }

  private long startNanos(int flow) {
    return SimulatedTime.wholeNanos(flows.starts()[flow] * 1e9);
  }

  /** The solver is alive, so what is left after a collection holds it at its largest. */
  private double usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double used = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    return alive == null ? 0 : used;
  }
}
