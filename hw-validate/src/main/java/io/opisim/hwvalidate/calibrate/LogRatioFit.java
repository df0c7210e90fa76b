package io.opisim.hwvalidate.calibrate;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Positive parameters by Nelder and Mead on their logarithms; needs no derivatives. */
final class LogRatioFit {
  private static final double TOLERANCE = 1e-9;
  private static final int MOST_EVALUATIONS = 4000;
  private static final double FIRST_STEP = 0.1;

  /** Below this, a miss counts by its square, above it by its size: outliers weigh less. */
  private static final double KNEE = 0.05;

  private LogRatioFit() {}

  /** The parameters near {@code start} with the least loss. */
  static double[] minimize(double[] start, ToDoubleFunction<double[]> loss) {
    double[] logarithms = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      logarithms[i] = StrictMath.log(start[i]);
    }
    SimplexOptimizer optimizer = new SimplexOptimizer(new SimpleValueChecker(TOLERANCE, TOLERANCE));
    PointValuePair best =
        optimizer.optimize(
            new MaxEval(MOST_EVALUATIONS),
            new ObjectiveFunction(point -> loss.applyAsDouble(exponentials(point))),
            GoalType.MINIMIZE,
            new InitialGuess(logarithms),
            new NelderMeadSimplex(start.length, FIRST_STEP));
    return exponentials(best.getPoint());
  }

  /** What one prediction adds to the loss. */
  static double loss(double predicted, double measured) {
    double ratio = StrictMath.log(predicted / measured) / KNEE;
    return StrictMath.sqrt(1 + ratio * ratio) - 1;
  }

  private static double[] exponentials(double[] logarithms) {
    double[] values = new double[logarithms.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = StrictMath.exp(logarithms[i]);
    }
    return values;
  }
}
