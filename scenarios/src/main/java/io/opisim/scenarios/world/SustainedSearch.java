package io.opisim.scenarios.world;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.StorageService;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.TrainerResult;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Tries that follow a guess; after them, the interval is halved. */
  private static final int GUIDED = 8;

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
   * @param known a try that a run has already made, if it did
   * @param streams of the run
   */
  public static Answer of(
      String job,
      EmulatedKind kind,
      EmulatedSetup setup,
      Optional<Try> known,
      RandomStreams streams) {
    SustainedSearch search = new SustainedSearch(kind, setup, EmulatedRun.streamsOf(streams, job));
    known.ifPresent(one -> search.tries.put(one.accelerators(), one));
    return new Answer(job, search.search(), new ArrayList<>(search.tries.values()));
  }

  private int search() {
    Try all = attempt(wanted.most());
    if (all.enough()) {
      return checked(wanted.most());
    }
    int good = 0;
    int bad = wanted.most();
    int next = guess(all);
    for (int count = 0; bad - good > 1; count++) {
      Try tried = attempt(Math.min(bad - 1, Math.max(good + 1, next)));
      if (tried.enough()) {
        good = tried.accelerators();
      } else {
        bad = tried.accelerators();
      }
      next = count < GUIDED ? guided(tried) : (good + bad) / 2;
    }
    return checked(good);
  }

  /** What was served to so many is enough for about so many. */
  private int guess(Try tried) {
    return (int) StrictMath.floor(tried.accelerators() * tried.au() / wanted.au());
  }

  /**
   * Where nodes bind, utilisation changes with the ranks of the fullest node only: then the step
   * from one such number to the next is looked at; else the guess is improved.
   */
  private int guided(Try tried) {
    int nodes = setup.nodes();
    int guess = guess(tried);
    if (tried.enough()) {
      return tried.accelerators() % nodes == 0 ? tried.accelerators() + 1 : guess;
    }
    int fullest = (tried.accelerators() - 1) / nodes;
    boolean sameNodes = guess > fullest * nodes;
    return sameNodes && guess < tried.accelerators() - 2 && fullest > 0 ? fullest * nodes : guess;
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

  private void pause(
      EmulatedTrainer trainer,
      EmulatedCheckpoints plan,
      StorageChain chain,
      Simulation simulation,
      SharedResources resources,
      int accelerators,
      int perNode) {
    Optional<StorageService> first =
        plan.first()
            .map(
                description ->
                    StorageBuilder.build(
                        description, simulation, resources, streams, COMPLETION_PRIORITY));
    int readers = perNode * kind.plan().loader().readers();
    trainer.pauseFor(plan.of(simulation, chain, first, accelerators, perNode, readers));
  }

  private Try simulate(int accelerators) {
    Simulation simulation = new Simulation();
    SharedResources resources = setup.resources(simulation, COMPLETION_PRIORITY);
    StorageChain chain =
        StorageBuilder.build(kind.storage(), simulation, resources, streams, COMPLETION_PRIORITY);
    int perNode = (accelerators + setup.nodes() - 1) / setup.nodes();
    EmulatedTrainer trainer =
        kind.trainer(simulation, chain, accelerators, perNode, wanted.epochs(), streams);
    kind.checkpoints()
        .ifPresent(
            plan -> pause(trainer, plan, chain, simulation, resources, accelerators, perNode));
    trainer.start();
    simulation.run();
    chain.checkBooks();
    TrainerResult result = trainer.result();
    return new Try(
        accelerators, result.au(), result.samplesPerSecond(), result.au() >= wanted.au());
  }
}
