package io.opisim.scenarios.catalog;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.catalog.DriveProfile;
import io.opisim.models.catalog.MeasuredSpeeds;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.ServiceProfile;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.collective.CollectiveProfile;
import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.DevicePower;
import io.opisim.models.fault.FaultProfile;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of profile in the catalog: a folder of files that all describe the same sort of thing.
 *
 * @param <T> what a file of it says
 */
public final class CatalogKind<T extends Record> {
  /** Accelerators. */
  public static final CatalogKind<AcceleratorProfile> ACCELERATOR =
      new CatalogKind<>(
          "accelerator",
          "accelerators",
          "accelerator",
          AcceleratorProfile.class,
          AcceleratorProfile::accelerator);

  /** Shapes of nodes. */
  public static final CatalogKind<NodeShape> NODE_SHAPE =
      new CatalogKind<>("node shape", "nodes", "node", NodeShape.class, NodeShape::node);

  /** What collectives cost on a system. */
  public static final CatalogKind<CollectiveProfile> COLLECTIVE =
      new CatalogKind<>(
          "collective profile",
          "collectives",
          "collective",
          CollectiveProfile.class,
          CollectiveProfile::collective);

  /** Training programs on a system. */
  public static final CatalogKind<TrainingProfile> TRAINING =
      new CatalogKind<>(
          "training profile",
          "training",
          "training",
          TrainingProfile.class,
          TrainingProfile::training);

  /** Models of which only speeds were measured. */
  public static final CatalogKind<MeasuredSpeeds> MEASURED_MODEL =
      new CatalogKind<>(
          "measured model",
          "measured-speeds",
          "measured-speeds",
          MeasuredSpeeds.class,
          MeasuredSpeeds::model);

  /** Workloads of storage benchmarks. */
  public static final CatalogKind<StorageWorkload> STORAGE_WORKLOAD =
      new CatalogKind<>(
          "storage workload",
          "storage-workloads",
          "storage-workload",
          StorageWorkload.class,
          StorageWorkload::workload);

  /** Failures of one kind of system. */
  public static final CatalogKind<FaultProfile> FAULTS =
      new CatalogKind<>(
          "fault profile", "faults", "faults", FaultProfile.class, FaultProfile::faults);

  /** What devices draw. */
  public static final CatalogKind<DevicePower> POWER =
      new CatalogKind<>("power profile", "power", "power", DevicePower.class, DevicePower::power);

  /** Price lists. */
  public static final CatalogKind<PriceList> PRICES =
      new CatalogKind<>("price list", "prices", "prices", PriceList.class, PriceList::prices);

  /** DPUs and IPUs. */
  public static final CatalogKind<DpuProfile> DPU =
      new CatalogKind<>("DPU", "dpus", "dpu", DpuProfile.class, DpuProfile::dpu);

  /** Drives. */
  public static final CatalogKind<DriveProfile> DRIVE =
      new CatalogKind<>("drive", "drives", "drive", DriveProfile.class, DriveProfile::drive);

  /** Filers, object stores, targets and file systems. */
  public static final CatalogKind<StorageSystemProfile> STORAGE_SYSTEM =
      new CatalogKind<>(
          "storage system",
          "storage",
          "storage",
          StorageSystemProfile.class,
          StorageSystemProfile::storageSystem);

  /** What services on the way of data cost. */
  public static final CatalogKind<ServiceProfile> SERVICE =
      new CatalogKind<>(
          "service profile", "services", "service", ServiceProfile.class, ServiceProfile::service);

  private static final List<CatalogKind<?>> ALL =
      List.of(
          ACCELERATOR,
          NODE_SHAPE,
          COLLECTIVE,
          TRAINING,
          MEASURED_MODEL,
          STORAGE_WORKLOAD,
          FAULTS,
          POWER,
          PRICES,
          DPU,
          DRIVE,
          STORAGE_SYSTEM,
          SERVICE);

  private final String word;
  private final String folder;
  private final String schema;
  private final Class<T> type;
  private final Function<T, String> idOf;

  private CatalogKind(
      String word, String folder, String schema, Class<T> type, Function<T, String> idOf) {
    this.word = word;
    this.folder = folder;
    this.schema = schema;
    this.type = type;
    this.idOf = idOf;
  }

  /** All kinds. */
  public static List<CatalogKind<?>> all() {
    return ALL;
  }

  /** The word for one of them in messages, and for their ids in {@code KnownIds}. */
  public String word() {
    return word;
  }

  /** The folder of their files in a catalog. */
  public String folder() {
    return folder;
  }

  /** Name of their JSON Schema, without ending. */
  public String schema() {
    return schema;
  }

  /** What a file of this kind says. */
  public Class<T> type() {
    return type;
  }

  /** The id that a profile names itself. */
  String idOf(T profile) {
    return idOf.apply(profile);
  }
}
