package io.opisim.scheduler.optimizer;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/**
 * Moves that look at the loads which the incremental score keeps, so that most of them are
 * feasible; for searches with that score only. The random numbers are those of the solver.
 */
abstract class LookingMoves implements MoveIteratorFactory<PackingPlan, ReplaceMove> {

  /** A move on this plan, or null if there can be none. */
  abstract ReplaceMove draw(PackingPlan plan, Random random);

  @Override
  public final long getSize(ScoreDirector<PackingPlan> director) {
    return director.getWorkingSolution().tasks().size();
  }

  @Override
  public final Iterator<ReplaceMove> createOriginalMoveIterator(
      ScoreDirector<PackingPlan> director) {
    throw new UnsupportedOperationException("these moves are drawn at random only");
  }

  @Override
  public final Iterator<ReplaceMove> createRandomMoveIterator(
      ScoreDirector<PackingPlan> director, Random random) {
    PackingPlan plan = director.getWorkingSolution();
    return new Iterator<>() {
      private ReplaceMove next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = draw(plan, random);
        }
        return next != null;
      }

      @Override
      public ReplaceMove next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        ReplaceMove drawn = next;
        next = null;
        return drawn;
      }
    };
  }
}
