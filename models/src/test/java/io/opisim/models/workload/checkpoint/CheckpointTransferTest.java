package io.opisim.models.workload.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.storage.StorageService;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTransferTest {
  private static final TransformerModel MODEL =
      TransformerModel.llama(80, 8192, 28_672, 64, 8, 128_256, 8192);

  /** Clients with a link each, streams with a cap, one storage behind them. */
  private static final class Links implements StorageService {
    private final ActivityPool pool;
    private final Resource storage;
    private final List<Resource> hosts = new ArrayList<>();
    private final double capPerSecond;
    private long bytesMoved;

    Links(Simulation simulation, CheckpointRates rates, int hosts) {
      pool = new ActivityPool(simulation, 0);
      storage = pool.resource("storage", rates.storageBytesPerSecond());
      capPerSecond = rates.rankBytesPerSecond();
      for (int host = 0; host < hosts; host++) {
        this.hosts.add(pool.resource("host " + host, rates.hostBytesPerSecond()));
      }
    }

    @Override
    public void read(int client, int stream, long bytes, CompletionHandler done, int subject) {
      write(client, stream, bytes, done, subject);
    }

    @Override
    public void write(int client, int stream, long bytes, CompletionHandler done, int subject) {
      bytesMoved += bytes;
      Demands demands = Demands.on(hosts.get(client), storage).withCap(capPerSecond);
      pool.activity(demands, done, subject).start(bytes);
    }
  }

  private static double simulate(CheckpointContents contents, CheckpointRates rates, int perHost) {
    Simulation simulation = new Simulation();
    Links links = new Links(simulation, rates, contents.ranks() / perHost);
    CheckpointTransfer transfer = new CheckpointTransfer(simulation, links, contents, perHost);
    List<Integer> done = new ArrayList<>();
    transfer.save(done::add, 7);
    simulation.run();
    assertThat(done).containsExactly(7);
    assertThat(links.bytesMoved).isEqualTo(contents.writtenBytes());
    return transfer.durationNanos() / 1e9;
  }

  @Test
  void theSimulatedTimeIsThatOfTheClosedFormWhateverBinds() {
    CheckpointContents contents =
        CheckpointContents.of(
            MODEL,
            ParallelPlan.of(8, 1, 8, 8, 1).withZero(ZeroStage.WEIGHTS),
            CheckpointFormat.MEGATRON);
    CheckpointRates[] limits = {
      new CheckpointRates(0.4e9, 50e9, 500e9),
      new CheckpointRates(5e9, 8e9, 500e9),
      new CheckpointRates(5e9, 50e9, 60e9)
    };
    for (CheckpointRates.Limit limit : CheckpointRates.Limit.values()) {
      CheckpointRates rates = limits[limit.ordinal()];
      assertThat(rates.limit(contents, 8)).isEqualTo(limit);
      assertThat(simulate(contents, rates, 8) / rates.seconds(contents, 8))
          .isEqualTo(1, within(2e-5));
    }
  }

  @Test
  void unequalHostsWaitForTheFullestOne() {
    // DLIO's order of ranks puts the copy that writes weights on the first half of the hosts.
    CheckpointContents contents =
        CheckpointContents.of(
            MODEL,
            ParallelPlan.of(8, 4, 2, 2, 1).withZero(ZeroStage.OPTIMIZER),
            CheckpointFormat.DLIO);
    CheckpointRates rates = new CheckpointRates(1e12, 8e9, 1e12);
    assertThat(simulate(contents, rates, 8))
        .isEqualTo(contents.mostBytesOfHost(8) / 8e9, within(1e-2));
    assertThat(contents.mostBytesOfHost(8)).isGreaterThan(contents.writtenBytes() / 8);
  }

  @Test
  void readingTakesTheSameBytesAndOneAtATimeIsAllowed() {
    CheckpointContents contents =
        CheckpointContents.of(MODEL, ParallelPlan.of(8, 1, 1, 1, 1), CheckpointFormat.MEGATRON);
    Simulation simulation = new Simulation();
    Links links = new Links(simulation, new CheckpointRates(1e9, 4e9, 1e12), 1);
    CheckpointTransfer transfer = new CheckpointTransfer(simulation, links, contents, 8);
    transfer.load(unused -> {}, 0);
    assertThatThrownBy(() -> transfer.save(unused -> {}, 0))
        .hasMessage("a checkpoint is under way with 8 ranks");
    assertThatThrownBy(transfer::durationNanos).isInstanceOf(IllegalStateException.class);
    simulation.run();
    // The rank that keeps the norms' optimiser state has 1e-4 more than the others.
    assertThat(transfer.durationNanos() / (contents.writtenBytes() / 4.0))
        .isEqualTo(1, within(1e-4));
  }

  @Test
  void aLimitOnceSeenBoundsWhatIsFasterFromThenOn() {
    CheckpointContents contents =
        CheckpointContents.of(MODEL, ParallelPlan.of(8, 1, 1, 1, 1), CheckpointFormat.MEGATRON);
    CheckpointRates once = CheckpointRates.seen(contents, 8, 100);
    assertThat(once.seconds(contents, 8)).isEqualTo(100, within(1e-9));
    CheckpointRates better = once.orMore(CheckpointRates.seen(contents, 8, 50));
    assertThat(better.seconds(contents, 8)).isEqualTo(50, within(1e-9));
    assertThat(better.times(2).seconds(contents, 8)).isEqualTo(25, within(1e-9));
  }

  @Test
  void whatACheckpointCostsFollowsFromTheWayItIsMade() {
    assertThat(CheckpointTimes.synchronous(40, 60)).isEqualTo(new CheckpointTimes(40, 40, 60));
    assertThat(CheckpointTimes.asynchronous(5, 40, 60)).isEqualTo(new CheckpointTimes(5, 45, 60));
    assertThat(CheckpointTimes.localThenDrained(8, 90, 60))
        .isEqualTo(new CheckpointTimes(8, 98, 60));
    assertThat(CheckpointTimes.local(8, 6)).isEqualTo(new CheckpointTimes(8, 8, 6));
    assertThatThrownBy(() -> new CheckpointTimes(5, 4, 0))
        .hasMessageContaining("stalls for 5.0 s, counts after 4.0 s");
  }
}
