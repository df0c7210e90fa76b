package io.opisim.scenarios.result;

import io.opisim.scenarios.scenario.Expectation;
import io.opisim.simcore.units.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a result lies within the bands that its scenario asks for. */
public final class ExpectationCheck {
  private ExpectationCheck() {}

  /** One sentence for every band that was missed. */
  public static List<String> missed(StudyResult result, List<Expectation> expectations) {
    List<String> missed = new ArrayList<>();
    for (Expectation expectation : expectations) {
      Optional<Double> mean =
          result
              .find(expectation.caseId())
              .flatMap(one -> Optional.ofNullable(one.summary().get(expectation.metric())))
              .map(interval -> interval.mean());
      String name = expectation.caseId() + ": " + expectation.metric();
      if (mean.isEmpty()) {
        missed.add(name + " is expected, but the case does not have it");
      } else if (!(mean.get() >= expectation.atLeast().orElse(Double.NEGATIVE_INFINITY))) {
        missed.add(
            name
                + " is "
                + Numbers.format(mean.get())
                + ", expected at least "
                + Numbers.format(expectation.atLeast().orElseThrow()));
      } else if (!(mean.get() <= expectation.atMost().orElse(Double.POSITIVE_INFINITY))) {
        missed.add(
            name
                + " is "
                + Numbers.format(mean.get())
                + ", expected at most "
                + Numbers.format(expectation.atMost().orElseThrow()));
      }
    }
    return missed;
  }
}
