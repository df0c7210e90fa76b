package io.opisim.scenarios.world;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.TrainerResult;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Searches the largest number of accelerators whose utilisation is high enough.
 *
 * <p>Models: each try is a whole simulation of the job alone, its ranks spread evenly over all
 * nodes. Ignores: other jobs. Valid for: utilisation that falls with the number of accelerators;
 * the numbers next to the answer are tried, too, so that the table of tries shows if it does not.
 * Source: rules of MLPerf Storage (the number is the submitter's to find).
 */
public final class SustainedSearch {
  private static final int COMPLETION_PRIORITY = 0;

  private final EmulatedKind kind;
  private final EmulatedKind.Sustain wanted;
  private final EmulatedSetup setup;
  private final RandomStreams streams;
  private final SortedMap<Integer, Try> tries = new TreeMap<>();

  /**
   * One number of accelerators.
   *
   * @param accelerators tried
   * @param au their utilisation as DLIO computes it
   * @param samplesPerSecond of all
   * @param enough whether the utilisation is high enough
   */
  public record Try(int accelerators, double au, double samplesPerSecond, boolean enough) {}

  /**
   * What a search found.
   *
   * @param job name of the job
   * @param sustained accelerators, 0 if not even one reaches the utilisation
   * @param tries all numbers tried, ascending
   */
  public record Answer(String job, int sustained, List<Try> tries) {
    /** Copies the list. */
    public Answer {
      tries = List.copyOf(tries);
    }
  }

  private SustainedSearch(EmulatedKind kind, EmulatedSetup setup, RandomStreams streams) {
    this.kind = kind;
    wanted = kind.sustain().orElseThrow();
    this.setup = setup;
    this.streams = streams;
  }

  /**
   * Searches for a job that asks for it.
   *
   * @param streams of the run
   */
  public static Answer of(
      String job, EmulatedKind kind, EmulatedSetup setup, RandomStreams streams) {
    SustainedSearch search = new SustainedSearch(kind, setup, EmulatedRun.streamsOf(streams, job));
    return new Answer(job, search.search(), new ArrayList<>(search.tries.values()));
  }

  private int search() {
    int most = wanted.most();
    Try all = attempt(most);
    if (all.enough()) {
      return checked(most);
    }
    int good = 0;
    int bad = most;
    // What the storage gave to all of them is enough for about so many.
    int next = (int) StrictMath.floor(most * all.au() / wanted.au());
    int stride = Math.max(1, most / 50);
    boolean low = false;
    boolean high = false;
    while (bad - good > 1) {
      next = Math.min(bad - 1, Math.max(good + 1, next));
      if (attempt(next).enough()) {
        good = next;
        low = true;
        next = high ? (good + bad) / 2 : good + stride;
      } else {
        bad = next;
        high = true;
        next = low ? (good + bad) / 2 : bad - stride;
      }
      stride *= 2;
    }
    return checked(good);
  }

  /** Tries the number below the answer, too; the one above has been tried. */
  private int checked(int sustained) {
    if (sustained > 1) {
      attempt(sustained - 1);
    }
    return sustained;
  }

  private Try attempt(int accelerators) {
    return tries.computeIfAbsent(accelerators, this::simulate);
  }

  private Try simulate(int accelerators) {
    Simulation simulation = new Simulation();
    SharedResources resources =
        new SharedResources(new ActivityPool(simulation, COMPLETION_PRIORITY));
    StorageChain chain =
        StorageBuilder.build(kind.storage(), simulation, resources, streams, COMPLETION_PRIORITY);
    int perNode = (accelerators + setup.nodes() - 1) / setup.nodes();
    EmulatedTrainer trainer =
        kind.trainer(simulation, chain, accelerators, perNode, wanted.epochs(), streams);
    trainer.start();
    simulation.run();
    chain.checkBooks();
    TrainerResult result = trainer.result();
    return new Try(
        accelerators, result.au(), result.samplesPerSecond(), result.au() >= wanted.au());
  }
}
