package io.opisim.models.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.storage.backend.DelayStage;
import io.opisim.models.storage.backend.NullBackEnd;
import io.opisim.models.storage.backend.TwoPointLaw;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.frontend.NvmeFrontEnd;
import io.opisim.models.storage.frontend.ObjectClient;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageChainTest {
  private static final double NANO = 1e-9;
  private static final double DELAY = 110e-6;

  /** A queue pair of a depth with no cost of its own. */
  private static NvmeFrontEnd queue(TestRun run, int depth, long transferBytes) {
    NvmeFrontEnd.Subsystem subsystem = new NvmeFrontEnd.Subsystem("nqn");
    return new NvmeFrontEnd(
        new NvmeFrontEnd.Namespace(subsystem, 1, 1L << 40),
        new NvmeFrontEnd.Controller(subsystem, 1, depth, transferBytes),
        ClientSite.shared(new SiteResources(Descriptions.host(), "h", 1, run.resources)),
        Descriptions.FREE);
  }

  @Test
  void aLoneReadTakesItsDelaysAndItsBytesAtTheTightestStage() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.HOST)));
    run.reads(0, 0, 131_072, 1);
    // 10 us of network, 100 us of drive; then one chunk from one drive of 1 GB/s: slower than a
    // core
    // of the initiator, 4000 + 0.35 B cycles, and of the target, 4000 + 0.3 B cycles, at 1 GHz.
    assertThat(run.finish()).isCloseTo(DELAY + 131_072 / 1e9, within(2 * NANO));
  }

  @Test
  void aSmallReadIsBoundByTheCoreOfOneConnection() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.HOST)));
    run.reads(0, 0, 4096, 1);
    assertThat(run.finish()).isCloseTo(DELAY + (4000 + 0.35 * 4096) / 1e9, within(2 * NANO));
  }

  @Test
  void onTheDpuTheSameReadTakesTheSameCyclesAtTheDpusSlowdown() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.DPU)));
    run.reads(0, 0, 4096, 1);
    assertThat(run.finish()).isCloseTo(DELAY + 3 * (4000 + 0.35 * 4096) / 1e9, within(2 * NANO));
  }

  @Test
  void manyReadersGetWhatTheBusiestResourceGivesAndItIsNamed() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.DPU)));
    for (int stream = 0; stream < 32; stream++) {
      run.reads(0, stream, 131_072, 200);
    }
    double seconds = run.finish();
    // Four cores at a third of 1 GHz: 4 / (3 (4000 + 0.35 B)) reads a nanosecond.
    double perSecond = 4e9 / (3 * (4000 + 0.35 * 131_072));
    // All readers are alike, so they wait out the delays together.
    double expected = 32 / (DELAY + 32 / perSecond);
    assertThat(6400 / seconds).isCloseTo(expected, within(1e-4 * expected));
    assertThat(run.chain.report().binding().orElseThrow().resource().name())
        .isEqualTo("client-0.dpu.cores");
  }

  @Test
  void withinAQueuePairNoMoreThanItsDepthAreInFlightAndLittlesLawHolds() {
    TestRun run = new TestRun();
    run.stages(
        queue(run, 4, 131_072),
        new DelayStage("d", new TwoPointLaw(1e-4, 1e-4), new TwoPointLaw(1e-4, 1e-4)),
        new NullBackEnd("n"));
    for (int stream = 0; stream < 12; stream++) {
      run.reads(0, stream, 4096, 100);
    }
    // 1200 reads, four at a time, 100 us each.
    assertThat(run.finish()).isCloseTo(300 * 1e-4, within(1e-6));
    ChainReport report = run.chain.report();
    double throughput = 1200 / run.simulation.nowSeconds();
    assertThat(report.meanInFlight())
        .isCloseTo(throughput * report.meanLatencySeconds(), within(1e-9));
    assertThat(run.chain.queuePairOf(0, 0).orElseThrow().books().arrivals()).isEqualTo(1200);
  }

  @Test
  void aRequestOfMoreCommandsThanItsQueueHoldsPaysTheDelayOnceForEachRound() {
    TestRun run = new TestRun();
    run.stages(
        queue(run, 8, 4096),
        new DelayStage("d", new TwoPointLaw(1e-4, 1e-4), new TwoPointLaw(1e-4, 1e-4)),
        new NullBackEnd("n"));
    run.reads(0, 0, 20 * 4096, 1);
    assertThat(run.finish()).isCloseTo(3 * 1e-4, within(1e-9));
  }

  @Test
  void rangesOfAnObjectSideBySidePayTheirLatencyTogether() {
    for (int parallel : new int[] {1, 2, 4, 8}) {
      TestRun run = new TestRun();
      SiteResources host = new SiteResources(Descriptions.host(), "h", 1, run.resources);
      run.stages(
          new ObjectClient("b", 1 << 20, parallel, Descriptions.FREE, ClientSite.shared(host)),
          new DelayStage("d", new TwoPointLaw(0.02, 0.02), new TwoPointLaw(0.02, 0.02)),
          new NullBackEnd("n"));
      run.reads(0, 0, 8 << 20, 1);
      assertThat(run.finish()).isCloseTo(8.0 / parallel * 0.02, within(1e-9));
    }
  }

  @Test
  void streamsAreDealtToPollingCoresInTurnAndShareThemUnevenly() {
    // Two streams on one core of 1 GHz take twice as long as one stream on each of the others.
    double[] seconds = new double[2];
    for (int pinned = 0; pinned < 2; pinned++) {
      int queues = pinned * 16;
      TestRun run = TestRun.of(Descriptions.remote(20, queues, Descriptions.tcp(Site.HOST)));
      for (int stream = 0; stream < 20; stream++) {
        run.reads(stream, 0, 8 << 20, 20);
      }
      seconds[pinned] = run.finish();
    }
    // Pooled, twenty streams share sixteen cores; pinned, four of these cores have two streams.
    double target = 4000.0 / 131_072 + 0.3;
    double delays = 20 * DELAY;
    double bytes = 20 * (8 << 20) / 1e9;
    assertThat(seconds[0])
        .isCloseTo(delays + 20.0 / 16 * target * bytes, within(1e-3 * seconds[0]));
    assertThat(seconds[1]).isCloseTo(delays + 2 * target * bytes, within(1e-2 * seconds[1]));
  }

  @Test
  void aMovedServiceMovesItsDemandAndNothingElse() {
    StorageDescription onHost = Descriptions.remote(2, 0, Descriptions.tcp(Site.HOST));
    StorageDescription onDpu = onHost.placing("nvme-of-initiator", Site.DPU);
    List<TestRun> runs = new ArrayList<>();
    for (StorageDescription one : List.of(onHost, onDpu)) {
      TestRun run = TestRun.of(one);
      run.reads(0, 0, 100_000, 50);
      run.writes(1, 0, 300_000, 50);
      run.finish();
      runs.add(run);
    }
    // Work of the initiator in cycles of a host: per command and per byte.
    double read = 50 * (4000 + 0.35 * 100_000);
    double write = 50 * (3 * 4000 + 0.35 * 300_000);
    assertGiven(runs, "client-0.host.cores", read / 1e9, 0);
    assertGiven(runs, "client-1.host.cores", write / 1e9, 0);
    assertGiven(runs, "client-0.dpu.cores", 0, 3 * read / 1e9);
    assertGiven(runs, "client-1.dpu.cores", 0, 3 * write / 1e9);
    // The initiator's one pass, and the two of bytes that now stop in the DPU's memory.
    assertGiven(runs, "client-0.host.memory", 2 * 50 * 100_000, 50 * 100_000);
    assertGiven(runs, "client-0.dpu.memory", 0, 3 * 50 * 100_000);
    for (io.opisim.simcore.sharing.Resource resource : runs.get(0).resources.all()) {
      if (!resource.name().matches("client-.*(cores|memory)")) {
        double given = resource.given();
        assertGiven(runs, resource.name(), given, given);
      }
    }
  }

  private static void assertGiven(List<TestRun> runs, String name, double... expected) {
    for (int run = 0; run < expected.length; run++) {
      double given =
          runs.get(run).resources.all().stream()
              .filter(resource -> resource.name().equals(name))
              .findFirst()
              .orElseThrow()
              .given();
      // Costs of an operation are spread over its size, rounded to 10 bits.
      assertThat(given).as(name).isCloseTo(expected[run], within(expected[run] * 5e-4 + 1e-9));
    }
  }

  /** Loses one byte of each operation and says nothing. */
  private record Leak() implements StorageStage {
    @Override
    public String name() {
      return "leak";
    }

    @Override
    public long bytesBelow(Direction direction, long bytesAbove) {
      return bytesAbove + 1;
    }

    @Override
    public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
      needs.delay(1e-6);
    }
  }

  @Test
  void aStageThatLosesBytesWithoutAReasonEndsTheRun() {
    TestRun run = new TestRun();
    run.stages(queue(run, 1, 4096), new Leak(), new NullBackEnd("n"));
    run.reads(0, 0, 4096, 1);
    assertThatThrownBy(run::finish)
        .hasMessage("leak turned 4097 bytes below into 4096 above, unasked");
  }

  @Test
  void anOperationHasBytesAndAChainHasAFrontEnd() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.HOST)));
    assertThatThrownBy(() -> run.chain.read(0, 0, 0, unused -> {}, 0))
        .hasMessageContaining("has bytes, not 0");
    assertThatThrownBy(() -> run.stages(new NullBackEnd("n")))
        .hasMessageContaining("has a front-end");
  }

  @Test
  void whileReadsMoveTheirBottlenecksCanBeAsked() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.DPU)));
    for (int stream = 0; stream < 32; stream++) {
      run.reads(0, stream, 131_072, 1);
    }
    run.simulation.runUntil(200_000);
    assertThat(run.chain.bottlenecksNow()).containsEntry("client-0.dpu.cores", 32);
    assertThat(run.chain.inFlight()).isEqualTo(32);
  }

  @Test
  void samplesOfBottlenecksNameTheResourceThatBindsMostOperations() {
    TestRun run = TestRun.of(Descriptions.remote(1, 0, Descriptions.tcp(Site.DPU)));
    BottleneckSamples samples = new BottleneckSamples(run.chain, run.simulation, 50_000, 3);
    for (int stream = 0; stream < 8; stream++) {
      run.reads(0, stream, 131_072, 20);
    }
    run.finish();
    assertThat(samples.most()).contains("client-0.dpu.cores");
    assertThat(samples.shares().values().stream().mapToDouble(share -> share).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(run.simulation.eventsPending()).isLessThanOrEqualTo(1);
  }

  @Test
  void twoChainsOnTheSameResourcesShareThem() {
    StorageDescription description = Descriptions.remote(1, 0, Descriptions.tcp(Site.DPU));
    TestRun run = TestRun.of(description);
    StorageChain other =
        StorageBuilder.build(description, run.simulation, run.resources, new RandomStreams(2), 2);
    double[] alone = new double[1];
    run.reads(0, 0, 64 << 20, 1);
    alone[0] = run.finish();
    for (int stream = 0; stream < 4; stream++) {
      run.reads(0, stream, 64 << 20, 1);
      other.read(0, stream, 64 << 20, unused -> {}, 0);
    }
    double together = run.finish() - alone[0];
    other.checkBooks();
    // One reader keeps one of four cores busy; eight readers are bound by the four.
    assertThat(together).isCloseTo(2 * alone[0], within(0.01 * together));
  }
}
