package io.opisim.hwvalidate.calibrate;

import io.opisim.models.energy.PowerLimitedTraining;
import java.util.List;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Fits time and power of epochs of one workload on one GPU type, by Nelder and Mead from two
 * starts; repeatable.
 */
public final class PowerLimitFit {
  private static final int EVALUATIONS = 2500;
  private static final int RESTARTS = 2;
  private static final double TOLERANCE = 1e-8;
  private static final double FIRST_STEP = 0.1;

  /** Keeps parameters that the rows say nothing about near 1. */
  private static final double PULL = 1e-4;

  private static final double LEAST_CLOCK_EXPONENT = 0.5;

  private final List<Epoch> rows;
  private final double leastWatts;
  private double least = Double.POSITIVE_INFINITY;
  private double[] best = {};

  private PowerLimitFit(List<Epoch> rows) {
    this.rows = rows;
    leastWatts = rows.stream().mapToDouble(Epoch::watts).min().orElseThrow();
  }

  /**
   * A measured epoch.
   *
   * @param batch batch size
   * @param limitWatts power limit
   * @param seconds of the epoch
   * @param watts on average
   */
  public record Epoch(double batch, double limitWatts, double seconds, double watts) {}

  /** The model with the least loss on rows of one workload, at least one. */
  public static PowerLimitedTraining fit(List<Epoch> rows) {
    PowerLimitFit fit = new PowerLimitFit(List.copyOf(rows));
    fit.from(0.3, 0.5);
    fit.from(2, 1);
    return fit.model(fit.best);
  }

  private void from(double overlap, double exponent) {
    Epoch smallest = rows.get(0);
    double leastSeconds = Double.POSITIVE_INFINITY;
    double mostBatch = 0;
    double mostWatts = 0;
    for (Epoch row : rows) {
      smallest = row.batch() < smallest.batch() ? row : smallest;
      leastSeconds = StrictMath.min(leastSeconds, row.seconds());
      mostBatch = StrictMath.max(mostBatch, row.batch());
      mostWatts = StrictMath.max(mostWatts, row.watts());
    }
    double[] point = {
      StrictMath.log(smallest.seconds() * smallest.batch()),
      StrictMath.log(leastSeconds),
      StrictMath.log(leastSeconds / mostBatch / 10),
      StrictMath.log(mostWatts - 0.7 * leastWatts),
      StrictMath.log(exponent),
      StrictMath.log(1.5),
      StrictMath.log(overlap),
      StrictMath.log(3),
      StrictMath.log(4)
    };
    for (int i = 0; i < RESTARTS; i++) {
      Tracked tracked = new Tracked(point);
      try {
        new SimplexOptimizer(new SimpleValueChecker(TOLERANCE, TOLERANCE))
            .optimize(
                new MaxEval(EVALUATIONS),
                new ObjectiveFunction(tracked::loss),
                GoalType.MINIMIZE,
                new InitialGuess(point),
                new NelderMeadSimplex(point.length, FIRST_STEP));
      } catch (TooManyEvaluationsException enough) {
        // The best point so far is kept; a new simplex goes on from there.
      }
      point = tracked.bestPoint;
      if (tracked.leastLoss < least) {
        least = tracked.leastLoss;
        best = point;
      }
    }
  }

  /** The objective, which remembers its best point. */
  private final class Tracked {
    private double leastLoss = Double.POSITIVE_INFINITY;
    private double[] bestPoint;

    Tracked(double[] start) {
      bestPoint = start.clone();
    }

    double loss(double[] point) {
      double loss = PowerLimitFit.this.loss(point);
      if (loss < leastLoss) {
        leastLoss = loss;
        bestPoint = point.clone();
      }
      return loss;
    }
  }

  private double loss(double[] point) {
    PowerLimitedTraining model = model(point);
    double sum = 0;
    for (Epoch row : rows) {
      PowerLimitedTraining.Epoch predicted = model.epoch(row.batch(), row.limitWatts());
      sum += LogRatioFit.loss(predicted.joules(), row.seconds() * row.watts());
      sum += LogRatioFit.loss(predicted.seconds(), row.seconds()) / 2;
      sum += LogRatioFit.loss(predicted.watts(), row.watts()) / 2;
    }
    for (double coordinate : point) {
      sum += PULL * coordinate * coordinate;
    }
    return Double.isNaN(sum) ? Double.MAX_VALUE : sum;
  }

  private PowerLimitedTraining model(double[] point) {
    double[] positive = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      positive[i] = StrictMath.exp(StrictMath.max(-40, StrictMath.min(40, point[i])));
    }
    return new PowerLimitedTraining(
        positive[0],
        positive[1],
        positive[2],
        positive[3],
        positive[4],
        LEAST_CLOCK_EXPONENT + positive[5],
        1 + positive[6],
        leastWatts * positive[7] / (1 + positive[7]),
        1 + positive[8]);
  }
}
