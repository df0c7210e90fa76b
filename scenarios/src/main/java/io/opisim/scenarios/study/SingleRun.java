package io.opisim.scenarios.study;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.result.RunTables;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.world.JobExecutor;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.ServiceModel;
import io.opisim.scenarios.world.TimedJobs;
import io.opisim.scenarios.world.TrainingRun;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scenarios.world.World;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs of one case under policies and placements that are not those of its file. */
public final class SingleRun {
  private final Inputs inputs;
  private final CaseSpec spec;

  /** Runs of a case. */
  public SingleRun(Inputs inputs, CaseSpec spec) {
    this.inputs = inputs;
    this.spec = spec;
  }

  /** The cluster. */
  public Cluster cluster() throws IOException {
    return inputs.cluster(spec.cluster());
  }

  /** The jobs of a seed; runs of equal seeds see the same. */
  public List<Job> jobs(long seed) throws IOException {
    return inputs.jobs(spec, seed);
  }

  /** What training jobs share, if they share anything. */
  public Optional<TrainingSetup> training(List<Job> jobs) throws IOException {
    return inputs.training(spec, jobs);
  }

  /** A policy for a run of a seed, with the options of the case. */
  public SchedulingPolicy policy(String id, long seed) throws IOException {
    List<Job> jobs = jobs(seed);
    return Policies.of(id, spec.scheduling(), jobs, training(jobs));
  }

  /**
   * One run.
   *
   * @param folder an existing folder that gets a folder {@code name-seed} with the table of jobs
   * @throws io.opisim.scenarios.world.StuckRunException if it cannot go on
   */
  public RunResult run(
      String name, long seed, SchedulingPolicy policy, String placement, Optional<Path> folder)
      throws IOException {
    List<Job> jobs = jobs(seed);
    Optional<TrainingRun> training =
        training(jobs)
            .map(setup -> new TrainingRun(jobs, setup, new RandomStreams(seed), false, false));
    RandomStream placementStream = new RandomStreams(seed).stream("placement");
    World world =
        new World(
            cluster(),
            jobs,
            policy,
            SchedulerServices.placements().get(placement),
            placementStream::nextInt,
            new RunRecorder(jobs.size(), false, false),
            false,
            false,
            training
                .<JobExecutor.Factory>map(run -> run::in)
                .orElse((simulation, state, done) -> new TimedJobs(simulation, jobs, done)),
            ServiceModel.IDEAL);
    RunOutcome outcome = world.run();
    if (folder.isPresent()) {
      Path own = folder.get().resolve(Study.folderName(name, seed));
      RunTables.writeJobs(Files.createDirectory(own), outcome);
    }
    return new RunResult(seed, Metric.of(outcome, training));
  }
}
