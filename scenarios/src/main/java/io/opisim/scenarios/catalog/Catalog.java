package io.opisim.scenarios.catalog;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.catalog.DriveProfile;
import io.opisim.models.catalog.MeasuredSpeeds;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.collective.CollectiveProfile;
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

  /** Kind of drive ids. */
  public static final String DRIVE = "drive";

  /** Kind of ids of collective profiles. */
  public static final String COLLECTIVE = "collective profile";

  private final Shelf<AcceleratorProfile> accelerators;
  private final Shelf<NodeShape> nodes;
  private final Shelf<CollectiveProfile> collectives;
  private final Shelf<TrainingProfile> trainings;
  private final Shelf<MeasuredSpeeds> measuredSpeeds;
  private final Shelf<DpuProfile> dpus;
  private final Shelf<DriveProfile> drives;
  private final Shelf<StorageSystemProfile> storageSystems;

  private Catalog(
      Shelf<AcceleratorProfile> accelerators,
      Shelf<NodeShape> nodes,
      Shelf<CollectiveProfile> collectives,
      Shelf<TrainingProfile> trainings,
      Shelf<MeasuredSpeeds> measuredSpeeds,
      Shelf<DpuProfile> dpus,
      Shelf<DriveProfile> drives,
      Shelf<StorageSystemProfile> storageSystems) {
    this.accelerators = accelerators;
    this.nodes = nodes;
    this.collectives = collectives;
    this.trainings = trainings;
    this.measuredSpeeds = measuredSpeeds;
    this.dpus = dpus;
    this.drives = drives;
    this.storageSystems = storageSystems;
  }

  /** The catalog that comes with the program. */
  public static Catalog builtIn() throws IOException {
    return of(List.of());
  }

  /**
   * The catalog that comes with the program, and the files under {@code accelerators}, {@code
   * nodes}, {@code collectives}, {@code training}, {@code measured-speeds}, {@code dpus}, {@code
   * drives} and {@code storage} of each folder.
   */
  public static Catalog of(List<Path> folders) throws IOException {
    SortedMap<String, CatalogFiles.Source> accelerators =
        CatalogFiles.find("accelerators", folders);
    KnownIds ids = KnownIds.none().with(ACCELERATOR, accelerators.keySet());
    SortedMap<String, CatalogFiles.Source> nodes = CatalogFiles.find("nodes", folders);
    SortedMap<String, CatalogFiles.Source> drives = CatalogFiles.find("drives", folders);
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
            "DPU", CatalogFiles.find("dpus", folders), DpuProfile.class, DpuProfile::dpu, ids),
        new Shelf<>(DRIVE, drives, DriveProfile.class, DriveProfile::drive, ids),
        new Shelf<>(
            "storage system",
            CatalogFiles.find("storage", folders),
            StorageSystemProfile.class,
            StorageSystemProfile::storageSystem,
            ids.with(DRIVE, drives.keySet())));
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

  /** Ids of all DPUs and IPUs. */
  public SortedSet<String> dpuIds() {
    return dpus.ids();
  }

  /** Ids of all drives. */
  public SortedSet<String> driveIds() {
    return drives.ids();
  }

  /** Ids of all storage systems. */
  public SortedSet<String> storageSystemIds() {
    return storageSystems.ids();
  }

  /**
   * A DPU or IPU.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public DpuProfile dpu(String id) throws CatalogException {
    return dpus.profile(id);
  }

  /**
   * A drive.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public DriveProfile drive(String id) throws CatalogException {
    return drives.profile(id);
  }

  /**
   * A storage system.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public StorageSystemProfile storageSystem(String id) throws CatalogException {
    return storageSystems.profile(id);
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
