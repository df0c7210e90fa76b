package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scheduler.WaitReason;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose wait is put down to what, and for how long. */
class WaitReasonsTest {
  @Test
  void inStrictOrderTheHeadTellsItsOwnReasonAndAllOthersThatTheyAreBehindIt() {
    // Job 1 is the head from 1 to 10, job 2 from 10 to 20, job 3 from 20 to 25.
    HandMade queue =
        HandMade.onNodesOf(2).job(0, 10, 2).job(1, 10, 2).job(2, 5, 2).job(3, 1, 1).under("fifo");

    assertThat(reasons(queue))
        .containsOnly(
            Map.entry(WaitReason.NO_FREE_GPU, 9L + 10L + 5L),
            Map.entry(WaitReason.BEHIND_HEAD, 8L + 17L));
    assertThat(queue.waits()).containsExactly(0, 9, 18, 22);
  }

  @Test
  void aHeadThatIsOvertakenByAShorterJobFallsBehindIt() {
    // Job 1 is the head from 1 to 4 and from 12 on, job 2 in between.
    HandMade queue =
        HandMade.onNodesOf(1).job(0, 10, 1).job(1, 5, 1).job(4, 2, 1).under("shortest-job-first");

    assertThat(queue.starts()).containsExactly(0, 12, 10);
    assertThat(reasons(queue))
        .containsOnly(
            Map.entry(WaitReason.NO_FREE_GPU, 3L + 6L + 2L), Map.entry(WaitReason.BEHIND_HEAD, 6L));
  }

  @Test
  void aJobThatFitsIsReservedForTheHeadUntilTheHeadHasStarted() {
    HandMade queue =
        HandMade.onNodesOf(4).job(0, 30, 3).job(1, 10, 4).job(2, 29, 1).under("easy-backfill");

    assertThat(reasons(queue))
        .containsOnly(
            Map.entry(WaitReason.RESERVED_FOR_HEAD, 28L),
            Map.entry(WaitReason.NO_FREE_GPU, 29L + 10L));
  }

  @Test
  void aPreemptedJobWaitsForGpusAsAnyOther() {
    HandMade queue =
        HandMade.onNodesOf(1).job(0, 10, 1).job(2, 3, 1).under("shortest-remaining-first");

    assertThat(reasons(queue)).containsOnly(Map.entry(WaitReason.NO_FREE_GPU, 3L));
    assertThat(queue.reasonOf(0)).isEqualTo(WaitReason.NO_FREE_GPU);
  }

  @Test
  void theReasonChangesFromTooFewGpusToFragmentedAsJobsLeave() {
    // At 5 two GPUs are free, one on each node; at 10 both are on one node.
    HandMade queue =
        HandMade.onNodesOf(2, 2)
            .job(0, 10, 1)
            .job(0, 5, 1)
            .job(0, 5, 1)
            .job(0, 30, 1)
            .job(1, 5, 2)
            .under("fifo");

    assertThat(queue.starts()[4]).isEqualTo(10);
    assertThat(reasons(queue))
        .containsOnly(Map.entry(WaitReason.NO_FREE_GPU, 4L), Map.entry(WaitReason.FRAGMENTED, 5L));
    assertThat(queue.reasonOf(4)).isEqualTo(WaitReason.FRAGMENTED);
  }

  private static Map<WaitReason, Long> reasons(HandMade queue) {
    Map<WaitReason, Long> seconds = new EnumMap<>(WaitReason.class);
    for (WaitReason reason : WaitReason.values()) {
      double waited = queue.outcome().reasonSeconds()[reason.ordinal()];
      if (waited > 0) {
        seconds.put(reason, (long) waited);
      }
    }
    return seconds;
  }
}
