package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scheduler.WaitReason;
import org.junit.jupiter.api.Test;

class LongWaitsTest {
  private static final long HUNDRED_DAYS_SECONDS = 8_640_000;
  private static final int JOBS = 2_000;

  @Test
  void waitsOfAllJobsAddUpBeyondTheNanosecondsOfALong() {
    HandMade queue = HandMade.onNodesOf(1).job(0, HUNDRED_DAYS_SECONDS, 1);
    for (int job = 0; job < JOBS; job++) {
      queue.job(0, 1, 1);
    }
    double[] waited = queue.under("fifo").outcome().reasonSeconds();
    // The first of them is the head from 0 on; each one behind it is the head for a second.
    double atTheHead = HUNDRED_DAYS_SECONDS + (JOBS - 1);
    double inAll = (double) JOBS * HUNDRED_DAYS_SECONDS + JOBS * (JOBS - 1) / 2.0;
    assertThat(inAll).isGreaterThan(Long.MAX_VALUE * 1e-9);
    assertThat(waited[WaitReason.NO_FREE_GPU.ordinal()]).isEqualTo(atTheHead);
    assertThat(waited[WaitReason.BEHIND_HEAD.ordinal()]).isEqualTo(inAll - atTheHead);
  }
}
