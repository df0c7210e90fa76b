package io.opisim.hwvalidate.calibrate;

import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveAlgorithm;
import io.opisim.models.collective.CollectiveAlgorithms;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveParameter;
import io.opisim.models.collective.CollectiveParameters;
import io.opisim.models.collective.RankLayout;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Finds the parameters of one system from its curves.
 *
 * <p>Models: least squares of the logarithm of time, softened so that single rows far off do not
 * pull, every curve counting alike; each parameter is drawn lightly to its default, so that what
 * the rows do not tell stays there. Ignores: what differs between days and library versions of one
 * system. Valid for: closed forms with a few dozen to a few hundred rows. Source: Levenberg and
 * Marquardt as in commons-math, from several starts, of which the best counts.
 */
public final class CollectiveFit {
  private static final CollectiveParameter[] PARAMETERS = CollectiveParameter.values();
  private static final int STARTS = 12;
  private static final int MOST_ITERATIONS = 60;

  /** Errors well below this count by their square, well above by their size. */
  private static final double SOFT_ERROR = 0.05;

  /** How strongly a parameter is drawn to its default, per spread. */
  private static final double DRAW = 0.3;

  /** Curves of fewer rows weigh less than their number in proportion, of more rows no more. */
  private static final double FULL_CURVE_ROWS = 8;

  private static final double STEP = 1e-6;

  private final List<CollectiveCurve> curves;
  private final SystemFacts facts;
  private final List<Row> rows = new ArrayList<>();
  private final Map<List<String>, List<CollectiveAlgorithm>> algorithms;
  private final double[] centre = new double[PARAMETERS.length];
  private double[] best;
  private double bestCost = Double.POSITIVE_INFINITY;

  private CollectiveFit(List<CollectiveCurve> curves, SystemFacts facts) {
    this.curves = curves;
    this.facts = facts;
    algorithms = new LinkedHashMap<>();
    for (CollectiveCurve curve : curves) {
      List<CollectiveAlgorithm> choice =
          algorithms.computeIfAbsent(curve.algorithms(facts), CollectiveAlgorithms::of);
      double weight = Math.min(1, StrictMath.sqrt(FULL_CURVE_ROWS / curve.points().size()));
      for (CollectiveCurve.Point point : curve.points()) {
        rows.add(new Row(curve, point, choice, weight));
      }
    }
    guessCentres();
  }

  private record Row(
      CollectiveCurve curve,
      CollectiveCurve.Point point,
      List<CollectiveAlgorithm> algorithms,
      double weight) {}

  /**
   * The parameters that meet the curves best; only those that the curves determine are in it.
   *
   * @param curves of one system, at least one point in all
   */
  public static FittedCollectives fit(List<CollectiveCurve> curves, SystemFacts facts) {
    CollectiveFit fit = new CollectiveFit(curves, facts);
    RandomStream stream = new RandomStreams(0).child("collective-fit").stream(facts.system());
    for (int start = 0; start < STARTS; start++) {
      double[] from = fit.centre.clone();
      for (int i = 0; i < from.length && start > 0; i++) {
        if (PARAMETERS[i].unit() != CollectiveParameter.Unit.BYTES_PER_SECOND) {
          from[i] += spread(PARAMETERS[i]) * 1.2 * (2 * stream.nextUniform() - 1);
        }
      }
      fit.descend(from);
    }
    return new FittedCollectives(facts, List.copyOf(curves), fit.determined());
  }

  private void descend(double[] from) {
    MultivariateJacobianFunction function =
        point -> {
          double[] x = point.toArray();
          double[] value = residuals(x);
          double[][] jacobian = new double[value.length][x.length];
          for (int i = 0; i < x.length; i++) {
            double[] moved = x.clone();
            moved[i] += STEP;
            double[] other = residuals(moved);
            for (int j = 0; j < value.length; j++) {
              jacobian[j][i] = (other[j] - value[j]) / STEP;
            }
          }
          RealVector vector = new ArrayRealVector(value, false);
          return new Pair<>(vector, new Array2DRowRealMatrix(jacobian, false));
        };
    try {
      new LevenbergMarquardtOptimizer()
          .optimize(
              new LeastSquaresBuilder()
                  .start(from)
                  .target(new double[rows.size() + from.length])
                  .model(function)
                  .maxEvaluations(4 * MOST_ITERATIONS)
                  .maxIterations(MOST_ITERATIONS)
                  .build());
    } catch (MathIllegalStateException atItsEnd) {
      // The choice of the fastest algorithm has corners, at which the search may stop; the best
      // point it passed is kept in any case.
      if (best == null) {
        throw atItsEnd;
      }
    }
  }

  /** Softened errors of the rows, then the draw to the centres. */
  private double[] residuals(double[] x) {
    CollectiveParameters parameters = parameters(x);
    double[] residuals = new double[rows.size() + x.length];
    double cost = 0;
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] =
          i < rows.size()
              ? softened(rows.get(i), parameters)
              : DRAW
                  * (x[i - rows.size()] - centre[i - rows.size()])
                  / spread(PARAMETERS[i - rows.size()]);
      cost += residuals[i] * residuals[i];
    }
    if (cost < bestCost) {
      bestCost = cost;
      best = x.clone();
    }
    return residuals;
  }

  private double softened(Row row, CollectiveParameters parameters) {
    double error =
        StrictMath.log(seconds(row, parameters) / row.point().seconds())
            / SOFT_ERROR
            * row.weight();
    double size = StrictMath.sqrt(2 * (StrictMath.sqrt(1 + error * error) - 1));
    return error < 0 ? -size : size;
  }

  private double seconds(Row row, CollectiveParameters parameters) {
    return new ClosedFormCollectives(parameters, row.algorithms())
        .estimate(row.curve().request(row.point().sizeBytes(), facts))
        .seconds();
  }

  private CollectiveParameters parameters(double[] x) {
    return CollectiveParameters.of(values(x)).withFabric(facts.fabric());
  }

  private static Map<CollectiveParameter, Double> values(double[] x) {
    Map<CollectiveParameter, Double> own = new EnumMap<>(CollectiveParameter.class);
    for (CollectiveParameter parameter : PARAMETERS) {
      own.put(parameter, value(parameter, x[parameter.ordinal()]));
    }
    return own;
  }

  /** Losses and powers are searched as they are, all else by its logarithm. */
  private static double value(CollectiveParameter parameter, double x) {
    return linear(parameter) ? Math.max(0, x) : StrictMath.exp(Math.max(-60, Math.min(60, x)));
  }

  private static boolean linear(CollectiveParameter parameter) {
    return switch (parameter) {
      case SMALL_GROUP_LOSS, SEND_SHARING, SCALE_UP_SWITCH_LOSS -> true;
      default -> false;
    };
  }

  private static double spread(CollectiveParameter parameter) {
    return switch (parameter) {
      case TREE_RATE_SHARE -> 0.25;
      case LL128_RATE_SHARE -> 0.05;
      case LL128_HOP_SHARE, SMALL_GROUP_LOSS, SEND_SHARING -> 0.3;
      case SCALE_UP_SWITCH_LOSS -> 0.2;
      case LL_RATE_SHARE -> 0.4;
      case LL_HOP_SHARE -> 0.5;
      case PEER_LATENCY -> 1.5;
      case SEND_BASE_LATENCY -> 1;
      case SCALE_UP_RATE, NIC_RATE, ALL_TO_ALL_RATE, SEND_RATE, SEND_NODE_RATE -> 3;
      default -> 0.7;
    };
  }

  /** Defaults, but for rates the best that the curves reached. */
  private void guessCentres() {
    Map<CollectiveParameter, Double> rates = new EnumMap<>(CollectiveParameter.class);
    for (CollectiveCurve curve : curves) {
      RankLayout layout = curve.layout(facts);
      double bus =
          curve.points().stream()
              .mapToDouble(
                  point ->
                      point.sizeBytes()
                          * curve.operation().busFactor(curve.gpus())
                          / point.seconds())
              .max()
              .orElseThrow();
      guess(rates, curve.operation(), layout, bus);
    }
    for (CollectiveParameter parameter : PARAMETERS) {
      double value = rates.getOrDefault(parameter, parameter.byDefault());
      centre[parameter.ordinal()] = linear(parameter) ? value : StrictMath.log(value);
    }
  }

  private void guess(
      Map<CollectiveParameter, Double> rates,
      CollectiveOperation operation,
      RankLayout layout,
      double busBytesPerSecond) {
    double rings = facts.fabric().rings(layout.ranksPerNode());
    switch (operation) {
      case SEND_RECEIVE ->
          rates.merge(
              layout.oneNode() ? CollectiveParameter.SEND_RATE : CollectiveParameter.SEND_NODE_RATE,
              busBytesPerSecond,
              Math::max);
      case ALL_TO_ALL -> {
        double crossing = layout.ranks() - layout.ranksPerNode();
        rates.merge(
            layout.oneNode()
                ? CollectiveParameter.SCALE_UP_RATE
                : CollectiveParameter.ALL_TO_ALL_RATE,
            busBytesPerSecond * (layout.oneNode() ? 1 : crossing / (layout.ranks() - 1)),
            Math::max);
      }
      default -> {
        rates.merge(CollectiveParameter.SCALE_UP_RATE, 1.05 * busBytesPerSecond / rings, Math::max);
        if (!layout.oneNode()) {
          rates.merge(
              CollectiveParameter.NIC_RATE,
              1.03 * busBytesPerSecond / layout.ranksPerNode(),
              Math::max);
        }
      }
    }
  }

  /** The values that some row's time depends on: a little more, less, or the default instead. */
  private Map<CollectiveParameter, Double> determined() {
    Map<CollectiveParameter, Double> all = values(best);
    double[] times = times(all);
    Map<CollectiveParameter, Double> known = new EnumMap<>(CollectiveParameter.class);
    for (CollectiveParameter parameter : PARAMETERS) {
      Map<CollectiveParameter, Double> without = new EnumMap<>(all);
      without.remove(parameter);
      boolean matters = differ(times, times(without));
      for (double change : new double[] {-0.1, 0.1}) {
        double[] moved = best.clone();
        moved[parameter.ordinal()] += change;
        matters |= differ(times, times(values(moved)));
      }
      if (matters) {
        known.put(parameter, all.get(parameter));
      }
    }
    return known;
  }

  private double[] times(Map<CollectiveParameter, Double> values) {
    CollectiveParameters parameters = CollectiveParameters.of(values).withFabric(facts.fabric());
    return rows.stream().mapToDouble(row -> seconds(row, parameters)).toArray();
  }

  private static boolean differ(double[] times, double[] others) {
    for (int i = 0; i < times.length; i++) {
      if (StrictMath.abs(others[i] / times[i] - 1) > 1e-3) {
        return true;
      }
    }
    return false;
  }
}
