package io.opisim.scenarios.study;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scenarios.result.RunResult;
import io.opisim.scenarios.result.RunTables;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.JobExecutor;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.ServiceModel;
import io.opisim.scenarios.world.TimedJobs;
import io.opisim.scenarios.world.TrainingRun;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scenarios.world.World;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.optimizer.joint.JointRules;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs of one case under policies, placements and ways of its jobs that are not those of its file.
 */
public final class SingleRun {
  private final Inputs inputs;
  private final CaseSpec spec;
  private final boolean layouts;
  private final Map<List<Job>, JobWays> ways = new LinkedHashMap<>();

  /** Runs of a case whose training jobs keep their layouts. */
  public SingleRun(Inputs inputs, CaseSpec spec) {
    this(inputs, spec, false);
  }

  /**
   * Runs of a case.
   *
   * @param layouts whether other layouts of training jobs are among their ways
   */
  public SingleRun(Inputs inputs, CaseSpec spec, boolean layouts) {
    this.inputs = inputs;
    this.spec = spec;
    this.layouts = layouts;
  }

  /** The cluster. */
  public Cluster cluster() throws IOException {
    return inputs.cluster(spec.cluster());
  }

  /** The jobs of a seed; runs of equal seeds see the same. */
  public List<Job> jobs(long seed) throws IOException {
    return inputs.jobs(spec, seed);
  }

  /** In which ways jobs may be run. */
  public synchronized JobWays ways(List<Job> jobs) throws IOException {
    JobWays known = ways.get(jobs);
    if (known == null) {
      Optional<TrainingSetup> training = inputs.training(spec, jobs);
      known =
          layouts && training.isPresent()
              ? JobWays.ofLayouts(
                  jobs, training.get(), inputs.layouts(spec.workload(), spec.cluster(), jobs))
              : JobWays.of(jobs, training, inputs.emulated(spec, jobs));
      ways.put(jobs, known);
    }
    return known;
  }

  /** What plans of jobs are held to and judged by; nothing is weighed, and nothing was before. */
  public JointRules rules(List<Job> jobs) throws IOException {
    JobWays all = ways(jobs);
    return new JointRules(
        all.distances(cluster()),
        PlanCosts.of(inputs.catalog(), spec, all.dpu()),
        Optional.empty(),
        quotas(jobs),
        new TreeMap<>());
  }

  /** The quotas of the case, if it has any. */
  public Optional<QuotaRules> quotas(List<Job> jobs) throws IOException {
    return Quotas.of(spec.scheduling(), jobs);
  }

  /**
   * A policy for a run of a seed, with the options of the case.
   *
   * @param wayOfJob how each job is run
   */
  public SchedulingPolicy policy(String id, long seed, int[] wayOfJob) throws IOException {
    List<Job> jobs = jobs(seed);
    JobWays all = ways(jobs);
    return Policies.of(
        id,
        spec.scheduling(),
        all.jobs(wayOfJob),
        all.training(wayOfJob),
        all.emulated(wayOfJob),
        Optional.empty());
  }

  /**
   * One run.
   *
   * @param wayOfJob how each job is run
   * @param folder an existing folder that gets a folder {@code name-seed} with the table of jobs
   * @throws io.opisim.scenarios.world.StuckRunException if it cannot go on
   */
  public RunResult run(
      String name,
      long seed,
      SchedulingPolicy policy,
      String placement,
      int[] wayOfJob,
      Optional<Path> folder)
      throws IOException {
    RunRecorder nothing = new RunRecorder(wayOfJob.length, false, false);
    Placement known = SchedulerServices.placements().get(placement);
    return run(name, seed, policy, known, wayOfJob, folder, nothing);
  }

  /** The same, with any placement and a recorder for as many jobs. */
  public RunResult run(
      String name,
      long seed,
      SchedulingPolicy policy,
      Placement placement,
      int[] wayOfJob,
      Optional<Path> folder,
      RunRecorder recorder)
      throws IOException {
    JobWays all = ways(jobs(seed));
    List<Job> jobs = all.jobs(wayOfJob);
    Optional<TrainingRun> training =
        all.training(wayOfJob)
            .map(setup -> new TrainingRun(jobs, setup, new RandomStreams(seed), false, false));
    Optional<EmulatedRun> emulated =
        all.emulated(wayOfJob).map(setup -> new EmulatedRun(jobs, setup, new RandomStreams(seed)));
    RandomStream placementStream = new RandomStreams(seed).stream("placement");
    World world =
        new World(
            cluster(),
            jobs,
            policy,
            placement,
            placementStream::nextInt,
            recorder,
            false,
            false,
            training
                .<JobExecutor.Factory>map(run -> run::in)
                .or(() -> emulated.map(run -> run::in))
                .orElse((simulation, state, done) -> new TimedJobs(simulation, jobs, done)),
            ServiceModel.IDEAL);
    RunOutcome outcome = world.run();
    if (folder.isPresent()) {
      Path own = folder.get().resolve(Study.folderName(name, seed));
      RunTables.writeJobs(Files.createDirectory(own), outcome);
    }
    // What a job sustains alone does not depend on a plan.
    return RunFigures.of(seed, outcome, training, emulated, List.of(), inputs.costs(spec));
  }
}
