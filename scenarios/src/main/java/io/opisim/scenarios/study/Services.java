package io.opisim.scenarios.study;

import io.opisim.models.offload.Offloads;
import io.opisim.models.offload.recipe.IpdkRecipe;
import io.opisim.models.offload.recipe.IpdkRecipes;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.io.ChromeTrace;
import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.tracereplay.format.TraceFormat;
import io.opisim.tracereplay.format.TraceFormats;
import java.util.ArrayList;
import java.util.List;

/** What can be named in a scenario on this machine. */
public final class Services {
  /** The one format of node lists. */
  public static final String NODE_FORMAT = "alibaba-openb-nodes";

  /** The one fitted law. */
  public static final String PHILLY_LAW = "philly";

  private Services() {}

  /** The ids of all services, tables, metrics and catalog entries. */
  public static KnownIds knownIds(Catalog catalog) {
    List<String> recorded = new ArrayList<>(ResultTable.optional());
    recorded.add(ChromeTrace.ID);
    return KnownIds.none()
        .with(KnownIds.POLICY, SchedulerServices.policies().keySet())
        .with(KnownIds.PLACEMENT, SchedulerServices.placements().keySet())
        .with(
            KnownIds.TRACE_FORMAT, TraceFormats.load().all().stream().map(TraceFormat::id).toList())
        .with(KnownIds.NODE_FORMAT, List.of(NODE_FORMAT))
        .with(KnownIds.NODE_SHAPE, catalog.nodeIds())
        .with(KnownIds.TRAINING_PROFILE, catalog.trainingIds())
        .with(KnownIds.COLLECTIVE_PROFILE, catalog.collectiveIds())
        .with(KnownIds.MEASURED_MODEL, catalog.measuredModelIds())
        .with(KnownIds.STORAGE_WORKLOAD, catalog.storageWorkloadIds())
        .with(KnownIds.STORAGE_SYSTEM, catalog.storageSystemIds())
        .with(KnownIds.DRIVE, catalog.driveIds())
        .with(KnownIds.DPU, catalog.dpuIds())
        .with(KnownIds.OFFLOAD, Offloads.all().keySet())
        .with(KnownIds.RECIPE, IpdkRecipes.all().stream().map(IpdkRecipe::id).toList())
        .with(KnownIds.POWER, catalog.powerIds())
        .with(KnownIds.PRICES, catalog.priceIds())
        .with(KnownIds.FAULTS, catalog.faultIds())
        .with(KnownIds.LAW, List.of(PHILLY_LAW))
        .with(KnownIds.METRIC, Metric.names())
        .with(KnownIds.TABLE, recorded);
  }
}
