package io.opisim.scenarios.optimize;

import io.opisim.scenarios.study.Study;

/** Counts what is done of what is known to be to do. */
final class Ticks {
  private final Study.Progress progress;
  private int done;
  private int total;

  Ticks(Study.Progress progress) {
    this.progress = progress;
  }

  /** So much more is to do. */
  synchronized void expect(int more) {
    total += more;
  }

  /** One more is done. */
  synchronized void tick() {
    progress.runsDone(++done, total);
  }
}
