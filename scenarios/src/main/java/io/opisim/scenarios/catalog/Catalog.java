package io.opisim.scenarios.catalog;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.MeasuredSpeeds;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.collective.CollectiveProfile;
import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.DevicePower;
import io.opisim.models.fault.FaultProfile;
import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.io.Binder;
import io.opisim.scenarios.scenario.io.Nearest;
import io.opisim.scenarios.scenario.io.YamlNode;
import io.opisim.scenarios.scenario.io.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Profiles by id. The ids are listed at once, a file is read when its profile is first asked for,
 * so that a program start does not pay for the whole catalog. For one thread.
 */
public final class Catalog {
  /** Kind of accelerator ids. */
  public static final String ACCELERATOR = "accelerator";

  /** Kind of ids of collective profiles. */
  public static final String COLLECTIVE = "collective profile";

  private final Shelf<AcceleratorProfile> accelerators;
  private final Shelf<NodeShape> nodes;
  private final Shelf<CollectiveProfile> collectives;
  private final Shelf<TrainingProfile> trainings;
  private final Shelf<MeasuredSpeeds> measuredSpeeds;
  private final Shelf<StorageWorkload> storageWorkloads;
  private final Shelf<FaultProfile> faults;
  private final Shelf<DevicePower> power;
  private final Shelf<PriceList> prices;

  private Catalog(
      Shelf<AcceleratorProfile> accelerators,
      Shelf<NodeShape> nodes,
      Shelf<CollectiveProfile> collectives,
      Shelf<TrainingProfile> trainings,
      Shelf<MeasuredSpeeds> measuredSpeeds,
      Shelf<StorageWorkload> storageWorkloads,
      Shelf<FaultProfile> faults,
      Shelf<DevicePower> power,
      Shelf<PriceList> prices) {
    this.accelerators = accelerators;
    this.nodes = nodes;
    this.collectives = collectives;
    this.trainings = trainings;
    this.measuredSpeeds = measuredSpeeds;
    this.storageWorkloads = storageWorkloads;
    this.faults = faults;
    this.power = power;
    this.prices = prices;
  }

  /** The catalog that comes with the program. */
  public static Catalog builtIn() throws IOException {
    return of(List.of());
  }

  /**
   * The catalog that comes with the program, and the files under {@code accelerators}, {@code
   * nodes}, {@code collectives}, {@code training}, {@code measured-speeds}, {@code
   * storage-workloads}, {@code faults}, {@code power} and {@code prices} of each folder.
   */
  public static Catalog of(List<Path> folders) throws IOException {
    SortedMap<String, CatalogFiles.Source> accelerators =
        CatalogFiles.find("accelerators", folders);
    KnownIds ids = KnownIds.none().with(ACCELERATOR, accelerators.keySet());
    SortedMap<String, CatalogFiles.Source> nodes = CatalogFiles.find("nodes", folders);
    KnownIds hardware = ids.with(KnownIds.NODE_SHAPE, nodes.keySet());
    return new Catalog(
        new Shelf<>(
            ACCELERATOR,
            accelerators,
            AcceleratorProfile.class,
            AcceleratorProfile::accelerator,
            ids),
        new Shelf<>(KnownIds.NODE_SHAPE, nodes, NodeShape.class, NodeShape::node, ids),
        new Shelf<>(
            COLLECTIVE,
            CatalogFiles.find("collectives", folders),
            CollectiveProfile.class,
            CollectiveProfile::collective,
            ids),
        new Shelf<>(
            "training profile",
            CatalogFiles.find("training", folders),
            TrainingProfile.class,
            TrainingProfile::training,
            hardware),
        new Shelf<>(
            "measured model",
            CatalogFiles.find("measured-speeds", folders),
            MeasuredSpeeds.class,
            MeasuredSpeeds::model,
            hardware),
        new Shelf<>(
            "storage workload",
            CatalogFiles.find("storage-workloads", folders),
            StorageWorkload.class,
            StorageWorkload::workload,
            ids),
        new Shelf<>(
            "fault profile",
            CatalogFiles.find("faults", folders),
            FaultProfile.class,
            FaultProfile::faults,
            hardware),
        new Shelf<>(
            "power profile",
            CatalogFiles.find("power", folders),
            DevicePower.class,
            DevicePower::power,
            hardware),
        new Shelf<>(
            "price list",
            CatalogFiles.find("prices", folders),
            PriceList.class,
            PriceList::prices,
            hardware));
  }

  /** Ids of all accelerators. */
  public SortedSet<String> acceleratorIds() {
    return accelerators.ids();
  }

  /** Ids of all node shapes. */
  public SortedSet<String> nodeIds() {
    return nodes.ids();
  }

  /** Ids of all collective profiles. */
  public SortedSet<String> collectiveIds() {
    return collectives.ids();
  }

  /**
   * A collective profile.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public CollectiveProfile collective(String id) throws CatalogException {
    return collectives.profile(id);
  }

  /** Ids of all profiles of training programs. */
  public SortedSet<String> trainingIds() {
    return trainings.ids();
  }

  /** Ids of all models with measured speeds. */
  public SortedSet<String> measuredModelIds() {
    return measuredSpeeds.ids();
  }

  /**
   * An accelerator.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public AcceleratorProfile accelerator(String id) throws CatalogException {
    return accelerators.profile(id);
  }

  /**
   * A node shape.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public NodeShape node(String id) throws CatalogException {
    return nodes.profile(id);
  }

  /**
   * The profile of a training program.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public TrainingProfile training(String id) throws CatalogException {
    return trainings.profile(id);
  }

  /**
   * The measured speeds of a model.
   *
   * @throws CatalogException if there are none of this id, or the file is wrong
   */
  public MeasuredSpeeds measuredSpeeds(String id) throws CatalogException {
    return measuredSpeeds.profile(id);
  }

  /** Ids of all workloads of storage benchmarks. */
  public SortedSet<String> storageWorkloadIds() {
    return storageWorkloads.ids();
  }

  /**
   * A workload of a storage benchmark.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public StorageWorkload storageWorkload(String id) throws CatalogException {
    return storageWorkloads.profile(id);
  }

  /** Ids of all fault profiles. */
  public SortedSet<String> faultIds() {
    return faults.ids();
  }

  /**
   * The failures of one kind of system.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public FaultProfile faults(String id) throws CatalogException {
    return faults.profile(id);
  }

  /** Ids of all devices whose power is known. */
  public SortedSet<String> powerIds() {
    return power.ids();
  }

  /**
   * What a device draws.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public DevicePower power(String id) throws CatalogException {
    return power.profile(id);
  }

  /** Ids of all price lists. */
  public SortedSet<String> priceIds() {
    return prices.ids();
  }

  /**
   * A price list.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public PriceList prices(String id) throws CatalogException {
    return prices.profile(id);
  }

  /** The profiles of one kind. */
  private static final class Shelf<T extends Record> {
    private final String kind;
    private final SortedMap<String, CatalogFiles.Source> files;
    private final Class<T> type;
    private final Function<T, String> idOf;
    private final KnownIds ids;
    private final Map<String, T> read = new TreeMap<>();

    Shelf(
        String kind,
        SortedMap<String, CatalogFiles.Source> files,
        Class<T> type,
        Function<T, String> idOf,
        KnownIds ids) {
      this.kind = kind;
      this.files = files;
      this.type = type;
      this.idOf = idOf;
      this.ids = ids;
    }

    SortedSet<String> ids() {
      return new TreeSet<>(files.keySet());
    }

    T profile(String id) throws CatalogException {
      T known = read.get(id);
      if (known == null) {
        known = load(id);
        read.put(id, known);
      }
      return known;
    }

    private T load(String id) throws CatalogException {
      CatalogFiles.Source source = files.get(id);
      if (source == null) {
        String message = "unknown " + kind + " \"" + id + "\"";
        String hint = Nearest.hint(id, files.keySet());
        throw new CatalogException(List.of(new Problem("catalog", 0, "", message, hint)));
      }
      List<Problem> problems = new ArrayList<>();
      Optional<YamlNode> tree = parse(source, problems);
      Optional<T> profile = tree.flatMap(node -> new Binder(ids, problems).bind(node, type));
      if (profile.isPresent() && !idOf.apply(profile.get()).equals(id)) {
        String message = "the id is \"" + idOf.apply(profile.get()) + "\"";
        String hint = "the file's name says \"" + id + "\"";
        problems.add(new Problem(source.name(), 0, "", message, hint));
      }
      if (!problems.isEmpty()) {
        throw new CatalogException(problems);
      }
      return profile.orElseThrow();
    }

    private static Optional<YamlNode> parse(CatalogFiles.Source source, List<Problem> problems) {
      try (InputStream in = source.opener().open()) {
        byte[] bytes = in.readNBytes(YamlReader.MAX_BYTES + 1);
        return YamlReader.parse(source.name(), bytes, problems);
      } catch (IOException unreadable) {
        boolean denied = unreadable instanceof AccessDeniedException;
        String hint = denied ? "check its permissions" : "" + unreadable.getMessage();
        problems.add(new Problem(source.name(), 0, "", "cannot be read", hint));
        return Optional.empty();
      }
    }
  }
}
