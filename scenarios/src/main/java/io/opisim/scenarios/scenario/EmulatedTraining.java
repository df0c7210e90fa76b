package io.opisim.scenarios.scenario;

import io.opisim.models.offload.Site;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Training as a storage benchmark emulates it: ranks that read batches and wait for a step's time.
 *
 * @param name of the job; with several copies, each has its number behind it
 * @param count copies
 * @param arrival of the first copy
 * @param gap between copies
 * @param workload id of a storage workload
 * @param accelerators ranks of one job
 * @param epochs passes over its data set
 * @param steps of one epoch
 * @param readers loader workers of a rank, or empty for the workload's
 * @param prefetch batches read ahead, or empty for the workload's
 * @param barrier whether all ranks wait for the slowest after each step
 * @param noise extra time of ranks, or empty for none
 * @param overhead what follows each step on every rank
 * @param reads how reads are simulated
 * @param sustain search for the accelerators sustained, or empty for none
 * @param serviceSite site of this job's services that name none, or empty for the scenario's
 * @param serviceSites sites of single services of this job
 * @param cache of the job on each of its nodes, or empty for none
 * @param checkpoint what is written every so many steps, or empty for nothing
 * @param limits of the volume of the job and its copies, or empty
 */
public record EmulatedTraining(
    @Key(
            value = "Name of the job; copies have their number behind it.",
            example = "unet3d",
            kebabCase = true)
        String name,
    @Key(value = "Copies.", example = "4", byDefault = "1", min = 1, max = 1_000_000) int count,
    @Key(value = "Arrival of the first copy.", example = "10 s", byDefault = "0 s")
        TimeSpan arrival,
    @Key(value = "Time between arrivals of copies.", example = "1 s", byDefault = "0 s")
        TimeSpan gap,
    @Key(
            value = "Program and accelerator that are emulated, of the catalog.",
            example = "unet3d-h100",
            ids = KnownIds.STORAGE_WORKLOAD)
        String workload,
    @Key(value = "Accelerators of one job.", example = "64", min = 1, max = 1_000_000)
        int accelerators,
    @Key(
            value = "Passes over the data set.",
            example = "2",
            byDefault = "5",
            min = 1,
            max = 1_000_000)
        int epochs,
    @Key(
            value = "Steps of one epoch; the data set has the files that all ranks read in them.",
            example = "500",
            min = 1,
            max = 1_000_000)
        int steps,
    @Key(value = "Loader workers of a rank; the workload's if absent.", example = "8", max = 10_000)
        Optional<Integer> readers,
    @Key(
            value = "Batches that a rank's loader reads ahead; the workload's if absent.",
            example = "4",
            min = 1,
            max = 10_000)
        Optional<Integer> prefetch,
    @Key(
            value = "Whether all ranks wait for the slowest after each step.",
            example = "false",
            byDefault = "true")
        boolean barrier,
    @Key(value = "Extra time of each rank and step.", example = "{mean: 6.1 ms}")
        Optional<NoiseSpec> noise,
    @Key(
            value = "What follows each step on every rank before the next batch.",
            example = "1 ms",
            byDefault = "0 s")
        TimeSpan overhead,
    @Key(
            value =
                "Whether each record is a read, or the records that a worker reads one after"
                    + " another for a batch are one: faster to simulate, but what each file costs by"
                    + " itself is then paid once a batch.",
            example = "per-batch",
            byDefault = "per-record")
        ReadGrain reads,
    @Key(
            value =
                "Searches the largest number of accelerators, spread evenly over all nodes and"
                    + " alone there, whose utilisation is high enough.",
            example = "{most: 400}")
        Optional<SustainSpec> sustain,
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
                "Cache of the job's own on each of its nodes, above all services: it keeps samples"
                    + " as the program gets them.",
            example = "{size: 1 TiB}")
        Optional<ProgramCache> cache,
    @Key(
            value =
                "Checkpoints, written the way that batches are read and at the same time as them.",
            example = "{every: 100, size: 499 MB}")
        Optional<CheckpointSpec> checkpoint,
    @Key(
            value =
                "Limits of the job's volume, which its copies share; none if absent. For storage"
                    + " that is spoken to in blocks.",
            example = "{read_rate: 2000 MiB/s}")
        Optional<VolumeLimits> limits)
    implements Checked {
  /** Copies the list. */
  public EmulatedTraining {
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
    if (checkpoint.isPresent() && !barrier) {
      wrong.add(
          new Violation(
              "checkpoint",
              "is of all ranks after the same step, but they have no barrier",
              "leave out barrier: false"));
    }
    boolean parts = checkpoint.map(one -> one.tensor() * one.pipeline() > 1).orElse(false);
    if (parts && sustain.isPresent()) {
      wrong.add(
          new Violation(
              "sustain",
              "tries numbers of ranks that cannot share the model of the checkpoints",
              "leave out tensor and pipeline"));
    }
    if (cache.isPresent() && reads == ReadGrain.PER_BATCH) {
      wrong.add(
          new Violation(
              "cache",
              "keeps records, but the records of a batch are read as one",
              "leave out reads: per-batch"));
    }
    if (sustain.isPresent() && count > 1) {
      wrong.add(
          new Violation(
              "sustain",
              "is searched for one job alone, but there are " + count + " copies",
              "write the searched job as an entry of its own"));
    }
    return wrong;
  }
}
