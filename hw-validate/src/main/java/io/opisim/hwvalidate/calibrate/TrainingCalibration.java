package io.opisim.hwvalidate.calibrate;

import io.opisim.hwvalidate.training.SetApart;
import io.opisim.hwvalidate.training.SpeedRow;
import io.opisim.hwvalidate.training.TrainingRow;
import io.opisim.hwvalidate.training.TrainingTables;
import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.catalog.MeasuredSpeeds;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fits the training profiles and the measured speeds of the catalog: the same data and date give
 * the same files.
 */
public final class TrainingCalibration {
  private static final String ODD_ROWS = "rows 1, 3, 5 ... of ";

  private final Catalog catalog;
  private final Path data;
  private final LocalDate date;

  /**
   * A calibration.
   *
   * @param catalog where accelerators and nodes are found
   * @param data folder that holds megatron-table, vtrain-measured and mlperf-training
   * @param date told as that of the fits
   */
  public TrainingCalibration(Catalog catalog, Path data, LocalDate date) {
    this.catalog = catalog;
    this.data = data;
    this.date = date;
  }

  /**
   * Path below the catalog's folder to content, for every file.
   *
   * @throws CatalogException if an accelerator or a node is missing from the catalog
   */
  public SortedMap<String, String> files() throws CatalogException {
    SortedMap<String, String> files = new TreeMap<>();
    String head = "Written by a fit on rows set apart; change the fit, not the file.\n";
    TrainingProfile hopper = megatronCore();
    for (TrainingProfile profile :
        List.of(megatron(), megatronDeepSpeed(), hopper, largerMemory(hopper), blackwell(hopper))) {
      files.put(
          "training/" + profile.training() + ".yaml",
          CatalogText.of(profile, head + profile.name() + ", 16-bit mixed precision."));
    }
    for (MeasuredSpeeds speeds : measuredSpeeds()) {
      files.put(
          "measured-speeds/" + speeds.model() + ".yaml",
          CatalogText.of(
              speeds,
              head
                  + speeds.name()
                  + ": speed of one accelerator, and the fixed part of a step in samples."));
    }
    return files;
  }

  private TrainingProfile megatron() throws CatalogException {
    List<TrainingRow> rows = new ArrayList<>();
    rows.addAll(setApart("megatron-table/sc21_table1_a100.csv"));
    rows.addAll(setApart("megatron-table/seqsel_table5_a100.csv"));
    String source =
        "step times, " + ODD_ROWS + "arXiv 2104.04473 table 1 and of arXiv 2205.05198 table 5";
    TrainingProfile start = new TrainingPrograms(date).megatronOnA100();
    return fit(start).shares(start, rows, source, date);
  }

  private TrainingProfile megatronCore() throws CatalogException {
    String source =
        "step times, " + ODD_ROWS + "the weak-scaling table of the NVIDIA/Megatron-LM README";
    TrainingProfile start = new TrainingPrograms(date).megatronCoreOnH100();
    return fit(start).shares(start, setApart("megatron-table/mcore_h100.csv"), source, date);
  }

  /** H200 is an H100 with other memory; element-wise passes follow its bandwidth. */
  private TrainingProfile largerMemory(TrainingProfile hopper) {
    String source =
        "as fitted for H100, whose arithmetic H200 has; no step times of it were at hand";
    return TrainingFit.carriedOver(
        hopper,
        new TrainingFit.Target(
            "h200-megatron-core", "Megatron-Core on DGX H200", "h200-sxm", "dgx-h200"),
        hopper.matmulShare().value(),
        source,
        date);
  }

  /** B200 by the one pair of results that ran the same model on both. */
  private TrainingProfile blackwell(TrainingProfile hopper) throws CatalogException {
    String table = "mlperf-training/results.csv";
    double speedRatio =
        SpeedRow.only(data.resolve(table), "gpt3", "v4.1", 64).samplesPerSecondEach()
            / SpeedRow.only(data.resolve(table), "gpt3", "v4.1", 512).samplesPerSecondEach();
    double peakRatio = peak("b200-sxm") / peak(hopper.accelerator());
    String source =
        "H100's fitted share times the ratio of GPT-3 speeds, 64 B200 to 512 H100, MLPerf Training"
            + " v4.1 (8-bit on both), over the ratio of peaks; not judged on any step time";
    return TrainingFit.carriedOver(
        hopper,
        new TrainingFit.Target(
            "b200-megatron-core", "Megatron-Core on DGX B200", "b200-sxm", "dgx-b200"),
        SpeedFit.rounded(hopper.matmulShare().value() * speedRatio / peakRatio),
        source,
        date);
  }

  private double peak(String accelerator) throws CatalogException {
    return catalog.accelerator(accelerator).bf16Rate().orElseThrow().value().flopPerSecond();
  }

  private TrainingProfile megatronDeepSpeed() throws CatalogException {
    String table = "VIA-Research/vTrain (MIT, f8dda84), data/ground_truth_";
    TrainingProfile start = new TrainingPrograms(date).megatronDeepSpeedOnA100();
    TrainingFit fit = fit(start);
    TrainingProfile shares =
        fit.shares(
            start,
            setApart("vtrain-measured/ground_truth_multi.csv"),
            "step times, " + ODD_ROWS + table + "multi.csv",
            date);
    return fit.launch(
        shares,
        setApart("vtrain-measured/ground_truth_single.csv"),
        "step times, " + ODD_ROWS + table + "single.csv",
        date);
  }

  private TrainingFit fit(TrainingProfile start) throws CatalogException {
    AcceleratorProfile accelerator = catalog.accelerator(start.accelerator());
    NodeShape node = catalog.node(start.node());
    return new TrainingFit(accelerator, node);
  }

  private List<TrainingRow> setApart(String file) {
    return SetApart.fitted(TrainingTables.read(data.resolve(file)).rows());
  }

  private List<MeasuredSpeeds> measuredSpeeds() {
    SortedMap<String, List<MeasuredSpeed>> models = new TreeMap<>();
    String source =
        "logs of mlcommons/training_results (Apache-2.0), every second row of this accelerator and"
            + " round by batch per accelerator, and the last";
    SpeedRow.groups(data.resolve("mlperf-training/results.csv"))
        .values()
        .forEach(
            group ->
                SpeedFit.fit(group, source, date)
                    .ifPresent(
                        speed ->
                            models
                                .computeIfAbsent(group.get(0).benchmark(), k -> new ArrayList<>())
                                .add(speed)));
    List<MeasuredSpeeds> all = new ArrayList<>();
    models.forEach(
        (benchmark, systems) ->
            all.add(
                new MeasuredSpeeds(
                    benchmark.replace('_', '-'), benchmark + " of MLPerf Training", systems)));
    return all;
  }
}
