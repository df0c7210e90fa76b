package io.opisim.models.storage;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.Simulation;
import java.util.List;

/** A simulation with one storage chain and closed loops of readers and writers on it. */
public final class TestRun {
  public final Simulation simulation = new Simulation();
  public final ActivityPool pool = new ActivityPool(simulation, 1);
  public final SharedResources resources = new SharedResources(pool);
  public StorageChain chain;

  /** A run of a description. */
  public static TestRun of(StorageDescription description) {
    TestRun run = new TestRun();
    run.chain =
        StorageBuilder.build(description, run.simulation, run.resources, new RandomStreams(1), 2);
    return run;
  }

  /** A run of stages. */
  public TestRun stages(StorageStage... stages) {
    chain = new StorageChain(simulation, pool, 2, new RandomStreams(1), List.of(stages));
    return this;
  }

  /** Has a stream read so many times, one after the other. */
  public void reads(int client, int stream, long bytes, int count) {
    loop(client, stream, bytes, count, true);
  }

  /** Has a stream write so many times, one after the other. */
  public void writes(int client, int stream, long bytes, int count) {
    loop(client, stream, bytes, count, false);
  }

  private void loop(int client, int stream, long bytes, int count, boolean read) {
    int[] left = {count};
    CompletionHandler[] again = new CompletionHandler[1];
    again[0] =
        subject -> {
          if (left[0]-- > 0) {
            if (read) {
              chain.read(client, stream, bytes, again[0], subject);
            } else {
              chain.write(client, stream, bytes, again[0], subject);
            }
          }
        };
    again[0].completed(0);
  }

  /** Runs to the end, checks the books and gives the seconds. */
  public double finish() {
    simulation.run();
    chain.checkBooks();
    return simulation.nowSeconds();
  }
}
