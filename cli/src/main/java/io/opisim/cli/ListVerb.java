package io.opisim.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.hwvalidate.compare.ValidationCases;
import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.offload.Offloads;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.report.TextTable;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.io.ChromeTrace;
import io.opisim.scenarios.result.io.Json;
import io.opisim.scenarios.scenario.FabricKind;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.Library;
import io.opisim.scenarios.study.Services;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.WaitReason;
import io.opisim.tracereplay.format.TraceFormats;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code list}: what can be named in a scenario or on the command line. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what can be named in a scenario or on the command line.",
      "The kinds: accelerators, collectives, dpus, drives, fabrics, fault-profiles, formats, laws,",
      "measured-models, metrics, nodes, offloads, placements, policies, power-profiles, price-lists,",
      "scenarios, storage-systems, storage-workloads, tables, training-profiles, validations,",
      "wait-reasons.",
      "Without a kind: the kinds."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  opisim list policies",
      "  opisim list accelerators --json",
      "",
      "Exit codes: 0 done; 2 unknown kind."
    })
final class ListVerb implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "KIND", arity = "0..1", description = "What to list.")
  private String kind;

  @Mixin private CatalogOption catalogs;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  ListVerb(Console console) {
    this.console = console;
  }

  /** Gives the entries of a kind: id and description. */
  @FunctionalInterface
  private interface Entries {
    Map<String, String> read() throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Entries> kinds = kinds();
    if (kind == null) {
      listKinds(kinds.keySet());
      return ExitCodes.DONE;
    }
    Entries entries = kinds.get(kind);
    if (entries == null) {
      throw new UsageException(
          "there is nothing of kind \"" + kind + "\"; the kinds are " + kinds.keySet());
    }
    Map<String, String> read = entries.read();
    if (json) {
      ObjectNode document = Json.object();
      document.put("kind", kind);
      ArrayNode list = document.putArray("entries");
      read.forEach((id, meaning) -> list.addObject().put("id", id).put("description", meaning));
      console.json(document);
    } else {
      TextTable table = new TextTable(List.of(kind, "description"));
      read.forEach((id, meaning) -> table.row(List.of(id, meaning)));
      console.lines(table.lines());
    }
    return ExitCodes.DONE;
  }

  private void listKinds(Set<String> kinds) {
    if (json) {
      ObjectNode document = Json.object();
      ArrayNode list = document.putArray("kinds");
      kinds.forEach(list::add);
      console.json(document);
    } else {
      console.lines(List.copyOf(kinds));
    }
  }

  private Map<String, Entries> kinds() {
    Map<String, Entries> kinds = new LinkedHashMap<>();
    kinds.put("accelerators", this::accelerators);
    kinds.put("collectives", this::collectives);
    kinds.put("dpus", this::dpus);
    kinds.put("drives", this::drives);
    kinds.put(
        "fabrics",
        () -> {
          Map<String, String> fabrics = new LinkedHashMap<>();
          Arrays.stream(FabricKind.values()).forEach(one -> fabrics.put(one.word(), one.meaning()));
          return fabrics;
        });
    kinds.put("fault-profiles", () -> named(Catalog::faultIds, (all, id) -> all.faults(id).name()));
    kinds.put(
        "formats",
        () -> {
          Map<String, String> formats = new LinkedHashMap<>();
          TraceFormats.load().all().forEach(one -> formats.put(one.id(), one.description()));
          formats.put(Services.NODE_FORMAT, "Node lists of Alibaba's 2023 GPU trace.");
          return formats;
        });
    kinds.put(
        "laws",
        () -> Map.of(Services.PHILLY_LAW, "Arrivals, sizes and run times of the Philly trace."));
    kinds.put("measured-models", this::measuredModels);
    kinds.put(
        "metrics",
        () -> {
          Map<String, String> metrics = new LinkedHashMap<>();
          Metric.all().forEach(one -> metrics.put(one.name(), one.meaning()));
          return metrics;
        });
    kinds.put("nodes", this::nodes);
    kinds.put(
        "offloads",
        () -> {
          Map<String, String> offloads = new LinkedHashMap<>();
          Offloads.all().forEach((id, one) -> offloads.put(id, one.description()));
          return offloads;
        });
    kinds.put(
        "placements",
        () -> {
          Map<String, String> placements = new LinkedHashMap<>();
          SchedulerServices.placements()
              .forEach((id, one) -> placements.put(id, one.description()));
          return placements;
        });
    kinds.put(
        "policies",
        () -> {
          Map<String, String> policies = new LinkedHashMap<>();
          SchedulerServices.policies().forEach((id, one) -> policies.put(id, one.description()));
          return policies;
        });
    kinds.put("power-profiles", () -> named(Catalog::powerIds, (all, id) -> all.power(id).name()));
    kinds.put("price-lists", () -> named(Catalog::priceIds, (all, id) -> all.prices(id).name()));
    kinds.put("scenarios", Library::questions);
    kinds.put("storage-systems", this::storageSystems);
    kinds.put(
        "storage-workloads",
        () -> named(Catalog::storageWorkloadIds, (all, id) -> all.storageWorkload(id).name()));
    kinds.put(
        "tables",
        () -> {
          Map<String, String> tables = new LinkedHashMap<>();
          Arrays.stream(ResultTable.values()).forEach(one -> tables.put(one.id(), one.meaning()));
          tables.put(ChromeTrace.ID, "Steps of training jobs as a trace that Perfetto opens.");
          return tables;
        });
    kinds.put("training-profiles", this::trainingProfiles);
    kinds.put(
        "validations",
        () -> {
          Map<String, String> cases = new LinkedHashMap<>();
          ValidationCases.all().forEach(one -> cases.put(one.id(), one.description()));
          return cases;
        });
    kinds.put(
        "wait-reasons",
        () -> {
          Map<String, String> reasons = new LinkedHashMap<>();
          Arrays.stream(WaitReason.values()).forEach(one -> reasons.put(one.id(), one.meaning()));
          return reasons;
        });
    return kinds;
  }

  private Map<String, String> accelerators() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(catalog, catalog.acceleratorIds(), (all, id) -> all.accelerator(id).name());
  }

  private Map<String, String> collectives() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.collectiveIds(),
        (all, id) -> {
          int curves = all.collective(id).fittedOn().size();
          String measured = curves == 0 ? "" : ", measured curves: " + curves;
          return all.collective(id).name() + measured;
        });
  }

  private Map<String, String> trainingProfiles() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.trainingIds(),
        (all, id) -> all.training(id).name() + ", " + all.training(id).accelerator());
  }

  private Map<String, String> measuredModels() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.measuredModelIds(),
        (all, id) ->
            all.measuredSpeeds(id).name()
                + ": "
                + all.measuredSpeeds(id).systems().stream()
                    .map(one -> one.accelerator() + " " + one.round())
                    .collect(Collectors.joining(", ")));
  }

  /** Describes a profile of the catalog by its id. */
  @FunctionalInterface
  private interface Description {
    String of(Catalog catalog, String id) throws CatalogException;
  }

  private Map<String, String> dpus() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.dpuIds(),
        (all, id) -> {
          DpuProfile dpu = all.dpu(id);
          String cores = dpu.cores().value() + " x " + dpu.coreName();
          return dpu.name() + ", " + cores + ", " + dpu.networkRate().value().toLinkString();
        });
  }

  private Map<String, String> named(Function<Catalog, Set<String>> ids, Description description)
      throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(catalog, ids.apply(catalog), description);
  }

  private Map<String, String> drives() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.driveIds(),
        (all, id) -> all.drive(id).name() + ", reads " + all.drive(id).readRate().value());
  }

  private Map<String, String> storageSystems() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.storageSystemIds(),
        (all, id) -> {
          StorageSystemProfile system = all.storageSystem(id);
          String rate = system.readRate().map(one -> ", read at " + one.value()).orElse("");
          String kind = system.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
          return system.name() + ", " + kind + rate;
        });
  }

  private static Map<String, String> described(
      Catalog catalog, Set<String> ids, Description description) throws InputException {
    Map<String, String> entries = new LinkedHashMap<>();
    try {
      for (String id : ids) {
        entries.put(id, description.of(catalog, id));
      }
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
    return entries;
  }

  private Map<String, String> nodes() throws IOException {
    Catalog catalog = catalogs.catalog();
    return described(
        catalog,
        catalog.nodeIds(),
        (all, id) -> {
          NodeShape shape = all.node(id);
          String gpus =
              shape.accelerator().map(gpu -> ", " + shape.gpus().value() + " x " + gpu).orElse("");
          return shape.name() + gpus;
        });
  }
}
