package io.opisim.hwvalidate.storage;

import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.workload.loader.TrainerPlan;
import java.util.regex.Pattern;

/**
 * One published result of MLPerf Storage.
 *
 * @param submitter who measured
 * @param system name of the system
 * @param workload its parameters
 * @param accelerator emulated, in lower case
 * @param ranks emulated accelerators
 * @param hosts client hosts; 0 if unknown
 * @param samplesPerSecond of all ranks, mean of runs
 * @param au accelerator utilisation, as a share
 * @param files training files
 */
public record StorageRow(
    String submitter,
    String system,
    StorageWorkload workload,
    String accelerator,
    int ranks,
    int hosts,
    double samplesPerSecond,
    double au,
    long files) {
  private static final Pattern WORKLOAD_NAME = Pattern.compile("[-_](unet3d|resnet50|cosmoflow)");
  private static final Pattern ACCELERATOR_NAME = Pattern.compile("[-_]([ah]100|[AH]100)$");

  /** Names the row. */
  public String key() {
    return submitter + " " + system + " " + program() + " " + accelerator + " x " + ranks;
  }

  /** The training program, whatever the accelerator. */
  public String program() {
    String id = workload.workload();
    return id.substring(0, id.lastIndexOf('-'));
  }

  /** The system without what its name says about workload and accelerator. */
  public String plainSystem() {
    String plain = WORKLOAD_NAME.matcher(system).replaceAll("");
    return submitter + " " + ACCELERATOR_NAME.matcher(plain).replaceAll("");
  }

  /** Emulated step time. */
  public double stepSeconds() {
    return workload.stepTime().value().seconds();
  }

  /** Samples in a rank's batch. */
  public int batch() {
    return workload.batchSize().value();
  }

  /** Bytes of a batch of mean size. */
  public double batchBytes() {
    return batch() * workload.recordBytes().value();
  }

  /** Bytes per second as published: records count with their nominal size. */
  public double bytesPerSecond() {
    return samplesPerSecond * workload.recordBytes().value();
  }

  /** Steps of an epoch. */
  public int steps() {
    long batches =
        TrainerPlan.batchesPerRank(files, workload.samplesPerFile().value(), batch(), ranks);
    return (int) Math.min(batches, Integer.MAX_VALUE);
  }
}
