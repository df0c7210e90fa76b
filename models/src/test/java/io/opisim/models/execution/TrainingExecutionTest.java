package io.opisim.models.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.collective.CollectiveEstimate;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveProtocol;
import io.opisim.models.compute.MatmulRate;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LeafSpine;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.training.LinkCommunication;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.RankGroup;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.TransformerStep;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingExecutionTest {
  private static final long SECOND = 1_000_000_000L;

  /** 1 GB/s for what each rank sends, no latency. */
  private static final CollectiveModel GIGABYTE_A_SECOND =
      request ->
          new CollectiveEstimate(
              "ring",
              CollectiveProtocol.SIMPLE,
              request.operation().busFactor(request.layout().ranks()) * request.sizeBytes() / 1e9);

  /** Computes 1 s, the last 0.25 s of which hide the beginning of an all-reduce of 1 GB. */
  private static final StepProgram PROGRAM =
      new StepProgram(
          SECOND,
          0,
          0,
          SECOND / 4,
          List.of(
              new Exchange(CollectiveOperation.ALL_REDUCE, 1_000_000_000L, new RankGroup(2, 1))));

  private final Simulation simulation = new Simulation();
  private final long[] endNanos = new long[4];

  /** Two leaves of two nodes of one accelerator, one spine: 8 Gbit/s everywhere. */
  private FabricNetwork network() {
    LinkSpec link = LinkSpec.of("8 Gbit/s", "0 ns");
    Fabric fabric = new LeafSpine(2, 2, 1, 1, link, link).build();
    return new FabricNetwork(
        new ActivityPool(simulation, FabricExchange.PRIORITY),
        fabric,
        1,
        LinkState.healthy(),
        new Router(fabric, LinkState.healthy(), new RandomStreams(1)),
        FabricNetwork.Routing.ECMP);
  }

  private TrainingExecution execution(
      int job, FabricNetwork network, StepProgram program, StragglerNoise noise) {
    return new TrainingExecution(
        job,
        simulation,
        network,
        GIGABYTE_A_SECOND,
        program,
        4,
        noise,
        StepListener.NONE,
        done -> endNanos[done] = simulation.nowNanos());
  }

  @Test
  void aloneAStepIsComputationAndWhatOfTheExchangeIsNotHidden() {
    TrainingExecution job = execution(0, network(), PROGRAM, StragglerNoise.NONE);
    job.start(new int[] {0, 2});
    simulation.run();
    // 2 (n - 1) / n = 1 GB at 1 GB/s, 0.25 s hidden: 1 + 0.75 s.
    assertThat(endNanos[0]).isEqualTo(7 * SECOND);
    assertThat(job.rankNanos(1, TimeClass.COMPUTE)).isEqualTo(4 * SECOND);
    assertThat(job.rankNanos(1, TimeClass.EXPOSED_COLLECTIVE)).isEqualTo(3 * SECOND);
    assertThat(job.stepsDone()).isEqualTo(4);
  }

  @Test
  void twoJobsInStepGetHalfOfTheUplinkEach() {
    FabricNetwork network = network();
    TrainingExecution first = execution(0, network, PROGRAM, StragglerNoise.NONE);
    TrainingExecution second = execution(1, network, PROGRAM, StragglerNoise.NONE);
    first.start(new int[] {0, 2});
    second.start(new int[] {1, 3});
    simulation.run();
    // The exchanges take 2 s now: steps of 1 + 1.75 s.
    assertThat(endNanos).startsWith(11 * SECOND, 11 * SECOND);
  }

  @Test
  void theBookNamesTheLinkAndTheOtherJob() {
    FabricNetwork network = network();
    ContentionBook book = new ContentionBook(simulation);
    network.watch(book);
    execution(0, network, PROGRAM, StragglerNoise.NONE).start(new int[] {0, 2});
    execution(1, network, PROGRAM, StragglerNoise.NONE).start(new int[] {1, 3});
    simulation.run();
    long[] lost = new long[2];
    long[] shared = new long[2];
    book.visit(
        (job, link, lostNanos, otherJob, sharedNanos) -> {
          assertThat(network.fabric().linkName(link)).contains("leaf").contains("spine");
          assertThat(otherJob).isEqualTo(1 - job);
          lost[job] += lostNanos;
          shared[job] += sharedNanos;
        });
    // Four exchanges of 2 s that would take 1 s each.
    assertThat(lost).containsExactly(4 * SECOND, 4 * SECOND);
    assertThat(shared).containsExactly(8 * SECOND, 8 * SECOND);
  }

  @Test
  void whatIsLostOnAShortLinkIsLostWithNobody() {
    FabricNetwork network = network();
    ContentionBook book = new ContentionBook(simulation);
    network.watch(book);
    // Two rings of one job over the same uplink.
    StepProgram twoRings =
        new StepProgram(
            SECOND,
            0,
            0,
            0,
            List.of(
                new Exchange(CollectiveOperation.ALL_REDUCE, 1_000_000_000L, new RankGroup(2, 2))));
    execution(0, network, twoRings, StragglerNoise.NONE).start(new int[] {0, 1, 2, 3});
    simulation.run();
    assertThat(endNanos[0]).isEqualTo(4 * 3 * SECOND);
    long[] lost = new long[1];
    book.visit(
        (job, link, lostNanos, otherJob, sharedNanos) -> {
          assertThat(otherJob).isEqualTo(ContentionBook.NOBODY);
          lost[0] += lostNanos;
        });
    assertThat(lost[0]).isEqualTo(4 * SECOND);
  }

  @Test
  void jobsUnderOneLeafEachDoNotMeet() {
    FabricNetwork network = network();
    ContentionBook book = new ContentionBook(simulation);
    network.watch(book);
    execution(0, network, PROGRAM, StragglerNoise.NONE).start(new int[] {0, 1});
    execution(1, network, PROGRAM, StragglerNoise.NONE).start(new int[] {2, 3});
    simulation.run();
    assertThat(endNanos).startsWith(7 * SECOND, 7 * SECOND);
    book.visit(
        (job, link, lostNanos, otherJob, sharedNanos) ->
            fail("job " + job + " lost " + lostNanos + " ns on link " + link));
  }

  @Test
  void theSlowestRankSetsThePaceAndTheOthersWait() {
    RandomStream draws = new RandomStreams(7).stream("noise");
    long[] drawn = new long[8];
    int[] count = {0};
    StragglerNoise noise = () -> drawn[count[0]++] = draws.nextInt(1000) * (SECOND / 1000);
    TrainingExecution job = execution(0, network(), PROGRAM, noise);
    job.start(new int[] {0, 2});
    simulation.run();
    long slowest = 0;
    for (int step = 0; step < 4; step++) {
      slowest += Math.max(drawn[2 * step], drawn[2 * step + 1]);
    }
    assertThat(endNanos[0]).isEqualTo(7 * SECOND + slowest);
    for (int rank = 0; rank < 2; rank++) {
      int own = rank;
      long extra = IntStream.range(0, 4).mapToLong(step -> drawn[2 * step + own]).sum();
      assertThat(job.rankNanos(rank, TimeClass.COMPUTE)).isEqualTo(4 * SECOND + extra);
      assertThat(job.rankNanos(rank, TimeClass.STRAGGLER_WAIT)).isEqualTo(slowest - extra);
      long sum = 0;
      for (TimeClass timeClass : TimeClass.values()) {
        sum += job.rankNanos(rank, timeClass);
      }
      assertThat(sum).isEqualTo(endNanos[0]);
    }
  }

  @Test
  void aJobThatIsTakenOffKeepsWholeStepsAndLosesTheBrokenOne() {
    TrainingExecution job = execution(0, network(), PROGRAM, StragglerNoise.NONE);
    job.start(new int[] {0, 2});
    simulation.timer(5, unused -> job.stop(), 0).at(2 * SECOND);
    simulation.timer(5, unused -> job.start(new int[] {1, 3}), 0).at(10 * SECOND);
    simulation.run();
    // One step of 1.75 s done, 0.25 s lost, 8 s away, three steps.
    assertThat(job.rankNanos(0, TimeClass.LOST_WORK_AND_RESTART)).isEqualTo(SECOND / 4);
    assertThat(endNanos[0]).isEqualTo(10 * SECOND + 3 * 7 * SECOND / 4);
  }

  @Test
  void stepsWaitForInputAndForCheckpoints() {
    StepGate second =
        (job, step, pass) -> simulation.timer(5, unused -> pass.run(), 0).after(SECOND);
    TrainingExecution job =
        new TrainingExecution(
            0,
            simulation,
            network(),
            GIGABYTE_A_SECOND,
            PROGRAM,
            2,
            StragglerNoise.NONE,
            second,
            (number, step, pass) -> {
              if (step == 1) {
                second.await(number, step, pass);
              } else {
                pass.run();
              }
            },
            StepListener.NONE,
            done -> endNanos[done] = simulation.nowNanos());
    job.start(new int[] {0, 2});
    simulation.run();
    assertThat(endNanos[0]).isEqualTo(2 * (SECOND + 7 * SECOND / 4) + SECOND);
    assertThat(job.rankNanos(0, TimeClass.DATA_STALL)).isEqualTo(2 * SECOND);
    assertThat(job.rankNanos(0, TimeClass.CHECKPOINT_STALL)).isEqualTo(SECOND);
  }

  @Test
  void aTransformerAloneTakesTheTimeOfTheClosedForm() {
    TransformerModel model = TransformerModel.gpt(12, 2048, 16, 51_200, 1024);
    TrainingMachine machine =
        new TrainingMachine(
            312e12,
            new MatmulRate(200e12, 0),
            1.5e12,
            false,
            0,
            0,
            0.2,
            new LinkCommunication(1, 1e9, 1e9, 1e-6, 1e-5));
    for (ParallelPlan plan :
        new ParallelPlan[] {
          ParallelPlan.of(1, 1, 4, 16, 2), ParallelPlan.of(2, 1, 2, 16, 2),
          ParallelPlan.of(1, 2, 2, 16, 2), ParallelPlan.of(1, 4, 1, 16, 2)
        }) {
      Simulation own = new Simulation();
      LinkSpec link = LinkSpec.of("80 Gbit/s", "0 ns");
      Fabric fabric = new LeafSpine(2, 2, 2, 1, link, link).build();
      FabricNetwork network =
          new FabricNetwork(
              new ActivityPool(own, FabricExchange.PRIORITY),
              fabric,
              1,
              LinkState.healthy(),
              new Router(fabric, LinkState.healthy(), new RandomStreams(1)),
              FabricNetwork.Routing.IDEAL_SPREADING);
      long[] end = new long[1];
      TrainingExecution job =
          new TrainingExecution(
              0,
              own,
              network,
              new CommunicationCollectives(machine.communication(), 1),
              StepPrograms.ofTransformer(model, plan, machine),
              1,
              StragglerNoise.NONE,
              StepListener.NONE,
              done -> end[done] = own.nowNanos());
      job.start(IntStream.range(0, (int) plan.accelerators()).toArray());
      own.run();
      double closed = TransformerStep.time(model, plan, machine).totalSeconds();
      assertThat(end[0] * 1e-9).as("%s", plan).isEqualTo(closed, within(1e-8));
      assertThat(Arrays.stream(TimeClass.values()).mapToLong(one -> job.rankNanos(0, one)).sum())
          .isEqualTo(end[0]);
    }
  }
}
