package io.opisim.cli;

import io.opisim.scenarios.study.Study;
import java.io.Closeable;

/** One line on a terminal that says how far a study is and how long it will take. */
final class ProgressLine implements Study.Progress, Closeable {
  private static final double NANOS = 1e9;
  private static final String CLEAR = "\r\u001b[K";

  private final Console console;
  private final boolean shown;
  private final String counted;
  private final long startNanos = System.nanoTime();

  /**
   * A line that is not there yet.
   *
   * @param counted what is counted, in the plural
   */
  ProgressLine(Console console, boolean wanted, String counted) {
    this.console = console;
    this.counted = counted;
    this.shown = wanted && console.errIsTerminal();
    if (shown) {
      console.err().print("reading and simulating ...");
      console.err().flush();
    }
  }

  @Override
  public synchronized void runsDone(int done, int total) {
    if (shown) {
      double spent = (System.nanoTime() - startNanos) / NANOS;
      long left = Math.round(spent / done * (total - done));
      console
          .err()
          .print(CLEAR + done + " of " + total + " " + counted + ", about " + left + " s left");
      console.err().flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      console.err().print(CLEAR);
      console.err().flush();
    }
  }
}
