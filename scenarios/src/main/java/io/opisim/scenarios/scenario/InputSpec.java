package io.opisim.scenarios.scenario;

import io.opisim.models.offload.Site;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a training job reads from the cluster's storage for its steps.
 *
 * @param sampleSize of each sample of the global batch, or empty
 * @param nodeSize of what a full node reads for a step, or empty
 * @param prefetch steps read ahead
 * @param readers reads of a node under way at once
 * @param serviceSite site of this job's services that name none, or empty for the scenario's
 * @param serviceSites sites of single services of this job
 * @param limits of the volume of the job and its copies, or empty
 */
@ExactlyOneOf({"sample_size", "node_size"})
public record InputSpec(
    @Key(
            value = "Bytes of a sample as they arrive in the node; the global batch is read.",
            example = "150 kB",
            positive = true)
        Optional<DataSize> sampleSize,
    @Key(
            value = "Bytes that a node whose accelerators are all the job's reads for a step.",
            example = "1.2 GB",
            positive = true)
        Optional<DataSize> nodeSize,
    @Key(
            value =
                "Steps whose input is read while others run; with 0 a step's input is read when the"
                    + " step before it is over.",
            example = "4",
            byDefault = "2",
            max = 10_000)
        int prefetch,
    @Key(
            value = "Reads of a node under way at once, each a part of the node's samples.",
            example = "16",
            byDefault = "8",
            min = 1,
            max = 10_000)
        int readers,
    @Key(
            value =
                "Where this job's services run that name no site; the scenario's services.site if"
                    + " absent.",
            example = "dpu")
        Optional<Site> serviceSite,
    @Key(
            value = "Where single services of this job run, whatever the scenario says.",
            example = "[{service: encryption, site: dpu}]",
            byDefault = "[]")
        List<ServiceSite> serviceSites,
    @Key(
            value =
                "Limits of the job's volume, which its copies share; none if absent. For storage"
                    + " that is spoken to in blocks.",
            example = "{read_rate: 2000 MiB/s}")
        Optional<VolumeLimits> limits)
    implements Checked {
  /** Copies the list. */
  public InputSpec {
    serviceSites = List.copyOf(serviceSites);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (serviceSite.isPresent()
        && serviceSite.get() != Site.HOST
        && serviceSite.get() != Site.DPU) {
      wrong.add(
          new Violation("service_site", "is a client's: host or dpu", "see service_sites, too"));
    }
    return wrong;
  }
}
