package io.opisim.hwvalidate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveParameter;
import io.opisim.models.collective.CollectiveParameters;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.collective.ScaleUpFabric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectiveFitTest {
  private static final CollectiveParameters TRUTH =
      CollectiveParameters.of(
          Map.of(
              CollectiveParameter.BASE_LATENCY, 15e-6,
              CollectiveParameter.HOP_LATENCY, 4e-6,
              CollectiveParameter.NODE_HOP_LATENCY, 20e-6,
              CollectiveParameter.SCALE_UP_RATE, 350e9,
              CollectiveParameter.NIC_RATE, 42e9,
              CollectiveParameter.ALL_TO_ALL_RATE, 35e9,
              CollectiveParameter.PEER_LATENCY, 2e-6));

  private static CollectiveCurve made(CollectiveOperation operation, int nodes, int perNode) {
    ClosedFormCollectives model = ClosedFormCollectives.of(TRUTH);
    List<CollectiveCurve.Point> points = new ArrayList<>();
    for (long size = 1L << 20; size <= 1L << 32; size *= 4) {
      CollectiveRequest request =
          new CollectiveRequest(operation, size, new RankLayout(perNode, nodes));
      points.add(new CollectiveCurve.Point(size, model.estimate(request).seconds()));
    }
    return new CollectiveCurve(
        "made-up", "A100-SXM", "IB", operation, nodes, nodes * perNode, points, List.of());
  }

  @Test
  void aSyntheticTruthIsRecovered() {
    List<CollectiveCurve> curves =
        List.of(
            made(CollectiveOperation.ALL_REDUCE, 1, 2),
            made(CollectiveOperation.ALL_REDUCE, 1, 8),
            made(CollectiveOperation.ALL_REDUCE, 8, 1),
            made(CollectiveOperation.ALL_REDUCE, 16, 8),
            made(CollectiveOperation.ALL_GATHER, 4, 8),
            made(CollectiveOperation.ALL_TO_ALL, 4, 8),
            made(CollectiveOperation.ALL_TO_ALL, 16, 8));
    FittedCollectives fit = CollectiveFit.fit(curves, SystemFacts.of(curves));
    for (CollectiveParameter rate :
        List.of(
            CollectiveParameter.SCALE_UP_RATE,
            CollectiveParameter.NIC_RATE,
            CollectiveParameter.ALL_TO_ALL_RATE)) {
      assertThat(fit.parameters().get(rate) / TRUTH.get(rate))
          .as(rate.key())
          .isEqualTo(1, within(0.03));
    }
    // A rank count and an operation that the fit has not seen.
    for (CollectiveCurve unseen :
        List.of(
            made(CollectiveOperation.ALL_REDUCE, 4, 8),
            made(CollectiveOperation.REDUCE_SCATTER, 8, 8),
            made(CollectiveOperation.ALL_TO_ALL, 8, 8))) {
      for (CollectiveCurve.Point point : unseen.points()) {
        assertThat(fit.seconds(unseen, point.sizeBytes()) / point.seconds())
            .as("%s of %s bytes", unseen.key(), point.sizeBytes())
            .isEqualTo(1, within(0.06));
      }
    }
  }

  @Test
  void whatNoRowDependsOnIsLeftOut() {
    List<CollectiveCurve> curves = List.of(made(CollectiveOperation.ALL_REDUCE, 1, 8));
    FittedCollectives fit = CollectiveFit.fit(curves, SystemFacts.of(curves));
    assertThat(fit.values())
        .containsKey(CollectiveParameter.SCALE_UP_RATE)
        .doesNotContainKeys(
            CollectiveParameter.NIC_RATE,
            CollectiveParameter.ALL_TO_ALL_RATE,
            CollectiveParameter.SCALE_UP_SWITCH_LATENCY);
  }

  @Test
  void theSameRowsGiveTheSameNumbers() {
    List<CollectiveCurve> curves = List.of(made(CollectiveOperation.ALL_REDUCE, 4, 8));
    SystemFacts facts = SystemFacts.of(curves);
    assertThat(CollectiveFit.fit(curves, facts)).isEqualTo(CollectiveFit.fit(curves, facts));
  }

  @Test
  void aCorrectedCurveMeetsTheRowsItWasFittedOn() {
    CollectiveCurve curve = made(CollectiveOperation.ALL_REDUCE, 4, 8);
    CorrectedCurve corrected = new CorrectedCurve(curve);
    for (CollectiveCurve.Point point : curve.points()) {
      assertThat(corrected.seconds(point.sizeBytes()))
          .isEqualTo(point.seconds(), within(1e-9 * point.seconds()));
    }
  }

  @Test
  void theWiringIsReadFromTheTextColumns() {
    assertThat(facts("GB200 NVL72", "NVLink5 + IB 4x400Gb/s per node"))
        .isEqualTo(
            new SystemFacts("My System_1", 72, ScaleUpFabric.SWITCHED, true, Optional.of("gb200")));
    assertThat(facts("V100-SXM", "NVLink2").fabric()).isEqualTo(ScaleUpFabric.HYBRID_CUBE_MESH);
    assertThat(facts("V100-SXM", "NVLink2 NVSwitch").fabric()).isEqualTo(ScaleUpFabric.SWITCHED);
    assertThat(facts("A100-SXM", "NVLink3").switchesAdd()).isFalse();
    assertThat(facts("NVIDIA H100 80GB HBM3", "IB").switchesAdd()).isTrue();
    assertThat(facts("A100-SXM", "NVLink3").profileId()).isEqualTo("my-system-1");
    // 18 nodes of 4 are one domain of 72, 360 are 20 of them.
    assertThat(facts("GB200 NVL72", "").layout(4, 18)).isEqualTo(new RankLayout(72, 1));
    assertThat(facts("GB200 NVL72", "").layout(4, 360)).isEqualTo(new RankLayout(72, 20));
  }

  private static SystemFacts facts(String gpu, String interconnect) {
    CollectiveCurve.Point point = new CollectiveCurve.Point(1L << 20, 1e-3);
    return SystemFacts.of(
        List.of(
            new CollectiveCurve(
                "My System_1",
                gpu,
                interconnect,
                CollectiveOperation.ALL_REDUCE,
                1,
                8,
                List.of(point),
                List.of())));
  }
}
