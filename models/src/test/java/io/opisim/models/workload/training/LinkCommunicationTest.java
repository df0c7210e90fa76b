package io.opisim.models.workload.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinkCommunicationTest {
  private static final LinkCommunication LINKS =
      new LinkCommunication(8, 300e9, 200e9, 10e-6, 20e-6);

  @Test
  void aRingInsideANodeCostsTwiceItsShareOfTheVectorAndAHopEachRound() {
    // 2 (n-1) (S / (n B) + a), 8 ranks, 3 GB at 300 GB/s.
    assertThat(LINKS.allReduceSeconds(3e9, new RankGroup(8, 1)))
        .isEqualTo(2 * 7 * (3e9 / 8 / 300e9 + 10e-6), within(1e-12));
  }

  @Test
  void ringsThatLeaveANodeSideBySideShareItsNics() {
    // One rank of each ring in a node, 8 rings: each has an eighth of 200 GB/s.
    assertThat(LINKS.allReduceSeconds(1e9, new RankGroup(16, 8)))
        .isEqualTo(2 * 15 * (1e9 / 16 / 25e9 + 20e-6), within(1e-12));
    // All 8 ranks of a node in one ring: one flow leaves the node.
    assertThat(LINKS.allReduceSeconds(1e9, new RankGroup(16, 1)))
        .isEqualTo(2 * 15 * (1e9 / 16 / 200e9 + 20e-6), within(1e-12));
  }

  @Test
  void aGroupOfOneCostsNothing() {
    RankGroup alone = new RankGroup(1, 1);
    assertThat(LINKS.allReduceSeconds(1e9, alone)).isZero();
    assertThat(LINKS.allToAllSeconds(1e9, alone)).isZero();
    assertThat(LINKS.sendSeconds(1e9, alone)).isZero();
  }

  @Test
  void anExchangeIsHalfAnAllReduceAndASendHasItsShareOfTheNics() {
    RankGroup group = new RankGroup(16, 8);
    assertThat(LINKS.allToAllSeconds(1e9, group) * 2)
        .isEqualTo(LINKS.allReduceSeconds(1e9, group), within(1e-12));
    assertThat(LINKS.sendSeconds(1e9, group)).isEqualTo(1e9 / 25e9 + 20e-6, within(1e-12));
    assertThat(LINKS.sendSeconds(3e9, new RankGroup(2, 4))).isEqualTo(0.01001, within(1e-12));
  }
}
