package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.scenarios.result.io.Json;
import java.lang.management.ManagementFactory;

/** Facts of the machine and of the time taken; they never touch a result. */
final class Stopwatch {
  private static final double NANOS = 1e9;

  private final long startNanos = System.nanoTime();

  double wallSeconds() {
    return (System.nanoTime() - startNanos) / NANOS;
  }

  /** CPU time of the whole process so far, all threads. */
  double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime() / NANOS
        : Double.NaN;
  }

  ObjectNode facts(int threads) {
    ObjectNode facts = Json.object();
    Json.put(facts, "wall_s", wallSeconds());
    Json.put(facts, "cpu_s", cpuSeconds());
    facts.put("threads", threads);
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return facts;
  }
}
