package io.opisim.models.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.collective.CollectiveEstimate;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveProtocol;
import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.storage.Descriptions;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.StorageStage;
import io.opisim.models.storage.backend.FabricStage;
import io.opisim.models.storage.backend.FabricWay;
import io.opisim.models.storage.frontend.ObjectClient;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.topology.fabric.Star;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.training.RankGroup;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps that wait for reads, on a switch whose ports carry 1 GB/s. */
class InputPipelineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long GIGABYTE = 1_000_000_000L;
  private static final StepProgram ONE_SECOND = new StepProgram(SECOND, 0, 0, 0, List.of());

  /** 1 s of computation, then an all-reduce of two ranks that takes 1 s at 1 GB/s. */
  private static final StepProgram EXCHANGING =
      new StepProgram(
          SECOND,
          0,
          0,
          0,
          List.of(new Exchange(CollectiveOperation.ALL_REDUCE, GIGABYTE, new RankGroup(2, 1))));

  private static final CollectiveModel GIGABYTE_A_SECOND =
      request ->
          new CollectiveEstimate(
              "ring",
              CollectiveProtocol.SIMPLE,
              request.operation().busFactor(request.layout().ranks()) * request.sizeBytes() / 1e9);

  private Simulation simulation = new Simulation();
  private final long[] endNanos = new long[2];
  private int[] hosts;
  private FabricNetwork network;
  private StorageChain chain;
  private InputPipeline pipeline;

  /** A device that gives so many bytes a second to all. */
  private record Device(Resource resource) implements StorageStage {
    @Override
    public String name() {
      return "device";
    }

    @Override
    public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
      needs.use(resource, above);
    }
  }

  /**
   * Four accelerators and a server of four ports; a node's host stands at its first accelerator.
   */
  private void world(int acceleratorsPerNode, double deviceBytesPerSecond) {
    Fabric fabric = new Star(8, LinkSpec.of("8 Gbit/s", "0 ns")).build();
    ActivityPool pool = new ActivityPool(simulation, FabricExchange.PRIORITY);
    network =
        new FabricNetwork(
            pool,
            fabric,
            acceleratorsPerNode,
            LinkState.healthy(),
            new Router(fabric, LinkState.healthy(), new RandomStreams(1)),
            FabricNetwork.Routing.ECMP);
    SharedResources resources = new SharedResources(pool);
    SiteResources host = new SiteResources(Descriptions.host(), "h", 1, resources);
    hosts = acceleratorsPerNode == 1 ? new int[] {0, 1, 2, 3} : new int[] {0, 2};
    FabricWay way =
        new FabricWay(
            fabric,
            network::route,
            network::resource,
            hosts,
            new int[hosts.length][0],
            new int[] {4, 5, 6, 7});
    chain =
        new StorageChain(
            simulation,
            pool,
            FabricExchange.PRIORITY,
            new RandomStreams(1),
            List.of(
                new ObjectClient("b", 1L << 40, 1, Descriptions.FREE, ClientSite.shared(host)),
                new FabricStage(way, Optional.empty(), Optional.empty(), 1, 0),
                new Device(resources.get("device", deviceBytesPerSecond))));
  }

  private TrainingExecution job(
      StepProgram program, InputPlan plan, StragglerNoise noise, int... accelerators) {
    int[] streams = new int[4];
    pipeline =
        new InputPipeline(
            0, simulation, network, chain, node -> hosts[node], node -> streams[node]++, plan, 4);
    InputPipeline own = pipeline;
    TrainingExecution execution =
        new TrainingExecution(
            0,
            simulation,
            network,
            GIGABYTE_A_SECOND,
            program,
            4,
            noise,
            own,
            StepGate.OPEN,
            own.counting(StepListener.NONE),
            done -> endNanos[done] = simulation.nowNanos());
    own.start(accelerators, 0);
    execution.start(accelerators);
    return execution;
  }

  private void balanced(long deliveredBytes) {
    chain.checkBooks();
    assertThat(pipeline.books().readBytes()).isEqualTo(chain.report().readBytes());
    assertThat(pipeline.books().heldBytes()).isZero();
    assertThat(pipeline.books().deliveredBytes()).isEqualTo(deliveredBytes);
  }

  @Test
  void fastStorageCostsTheFillOfThePipelineAndNothingElse() {
    world(1, 1e12);
    job(ONE_SECOND, new InputPlan(GIGABYTE / 2, 1, 1), StragglerNoise.NONE, 0);
    simulation.run();
    // 0.5 GB at 1 GB/s before the first step, then 4 steps of 1 s.
    assertThat(endNanos[0]).isEqualTo(4 * SECOND + SECOND / 2);
    balanced(2 * GIGABYTE);
  }

  @Test
  void slowStorageMakesStepsTakeBytesOverRate() {
    world(1, 0.5e9);
    TrainingExecution job = job(ONE_SECOND, new InputPlan(GIGABYTE, 2, 2), StragglerNoise.NONE, 0);
    simulation.run();
    // max(1 s, 1 GB / 0.5 GB/s) = 2 s a step: four inputs one after the other, then the last step.
    assertThat(endNanos[0]).isEqualTo(9 * SECOND);
    assertThat(job.rankNanos(0, TimeClass.DATA_STALL)).isEqualTo(5 * SECOND);
    balanced(4 * GIGABYTE);
  }

  @Test
  void withoutReadingAheadFetchAndComputationTakeTurns() {
    world(1, 0.5e9);
    job(ONE_SECOND, new InputPlan(GIGABYTE, 0, 4), StragglerNoise.NONE, 0);
    simulation.run();
    assertThat(endNanos[0]).isEqualTo(4 * (2 + 1) * SECOND);
    balanced(4 * GIGABYTE);
  }

  @Test
  void readsAndExchangesSlowEachOtherOnTheLinksThatBothCross() {
    world(1, 1e9);
    ContentionBook book = new ContentionBook(simulation);
    network.watch(book);
    job(EXCHANGING, new InputPlan(2 * GIGABYTE, 1, 1), StragglerNoise.NONE, 0, 1);
    simulation.run();
    // Each node reads 1 GB a step at 0.5 GB/s. Of its 2 s, 1 s falls on the exchange, which gets
    // the other half of the node's port meanwhile: 0.5 GB, then 0.5 s for the rest. The first step
    // waits 2 s for its input, the last one meets no reads: 2 + 3 x 2.5 + 2 s.
    assertThat(endNanos[0]).isEqualTo(11 * SECOND + SECOND / 2);
    long[] lost = new long[1];
    book.visit(
        (job, link, lostNanos, other, sharedNanos) -> {
          assertThat(network.fabric().linkName(link)).startsWith("switch-0 -> accelerator-");
          lost[0] += lostNanos;
        });
    // Three times an exchange that lasts 1.5 s instead of 1 s; reads were bound by the device.
    assertThat(lost[0]).isEqualTo(3 * SECOND / 2);
    balanced(8 * GIGABYTE);
  }

  @Test
  void aRankWhoseInputIsThereWaitsForThoseWhoseIsNot() {
    world(2, 1e12);
    long[] drawn = new long[1];
    // Of each step's three draws the last is that of the rank whose input comes first.
    StragglerNoise noise = () -> drawn[0]++ % 3 == 2 ? SECOND : 0;
    TrainingExecution job = job(ONE_SECOND, new InputPlan(3 * GIGABYTE, 0, 1), noise, 0, 1, 2);
    simulation.run();
    // Node 0 reads 2 GB in 2 s and moves half of it to its other accelerator in 1 s; node 1 has
    // its 1 GB after 1 s, so that its noise of 1 s is over when node 0 begins.
    assertThat(endNanos[0]).isEqualTo(4 * (3 + 1) * SECOND);
    assertThat(pipeline.waitedForOthersNanos(0)).isZero();
    assertThat(pipeline.waitedForOthersNanos(2)).isEqualTo(4 * 2 * SECOND);
    assertThat(job.rankNanos(2, TimeClass.COMPUTE)).isEqualTo(4 * 2 * SECOND);
    // Of the 2 s that its input was early it computed one.
    assertThat(job.rankNanos(2, TimeClass.STRAGGLER_WAIT)).isEqualTo(-4 * SECOND);
    balanced(12 * GIGABYTE);
  }

  @Test
  void whatAPreemptedJobReadAheadIsDroppedWithAReason() {
    world(1, 1e9);
    TrainingExecution job = job(ONE_SECOND, new InputPlan(GIGABYTE, 2, 1), StragglerNoise.NONE, 0);
    simulation
        .timer(
            5,
            unused -> {
              job.stop();
              pipeline.stop();
            },
            0)
        .at(3 * SECOND + SECOND / 2);
    simulation
        .timer(
            5,
            unused -> {
              pipeline.start(new int[] {3}, job.stepsDone());
              job.start(new int[] {3});
            },
            0)
        .at(10 * SECOND);
    simulation.run();
    // Stopped half way through the third step, while the fourth's input is on its way; goes on
    // with the third: 1 s of fill and two steps.
    assertThat(endNanos[0]).isEqualTo(13 * SECOND);
    assertThat(pipeline.books().brokenBytes()).isEqualTo(GIGABYTE);
    assertThat(pipeline.books().unusedBytes()).isEqualTo(GIGABYTE);
    balanced(4 * GIGABYTE);
  }

  @Test
  void stepsThatAreLostLaterLoseTheirBytesAndWaitsToo() {
    world(1, 1e9);
    InputPlan plan = new InputPlan(GIGABYTE, 1, 1);
    InputPipeline own =
        new InputPipeline(0, simulation, network, chain, node -> hosts[node], node -> 0, plan, 9);
    pipeline = own;
    StepListener listener = own.counting(StepListener.NONE);
    long[] none = new long[TimeClass.values().length];
    own.start(new int[] {0, 1}, 0);
    for (long step = 0; step < 3; step++) {
      long now = step;
      own.await(0, step, () -> listener.stepDone(0, now, 0, 0, none));
      simulation.run();
    }
    own.stop();
    assertThat(own.books().deliveredBytes()).isEqualTo(3 * GIGABYTE);
    own.start(new int[] {0, 1}, 1);
    simulation.run();
    own.stop();
    assertThat(own.books().deliveredBytes()).isEqualTo(GIGABYTE);
    assertThat(own.books().brokenBytes()).isEqualTo(2 * GIGABYTE);
    balanced(GIGABYTE);
  }

  @Test
  void whatIsReckonedForAPlaceIsWhatAJobAloneThereTakes() {
    double[] deviceRates = {0.5e9, 1.5e9, 1e12};
    for (double rate : deviceRates) {
      for (int prefetch : new int[] {0, 2}) {
        Simulation own = new Simulation();
        InputPlan plan = new InputPlan(3 * GIGABYTE, prefetch, 2);
        simulation = own;
        world(1, rate);
        TrainingExecution job = job(ONE_SECOND, plan, StragglerNoise.NONE, 0, 1);
        PlacedInput placed = new PlacedInput(plan, chain, network, new int[] {0, 1});
        own.run();
        // Two nodes of 1.5 GB each: 1.5 s on a node's port, or all of it at the device's rate.
        double expected = Math.max(1.5, 3e9 / rate);
        assertThat(placed.inputSeconds()).isCloseTo(expected, within(1e-9));
        assertThat(placed.secondsByResource().values()).allMatch(one -> one <= expected + 1e-9);
        double step = placed.stepSeconds(1);
        double end = prefetch == 0 ? 4 * step : 4 * step + 1;
        assertThat(endNanos[0] / 1e9).isCloseTo(end, within(1e-6));
        assertThat(job.stepsDone()).isEqualTo(4);
      }
    }
  }

  @Test
  void noByteAndNoTimeIsLostWhateverHappens() {
    for (int round = 0; round < 200; round++) {
      String what = "round " + round + " of seed 7";
      RandomStream dice = new RandomStreams(7).stream("round " + round);
      simulation = new Simulation();
      world(1, 1e8 * (1 + dice.nextInt(30)));
      InputPlan plan =
          new InputPlan(1 + dice.nextInt(2_000_000_000), dice.nextInt(4), 1 + dice.nextInt(5));
      StragglerNoise noise =
          dice.nextInt(2) == 0 ? StragglerNoise.NONE : () -> dice.nextInt(500_000_000);
      int[] first = {dice.nextInt(2), 2};
      TrainingExecution job = job(EXCHANGING, plan, noise, first);
      InputPipeline own = pipeline;
      long stop = dice.nextInt(2_000_000_000) * 3L;
      long gap = 1 + dice.nextInt(2_000_000_000);
      long[] lost = new long[1];
      simulation
          .timer(
              5,
              unused -> {
                if (job.stepsDone() < 4) {
                  job.stop();
                  own.stop();
                  lost[0] = gap;
                }
              },
              0)
          .at(stop);
      simulation
          .timer(
              5,
              unused -> {
                if (lost[0] > 0) {
                  own.start(new int[] {3, 1}, job.stepsDone());
                  job.start(new int[] {3, 1});
                }
              },
              0)
          .at(stop + gap);
      simulation.run();
      assertThat(job.stepsDone()).as(what).isEqualTo(4);
      balanced(4 * plan.stepBytes());
      for (int rank = 0; rank < 2; rank++) {
        long sum = 0;
        for (TimeClass one : TimeClass.values()) {
          sum += job.rankNanos(rank, one);
        }
        long lag = own.waitedForOthersNanos(rank);
        assertThat(sum).as(what).isEqualTo(endNanos[0] - lost[0]);
        assertThat(job.rankNanos(rank, TimeClass.DATA_STALL) - lag).as(what).isNotNegative();
        assertThat(job.rankNanos(rank, TimeClass.STRAGGLER_WAIT) + lag).as(what).isNotNegative();
      }
    }
  }
}
