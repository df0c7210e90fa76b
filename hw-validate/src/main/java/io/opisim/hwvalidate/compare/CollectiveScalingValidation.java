package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.calibrate.CollectiveCurve;
import io.opisim.hwvalidate.calibrate.CollectiveFit;
import io.opisim.hwvalidate.calibrate.FittedCollectives;
import io.opisim.hwvalidate.calibrate.SystemFacts;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveAlgorithms;
import io.opisim.models.collective.CollectiveParameters;
import io.opisim.models.collective.CollectiveProfile;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.stat.Quantiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Measured collective times at rank counts that were not fitted, one parameter set per system.
 *
 * <p>Curves that are not among those behind the system's catalog file are judged with that file.
 * Where there is no such curve, or no such file, the system is fitted anew on its smallest and
 * largest rank counts, inside one scale-up domain and across several, and judged on those between.
 */
public final class CollectiveScalingValidation implements ValidationCase {
  private static final double MEDIAN_BAND = 0.10;
  private static final double THREE_OF_FOUR_BAND = 0.15;
  private static final double ONE_DOMAIN_BAND = 0.06;

  @Override
  public String id() {
    return "collective-scaling";
  }

  @Override
  public String description() {
    return "Measured times of collectives at rank counts that were not fitted, one parameter set"
        + " per system.";
  }

  @Override
  public String fittedOn() {
    return "the smallest and largest rank counts of each system, or the curves behind its catalog"
        + " file";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Judgement judgement = new Judgement();
    List<String> notJudged = new ArrayList<>();
    for (List<CollectiveCurve> curves : CollectiveTables.curves(context)) {
      if (!judgeByProfile(curves, judgement) && !judgeByEnds(curves, judgement)) {
        notJudged.add(curves.get(0).system());
      }
    }
    if (judgement.points.isEmpty()) {
      throw new InvalidTableException(notJudged.stream().map(this::problem).toList());
    }
    double perCurve = Quantiles.of(array(judgement.curveErrors), 0.75);
    boolean pass = perCurve <= THREE_OF_FOUR_BAND;
    String oneDomain = "none there";
    if (!judgement.oneDomainErrors.isEmpty()) {
      double inside = Quantiles.of(array(judgement.oneDomainErrors), 0.5);
      pass &= inside <= ONE_DOMAIN_BAND;
      oneDomain = percent(inside);
    }
    String metric =
        ValidationReport.RELATIVE_ERROR
            + " of time in s; passes if the median is at most 10 %, the medians of three curves of"
            + " four at most 15 % (here "
            + percent(perCurve)
            + " of "
            + judgement.curveErrors.size()
            + " curves), the median inside one switch domain at most 6 % (here "
            + oneDomain
            + ")"
            + (notJudged.isEmpty() ? "" : "; nothing to judge by: " + String.join(", ", notJudged));
    ValidationReport report =
        ValidationReport.of(id(), metric, MEDIAN_BAND, pass, judgement.fittedOn, judgement.points);
    pass &= report.medianError() <= MEDIAN_BAND;
    return ValidationReport.of(
        id(), metric, MEDIAN_BAND, pass, judgement.fittedOn, judgement.points);
  }

  private Problem problem(String system) {
    return new Problem(
        system,
        0,
        "",
        "has no rank count to judge: no catalog file collectives/"
            + SystemFacts.profileId(system)
            + ".yaml knows it, and it has no rank count between a smallest and a largest one",
        "calibrate it first, or add rows");
  }

  private static boolean judgeByProfile(List<CollectiveCurve> curves, Judgement judgement) {
    Optional<CollectiveProfile> profile = profile(curves.get(0).system());
    if (profile.isEmpty()) {
      return false;
    }
    List<String> known = profile.get().fittedOn();
    List<CollectiveCurve> unseen =
        curves.stream().filter(curve -> !known.contains(curve.key())).toList();
    if (unseen.isEmpty()) {
      return false;
    }
    SystemFacts facts = SystemFacts.of(curves);
    for (CollectiveCurve curve : unseen) {
      CollectiveParameters parameters = profile.get().parameters();
      judgement.add(curve, facts, parameters);
    }
    known.forEach(key -> judgement.fittedOn.add(curves.get(0).system() + " " + key));
    return true;
  }

  private static Optional<CollectiveProfile> profile(String system) {
    String id = SystemFacts.profileId(system);
    try {
      Catalog catalog = Catalog.builtIn();
      return catalog.collectiveIds().contains(id)
          ? Optional.of(catalog.collective(id))
          : Optional.empty();
    } catch (CatalogException broken) {
      throw new InvalidTableException(broken.problems());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean judgeByEnds(List<CollectiveCurve> curves, Judgement judgement) {
    SystemFacts facts = SystemFacts.of(curves);
    SortedSet<Integer> inside = new TreeSet<>();
    SortedSet<Integer> across = new TreeSet<>();
    for (CollectiveCurve curve : curves) {
      (curve.layout(facts).oneNode() ? inside : across).add(curve.gpus());
    }
    List<CollectiveCurve> fitted = new ArrayList<>();
    List<CollectiveCurve> judged = new ArrayList<>();
    for (CollectiveCurve curve : curves) {
      SortedSet<Integer> counts = curve.layout(facts).oneNode() ? inside : across;
      boolean end = curve.gpus() == counts.first() || curve.gpus() == counts.last();
      (end ? fitted : judged).add(curve);
    }
    if (judged.isEmpty()) {
      return false;
    }
    FittedCollectives fit = CollectiveFit.fit(fitted, facts);
    judged.forEach(curve -> judgement.add(curve, facts, fit.parameters()));
    fitted.forEach(curve -> judgement.fittedOn.add(curve.system() + " " + curve.key()));
    return true;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** What has been compared so far. */
  private static final class Judgement {
    final List<ValidationReport.Point> points = new ArrayList<>();
    final List<String> fittedOn = new ArrayList<>();
    final List<Double> curveErrors = new ArrayList<>();
    final List<Double> oneDomainErrors = new ArrayList<>();

    void add(CollectiveCurve curve, SystemFacts facts, CollectiveParameters parameters) {
      ClosedFormCollectives model =
          new ClosedFormCollectives(parameters, CollectiveAlgorithms.of(curve.algorithms(facts)));
      List<Double> errors = new ArrayList<>();
      for (CollectiveCurve.Point point : curve.points()) {
        ValidationReport.Point compared =
            ValidationReport.Point.relative(
                CollectiveTables.key(curve, point),
                point.seconds(),
                model.estimate(curve.request(point.sizeBytes(), facts)).seconds());
        points.add(compared);
        errors.add(compared.error());
      }
      curveErrors.add(Quantiles.of(array(errors), 0.5));
      if (curve.layout(facts).oneNode()) {
        oneDomainErrors.addAll(errors);
      }
    }
  }
}
