package io.opisim.scenarios.optimize;

import io.opisim.simcore.random.RandomStreams;

/**
 * Seeds by which something is chosen, each for one purpose. They come from a digest of the
 * scenario's seed, so they are none of those that a comparison uses, which go up from it by one.
 *
 * @param scenarioSeed the first seed of the comparison
 */
record ChoosingSeeds(long scenarioSeed) {
  /** The first of those that tell which of the searches' plans is the best. */
  long ofPlans() {
    return new RandomStreams(scenarioSeed).child("choice of plan").masterSeed();
  }

  /** The one with which every pair is tried. */
  long ofPairs() {
    return new RandomStreams(scenarioSeed).child("screening of pairs").masterSeed();
  }

  /** The first of those by which plans are refined. */
  long ofRefinement() {
    return refinement().masterSeed();
  }

  /** What chance a refinement has beside them. */
  RandomStreams refinement() {
    return new RandomStreams(scenarioSeed).child("refinement");
  }
}
