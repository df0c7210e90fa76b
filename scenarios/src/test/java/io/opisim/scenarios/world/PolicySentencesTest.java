package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scheduler.WaitReason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each policy promises, on queues small enough to be worked out by hand. */
class PolicySentencesTest {
  @Nested
  class FifoTest {
    @Test
    void aJobThatFitsWaitsBehindOneThatDoesNot() {
      HandMade queue = HandMade.onNodesOf(4).job(0, 10, 3).job(1, 10, 2).job(2, 5, 1).under("fifo");

      assertThat(queue.starts()).containsExactly(0, 10, 10);
      assertThat(queue.reasonOf(0)).isNull();
      assertThat(queue.reasonOf(1)).isEqualTo(WaitReason.NO_FREE_GPU);
      assertThat(queue.reasonOf(2)).isEqualTo(WaitReason.BEHIND_HEAD);
    }

    @Test
    void jobsThatArriveInOneInstantStartInTheirOrder() {
      HandMade queue = HandMade.onNodesOf(1).job(0, 3, 1).job(0, 1, 1).job(0, 2, 1).under("fifo");

      assertThat(queue.starts()).containsExactly(0, 3, 4);
    }

    @Test
    void aJobThatNoNodeHoldsIsSetAsideAndHoldsBackNobody() {
      HandMade queue = HandMade.onNodesOf(4, 4).job(0, 10, 8).job(1, 10, 4).under("fifo");

      assertThat(queue.outcome().finished(0)).isFalse();
      assertThat(queue.reasonOf(0)).isEqualTo(WaitReason.UNPLACEABLE);
      assertThat(queue.starts()[1]).isEqualTo(1);
    }
  }

  @Nested
  class ShortestJobFirstTest {
    @Test
    void theShortestWaitingJobStartsNext() {
      HandMade queue =
          HandMade.onNodesOf(1)
              .job(0, 10, 1)
              .job(1, 8, 1)
              .job(2, 3, 1)
              .job(3, 5, 1)
              .under("shortest-job-first");

      assertThat(queue.starts()).containsExactly(0, 18, 10, 13);
    }

    @Test
    void aLongerJobThatFitsWaitsBehindAShorterOneThatDoesNot() {
      HandMade queue =
          HandMade.onNodesOf(4).job(0, 10, 3).job(1, 2, 4).job(2, 5, 1).under("shortest-job-first");

      assertThat(queue.starts()).containsExactly(0, 10, 12);
    }

    @Test
    void equallyShortJobsStartInTheOrderOfTheirArrival() {
      HandMade queue =
          HandMade.onNodesOf(1).job(0, 5, 1).job(1, 4, 1).job(2, 4, 1).under("shortest-job-first");

      assertThat(queue.starts()).containsExactly(0, 5, 9);
    }
  }

  @Nested
  class EasyBackfillTest {
    @Test
    void aShortJobJumpsAheadOfABlockedLongOneOnlyIfTheHeadIsNotDelayed() {
      HandMade inTime =
          HandMade.onNodesOf(4).job(0, 30, 3).job(1, 10, 4).job(2, 28, 1).under("easy-backfill");
      HandMade tooLong =
          HandMade.onNodesOf(4).job(0, 30, 3).job(1, 10, 4).job(2, 29, 1).under("easy-backfill");

      assertThat(inTime.starts()).containsExactly(0, 30, 2);
      assertThat(tooLong.starts()).containsExactly(0, 30, 40);
      assertThat(tooLong.reasonOf(2)).isEqualTo(WaitReason.RESERVED_FOR_HEAD);
    }

    @Test
    void aLongJobGoesAheadWhereItLeavesRoomForTheHead() {
      HandMade queue =
          HandMade.onNodesOf(4).job(0, 10, 3).job(1, 10, 3).job(2, 100, 1).under("easy-backfill");

      assertThat(queue.starts()).containsExactly(0, 10, 2);
    }

    @Test
    void onlyTheHeadIsPromisedAnything() {
      // Job 2 could start at 20 if job 3 did not jump ahead of both.
      HandMade queue =
          HandMade.onNodesOf(4)
              .job(0, 10, 3)
              .job(1, 10, 3)
              .job(2, 10, 4)
              .job(3, 100, 1)
              .under("easy-backfill");

      assertThat(queue.starts()).containsExactly(0, 10, 103, 3);
    }

    @Test
    void ofTwoThatMayJumpAheadTheEarlierGoes() {
      HandMade queue =
          HandMade.onNodesOf(4)
              .job(0, 10, 3)
              .job(1, 10, 4)
              .job(2, 9, 1)
              .job(3, 4, 1)
              .job(4, 3, 1)
              .under("easy-backfill");

      assertThat(queue.starts()).containsExactly(0, 10, 20, 3, 7);
    }
  }

  @Nested
  class ShortestRemainingFirstTest {
    private static final String SRTF = "shortest-remaining-first";

    @Test
    void aJobWithLessLeftPreemptsAndTheOtherKeepsItsProgress() {
      HandMade queue = HandMade.onNodesOf(1).job(0, 10, 1).job(2, 3, 1).under(SRTF);

      assertThat(queue.starts()).containsExactly(0, 2);
      assertThat(queue.finishes()).containsExactly(13, 5);
      assertThat(queue.waits()).containsExactly(3, 0);
      assertThat(queue.preemptions()).containsExactly(1, 0);
    }

    @Test
    void aJobWithJustAsMuchLeftWaits() {
      HandMade queue = HandMade.onNodesOf(1).job(0, 10, 1).job(4, 6, 1).under(SRTF);

      assertThat(queue.finishes()).containsExactly(10, 16);
      assertThat(queue.preemptions()).containsExactly(0, 0);
    }

    @Test
    void theJobWithTheMostLeftGoesFirst() {
      HandMade queue =
          HandMade.onNodesOf(1, 1).job(0, 10, 1).job(0, 20, 1).job(1, 3, 1).under(SRTF);

      assertThat(queue.preemptions()).containsExactly(0, 1, 0);
      assertThat(queue.finishes()).containsExactly(10, 23, 4);
    }

    @Test
    void asManyGoAsAreNeeded() {
      HandMade queue =
          HandMade.onNodesOf(4).job(0, 100, 1).job(0, 40, 2).job(0, 90, 1).job(1, 5, 2).under(SRTF);

      assertThat(queue.preemptions()).containsExactly(1, 0, 1, 0);
    }

    @Test
    void nobodyGoesWhoseLeavingMakesNoDifference() {
      // Job 0 would go first, but job 1 must go in any case and is enough.
      HandMade queue = HandMade.onNodesOf(4).job(0, 100, 1).job(0, 40, 3).job(1, 5, 3).under(SRTF);

      assertThat(queue.preemptions()).containsExactly(0, 1, 0);
    }

    @Test
    void aJobThatFitsPassesOneThatNoPreemptionHelps() {
      HandMade queue = HandMade.onNodesOf(4).job(0, 5, 2).job(1, 6, 4).job(2, 8, 2).under(SRTF);

      assertThat(queue.starts()).containsExactly(0, 10, 2);
      assertThat(queue.preemptions()).containsExactly(0, 0, 0);
    }
  }

  @Nested
  class LeastAttainedServiceTest {
    private static final String LAS = "least-attained-service";

    @Test
    void aNewcomerWaitsForOneInTheSameQueueAndPreemptsItOnceItHasPassedTheLimit() {
      HandMade queue = HandMade.onNodesOf(1).queueLimits(10).job(0, 30, 1).job(5, 4, 1).under(LAS);

      assertThat(queue.starts()).containsExactly(0, 10);
      assertThat(queue.finishes()).containsExactly(34, 14);
      assertThat(queue.preemptions()).containsExactly(1, 0);
    }

    @Test
    void aJobThatNeverStartedTakesNoPlaceFromOneOfItsQueueThatDid() {
      HandMade queue =
          HandMade.onNodesOf(4)
              .queueLimits(1000)
              .job(0, 10, 3)
              .job(1, 10, 4)
              .job(2, 20, 1)
              .under(LAS);

      assertThat(queue.starts()).containsExactly(0, 22, 2);
      assertThat(queue.preemptions()).containsExactly(0, 0, 0);
    }

    @Test
    void aNewcomerPreemptsAJobOfALowerQueueAtOnce() {
      HandMade queue = HandMade.onNodesOf(1).queueLimits(10).job(0, 30, 1).job(20, 5, 1).under(LAS);

      assertThat(queue.starts()).containsExactly(0, 20);
      assertThat(queue.finishes()).containsExactly(35, 25);
    }

    @Test
    void aJobKeepsItsPlaceInItsQueueWhetherItRunsOrWaits() {
      // Job 0 enters the second queue at 10, job 1 at 20; the newcomer takes job 0's place.
      HandMade queue =
          HandMade.onNodesOf(1)
              .queueLimits(10)
              .job(0, 30, 1)
              .job(1, 30, 1)
              .job(25, 5, 1)
              .under(LAS);

      assertThat(queue.starts()).containsExactly(0, 10, 25);
      assertThat(queue.finishes()).containsExactly(45, 65, 30);
      assertThat(queue.preemptions()).containsExactly(2, 1, 0);
    }

    @Test
    void whatCountsIsGpuTimeNotTime() {
      HandMade queue = HandMade.onNodesOf(2).queueLimits(10).job(0, 30, 2).job(1, 4, 1).under(LAS);

      assertThat(queue.starts()).containsExactly(0, 5);
    }

    @Test
    void aJobPassesEveryLimitInTurn() {
      // Limits at 4 and 12 of its own seconds; one newcomer in front of each.
      HandMade queue =
          HandMade.onNodesOf(1).queueLimits(4, 12).job(0, 20, 1).job(1, 6, 1).under(LAS);

      // Job 1: 4 to 8, then behind job 0 in the second queue until 16, when job 0 passes 12.
      assertThat(queue.starts()).containsExactly(0, 4);
      assertThat(queue.finishes()).containsExactly(26, 18);
    }
  }
}
