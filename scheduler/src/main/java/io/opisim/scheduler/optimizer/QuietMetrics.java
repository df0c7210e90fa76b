package io.opisim.scheduler.optimizer;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Keeps the solver's meters out of the library's global registry, once for a process: nobody reads
 * them, and the second search would warn on the console that they are there already.
 */
public final class QuietMetrics {
  static {
    Metrics.globalRegistry.config().meterFilter(MeterFilter.denyNameStartsWith("optaplanner"));
  }

  private QuietMetrics() {}

  /** After the first call, nothing is left to do. */
  public static void ensure() {
    // The class has been initialised by this call.
  }
}
