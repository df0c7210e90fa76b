package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.SchedulerServices;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time per job of a whole run in a warm JVM: 10,000 jobs of the reference load from an empty
 * cluster to an empty cluster, the building of the world included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorldBenchmark {
  private static final int JOBS = 10_000;

  /** Which policy decides. */
  @Param({"fifo", "easy-backfill", "shortest-remaining-first", "least-attained-service"})
  public String policy;

  /** On how many hosts. */
  @Param({"100", "1000"})
  public int hosts;

  private Cluster cluster;
  private List<Job> jobs;

  /** Makes the jobs. */
  @Setup(Level.Trial)
  public void build() {
    cluster = JobBenchmark.cluster(hosts);
    jobs = JobBenchmark.jobs(new ReferenceLoad(JOBS, hosts));
  }

  /** One run. */
  @Benchmark
  @OperationsPerInvocation(JOBS)
  public long run() {
    return JobBenchmark.world(
            cluster,
            jobs,
            SchedulerServices.policies().get(policy),
            SchedulerServices.placements().get("first-fit"))
        .run()
        .events();
  }
}
