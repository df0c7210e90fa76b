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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/**
 * The hold model: take the first event, schedule it again an exp(1) time later, with a constant
 * number of events pending. Ours against SSJ's lists, all driven through SSJ's simulator.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CalendarBenchmark {
  private static final int DELAYS = 1 << 16;

  /** Which list holds the events. */
  @Param({"opisim", "splay", "binary", "henriksen", "redblack"})
  public String list;

  /** How many events are pending. */
  @Param({"1000", "100000", "1000000"})
  public int pending;

  private Driver driver;
  private double[] delays;
  private int next;

  /** Fills the list. */
  @Setup(Level.Trial)
  public void fill() {
    EventList events =
        switch (list) {
          case "opisim" -> new HeapEventList();
          case "splay" -> new SplayTree();
          case "binary" -> new BinaryTree();
          case "henriksen" -> new Henriksen();
          case "redblack" -> new RedblackTree();
          default -> throw new IllegalArgumentException(list);
        };
    driver = new Driver(events);
    Distribution law = new Exponential(1);
    RandomStream stream = new RandomStreams(1).stream("delays");
    delays = new double[DELAYS];
    for (int i = 0; i < DELAYS; i++) {
      delays[i] = law.sample(stream);
    }
    for (int i = 0; i < pending; i++) {
      new Pending(driver).schedule(law.sample(stream));
    }
  }

  /** One hold. */
  @Benchmark
  public double hold() {
    Event event = driver.takeFirst();
    event.schedule(delays[next++ & DELAYS - 1]);
    return event.time();
  }

  private static final class Driver extends Simulator {
    Driver(EventList events) {
      super(events);
      init(events);
    }

    Event takeFirst() {
      return removeFirstEvent();
    }
  }

  private static final class Pending extends Event {
    Pending(Simulator simulator) {
      super(simulator);
    }

    @Override
    public void actions() {
      throw new IllegalStateException("only the list is timed");
    }
  }
}
