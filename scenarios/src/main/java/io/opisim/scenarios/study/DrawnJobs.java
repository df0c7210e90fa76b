package io.opisim.scenarios.study;

import io.opisim.models.topology.Cluster;
import io.opisim.scenarios.scenario.PoissonWorkload;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.SyntheticWorkload;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.synthetic.GenerationOptions;
import io.opisim.tracereplay.synthetic.PoissonReader;
import io.opisim.tracereplay.synthetic.SyntheticLaw;
import io.opisim.tracereplay.synthetic.SyntheticReader;
import io.opisim.tracereplay.synthetic.SyntheticStreams;
import io.opisim.tracereplay.synthetic.io.SyntheticLaws;
import java.util.List;

/** Readers of jobs that are drawn at random. */
final class DrawnJobs {
  private DrawnJobs() {}

  static TraceReader synthetic(SyntheticWorkload spec, Cluster cluster, RandomStreams streams)
      throws InputException {
    if (spec.load().isPresent() && cluster.gpus() == 0) {
      throw withoutGpus("workload.synthetic.load");
    }
    GenerationOptions options =
        GenerationOptions.asFitted(spec.jobs())
            .cappedAt(
                spec.gpusMax().orElse(Integer.MAX_VALUE),
                spec.durationMax()
                    .map(longest -> SimulatedTime.secondsFromNanos(longest.nanos()))
                    .orElse(Double.POSITIVE_INFINITY));
    if (spec.load().isPresent()) {
      options = options.withLoad(spec.load().get(), (int) cluster.gpus());
    }
    return new SyntheticReader(
        law(spec.law()),
        options,
        new SyntheticStreams(
            streams.stream("arrivals")::nextUniform,
            streams.stream("gpus")::nextUniform,
            streams.stream("durations")::nextUniform,
            streams.stream("groups")::nextUniform));
  }

  private static InputException withoutGpus(String path) {
    String hint = "name a node shape with GPUs under cluster.nodes ('opisim list nodes')";
    return new InputException(
        List.of(new Problem(path, 0, "", "the cluster has no GPUs to put a load on", hint)));
  }

  private static SyntheticLaw law(String id) {
    if (!id.equals(Services.PHILLY_LAW)) {
      throw new IllegalArgumentException("there is no law " + id);
    }
    return SyntheticLaws.philly().law();
  }

  static TraceReader poisson(PoissonWorkload spec, Cluster cluster, RandomStreams streams)
      throws InputException {
    if (spec.gpus() > 0 && cluster.gpus() == 0) {
      throw withoutGpus("workload.poisson.gpus");
    }
    double durationSeconds = spec.durationMean().nanos() * 1e-9;
    double jobsAtOnce = Double.POSITIVE_INFINITY;
    if (spec.gpus() > 0) {
      jobsAtOnce = cluster.gpus() / (double) spec.gpus();
    }
    if (spec.cpuCores().milli() > 0) {
      jobsAtOnce = Math.min(jobsAtOnce, cluster.cpuMilli() / (double) spec.cpuCores().milli());
    }
    double gapSeconds = durationSeconds / (jobsAtOnce * spec.load());
    return new PoissonReader(
        new PoissonReader.Options(
            spec.jobs(), gapSeconds, durationSeconds, spec.gpus(), spec.cpuCores().milli(), 0),
        streams.stream("arrivals")::nextUniform,
        streams.stream("durations")::nextUniform);
  }
}
