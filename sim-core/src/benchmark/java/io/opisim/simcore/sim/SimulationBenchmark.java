package io.opisim.simcore.sim;

import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hold model through the whole door: run loop, timers, handlers, whole nanoseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SimulationBenchmark {
  private static final int DELAYS = 1 << 16;
  private static final int EVENTS = 1000;

  /** How many timers are armed. */
  @Param({"1000", "100000", "1000000"})
  public int pending;

  private Simulation simulation;
  private Timer[] timers;
  private long[] delaysNanos;
  private int next;
  private int left;

  /** Arms all timers; 10 ms mean, so that a trial stays within the calendar's 208 days. */
  @Setup(Level.Trial)
  public void arm() {
    simulation = new Simulation();
    Distribution law = new Exponential(0.01);
    RandomStream stream = new RandomStreams(1).stream("delays");
    delaysNanos = new long[DELAYS];
    for (int i = 0; i < DELAYS; i++) {
      delaysNanos[i] = SimulatedTime.nanosFromSeconds(law.sample(stream));
    }
    timers = new Timer[pending];
    for (int subject = 0; subject < pending; subject++) {
      timers[subject] = simulation.timer(0, this::again, subject);
      timers[subject].after(SimulatedTime.nanosFromSeconds(law.sample(stream)));
    }
  }

  /** A thousand events, each of which arms its timer again. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long run() {
    left = EVENTS;
    simulation.run();
    return simulation.nowNanos();
  }

  private void again(int subject) {
    timers[subject].after(delaysNanos[next++ & DELAYS - 1]);
    if (--left == 0) {
      simulation.stop();
    }
  }
}
