package io.opisim.scenarios.scenario;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ids that exist, by kind: what services and catalogs offer on this machine.
 *
 * <p>A kind that was not given is not checked.
 *
 * @param byKind ids by kind
 */
public record KnownIds(SortedMap<String, SortedSet<String>> byKind) {
  /** Scheduling policies. */
  public static final String POLICY = "policy";

  /** Placements. */
  public static final String PLACEMENT = "placement";

  /** Formats of job traces. */
  public static final String TRACE_FORMAT = "trace format";

  /** Formats of node lists. */
  public static final String NODE_FORMAT = "node format";

  /** Node shapes of the catalog. */
  public static final String NODE_SHAPE = "node shape";

  /** Laws of synthetic workloads. */
  public static final String LAW = "law";

  /** Profiles of training programs. */
  public static final String TRAINING_PROFILE = "training profile";

  /** Profiles of measured collectives. */
  public static final String COLLECTIVE_PROFILE = "collective profile";

  /** Models with measured speeds. */
  public static final String MEASURED_MODEL = "measured model";

  /** Workloads of storage benchmarks. */
  public static final String STORAGE_WORKLOAD = "storage workload";

  /** Storage systems of the catalog. */
  public static final String STORAGE_SYSTEM = "storage system";

  /** Drives of the catalog. */
  public static final String DRIVE = "drive";

  /** DPUs and IPUs of the catalog. */
  public static final String DPU = "DPU";

  /** Services that can be offloaded. */
  public static final String OFFLOAD = "service";

  /** Recipes of services. */
  public static final String RECIPE = "recipe";

  /** What devices draw. */
  public static final String POWER = "power profile";

  /** Price lists. */
  public static final String PRICES = "price list";

  /** Fault profiles of the catalog. */
  public static final String FAULTS = "fault profile";

  /** Metrics of a result. */
  public static final String METRIC = "metric";

  /** Result tables that a scenario may ask for. */
  public static final String TABLE = "table";

  /** Copies the ids. */
  public KnownIds {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    byKind.forEach((kind, ids) -> copy.put(kind, new TreeSet<>(ids)));
    byKind = Collections.unmodifiableSortedMap(copy);
  }

  /** No kind is checked. */
  public static KnownIds none() {
    return new KnownIds(new TreeMap<>());
  }

  /** These ids and those of one more kind. */
  public KnownIds with(String kind, Collection<String> ids) {
    SortedMap<String, SortedSet<String>> more = new TreeMap<>(byKind);
    more.put(kind, new TreeSet<>(ids));
    return new KnownIds(more);
  }

  /** The ids of a kind, or empty if the kind is not checked. */
  public Optional<SortedSet<String>> of(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }
}
