package io.opisim.cli;

import io.opisim.scenarios.study.Study;
import java.io.Closeable;

/** One line on a terminal that says how far a study is and how long it will take. */
final class ProgressLine implements Study.Progress, Closeable {
  private static final double NANOS = 1e9;
  private static final String CLEAR = "\r\u001b[K";

  private final Console console;
  private final boolean shown;
  private long startNanos = System.nanoTime();
  private long searchedNanos = startNanos;

  ProgressLine(Console console, boolean wanted) {
    this.console = console;
    this.shown = wanted && console.errIsTerminal();
    if (shown) {
      console.err().print("reading and simulating ...");
      console.err().flush();
    }
  }

  @Override
  public synchronized void runsDone(int done, int total) {
    startNanos = searchedNanos;
    tell(done + " of " + total + " runs", (double) done / total);
  }

  @Override
  public synchronized void searching(double share, int searches) {
    searchedNanos = System.nanoTime();
    tell(Math.round(100 * share) + " % of " + searches + " searches", share);
  }

  private void tell(String what, double share) {
    if (shown) {
      double spent = (System.nanoTime() - startNanos) / NANOS;
      long left = Math.round(spent * (1 - share) / share);
      console.err().print(CLEAR + what + ", about " + left + " s left");
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
