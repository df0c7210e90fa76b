package io.opisim.scenarios.catalog;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.catalog.DriveProfile;
import io.opisim.models.catalog.MeasuredSpeeds;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageSystemProfile;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Profiles by id. The ids are listed at once, a file is read when its profile is first asked for,
 * so that a program start does not pay for the whole catalog. For one thread.
 */
public final class Catalog {
  private final SortedMap<String, Shelf<?>> shelves = new TreeMap<>();
  private final SortedMap<String, String> ownHashes = new TreeMap<>();

  private Catalog(List<Path> folders) throws IOException {
    KnownIds ids = KnownIds.none();
    SortedMap<String, SortedMap<String, CatalogFiles.Source>> files = new TreeMap<>();
    for (CatalogKind<?> kind : CatalogKind.all()) {
      files.put(kind.folder(), CatalogFiles.find(kind.folder(), folders));
      ids = ids.with(kind.word(), files.get(kind.folder()).keySet());
    }
    for (CatalogKind<?> kind : CatalogKind.all()) {
      shelves.put(kind.folder(), shelf(kind, files.get(kind.folder()), ids));
      for (Map.Entry<String, CatalogFiles.Source> one : files.get(kind.folder()).entrySet()) {
        if (one.getValue().own().isPresent()) {
          String name = "catalog/" + kind.folder() + "/" + one.getKey() + ".yaml";
          ownHashes.put(name, FileHash.of(one.getValue().own().get()));
        }
      }
    }
  }

  /** Files of users' folders, each with the SHA-256 of its bytes. */
  public SortedMap<String, String> ownHashes() {
    return Collections.unmodifiableSortedMap(ownHashes);
  }

  private static <T extends Record> Shelf<T> shelf(
      CatalogKind<T> kind, SortedMap<String, CatalogFiles.Source> files, KnownIds ids) {
    return new Shelf<>(kind, files, ids);
  }

  /** The catalog that comes with the program. */
  public static Catalog builtIn() throws IOException {
    return of(List.of());
  }

  /**
   * The catalog that comes with the program, and the files of each folder, in one folder for each
   * {@link CatalogKind}.
   */
  public static Catalog of(List<Path> folders) throws IOException {
    return new Catalog(folders);
  }

  /** Ids of all profiles of a kind. */
  public SortedSet<String> ids(CatalogKind<?> kind) {
    return new TreeSet<>(shelves.get(kind.folder()).files.keySet());
  }

  /**
   * One profile.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public <T extends Record> T profile(CatalogKind<T> kind, String id) throws CatalogException {
    return kind.type().cast(shelves.get(kind.folder()).profile(id));
  }

  /** Ids of all accelerators. */
  public SortedSet<String> acceleratorIds() {
    return ids(CatalogKind.ACCELERATOR);
  }

  /**
   * An accelerator.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public AcceleratorProfile accelerator(String id) throws CatalogException {
    return profile(CatalogKind.ACCELERATOR, id);
  }

  /** Ids of all node shapes. */
  public SortedSet<String> nodeIds() {
    return ids(CatalogKind.NODE_SHAPE);
  }

  /**
   * A node shape.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public NodeShape node(String id) throws CatalogException {
    return profile(CatalogKind.NODE_SHAPE, id);
  }

  /** Ids of all collective profiles. */
  public SortedSet<String> collectiveIds() {
    return ids(CatalogKind.COLLECTIVE);
  }

  /**
   * A collective profile.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public CollectiveProfile collective(String id) throws CatalogException {
    return profile(CatalogKind.COLLECTIVE, id);
  }

  /** Ids of all profiles of training programs. */
  public SortedSet<String> trainingIds() {
    return ids(CatalogKind.TRAINING);
  }

  /**
   * The profile of a training program.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public TrainingProfile training(String id) throws CatalogException {
    return profile(CatalogKind.TRAINING, id);
  }

  /** Ids of all models with measured speeds. */
  public SortedSet<String> measuredModelIds() {
    return ids(CatalogKind.MEASURED_MODEL);
  }

  /**
   * The measured speeds of a model.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public MeasuredSpeeds measuredSpeeds(String id) throws CatalogException {
    return profile(CatalogKind.MEASURED_MODEL, id);
  }

  /** Ids of all workloads of storage benchmarks. */
  public SortedSet<String> storageWorkloadIds() {
    return ids(CatalogKind.STORAGE_WORKLOAD);
  }

  /**
   * A workload of a storage benchmark.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public StorageWorkload storageWorkload(String id) throws CatalogException {
    return profile(CatalogKind.STORAGE_WORKLOAD, id);
  }

  /** Ids of all fault profiles. */
  public SortedSet<String> faultIds() {
    return ids(CatalogKind.FAULTS);
  }

  /**
   * The failures of one kind of system.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public FaultProfile faults(String id) throws CatalogException {
    return profile(CatalogKind.FAULTS, id);
  }

  /** Ids of all devices whose power is known. */
  public SortedSet<String> powerIds() {
    return ids(CatalogKind.POWER);
  }

  /**
   * What a device draws.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public DevicePower power(String id) throws CatalogException {
    return profile(CatalogKind.POWER, id);
  }

  /** Ids of all price lists. */
  public SortedSet<String> priceIds() {
    return ids(CatalogKind.PRICES);
  }

  /**
   * A price list.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public PriceList prices(String id) throws CatalogException {
    return profile(CatalogKind.PRICES, id);
  }

  /** Ids of all DPUs and IPUs. */
  public SortedSet<String> dpuIds() {
    return ids(CatalogKind.DPU);
  }

  /**
   * A DPU or IPU.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public DpuProfile dpu(String id) throws CatalogException {
    return profile(CatalogKind.DPU, id);
  }

  /** Ids of all drives. */
  public SortedSet<String> driveIds() {
    return ids(CatalogKind.DRIVE);
  }

  /**
   * A drive.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public DriveProfile drive(String id) throws CatalogException {
    return profile(CatalogKind.DRIVE, id);
  }

  /** Ids of all storage systems. */
  public SortedSet<String> storageSystemIds() {
    return ids(CatalogKind.STORAGE_SYSTEM);
  }

  /**
   * A storage system.
   *
   * @throws CatalogException if there is none of this id, or its file is wrong
   */
  public StorageSystemProfile storageSystem(String id) throws CatalogException {
    return profile(CatalogKind.STORAGE_SYSTEM, id);
  }

  /** The profiles of one kind. */
  private static final class Shelf<T extends Record> {
    private final CatalogKind<T> kind;
    private final SortedMap<String, CatalogFiles.Source> files;
    private final KnownIds ids;
    private final Map<String, T> read = new TreeMap<>();

    Shelf(CatalogKind<T> kind, SortedMap<String, CatalogFiles.Source> files, KnownIds ids) {
      this.kind = kind;
      this.files = files;
      this.ids = ids;
    }

    /** Runs side by side read the catalog, too. */
    synchronized T profile(String id) throws CatalogException {
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
        String message = "unknown " + kind.word() + " \"" + id + "\"";
        String hint = Nearest.hint(id, files.keySet());
        throw new CatalogException(List.of(new Problem("catalog", 0, "", message, hint)));
      }
      List<Problem> problems = new ArrayList<>();
      Optional<YamlNode> tree = parse(source, problems);
      Optional<T> profile = tree.flatMap(node -> new Binder(ids, problems).bind(node, kind.type()));
      if (profile.isPresent() && !kind.idOf(profile.get()).equals(id)) {
        String message = "the id is \"" + kind.idOf(profile.get()) + "\"";
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
