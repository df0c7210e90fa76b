package io.opisim.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.catalog.EngineProfile;
import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.ServiceProfile;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.collective.CollectiveProfile;
import io.opisim.models.cost.DevicePrice;
import io.opisim.models.fault.DeviceCounts;
import io.opisim.models.fault.FaultCause;
import io.opisim.models.fault.FaultProfile;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.Offloads;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.ServiceTime;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.offload.StoreAndForwardCheck;
import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.SystemSpec;
import io.opisim.models.storage.build.UsualCosts;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.simcore.units.DataRate;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir Path folder;

  @Test
  void theAcceleratorsAndNodesThatScenariosSpeakOfAreThere() throws IOException {
    Catalog catalog = Catalog.builtIn();
    assertThat(catalog.acceleratorIds())
        .contains(
            "a100-sxm-80gb",
            "a100-pcie-80gb",
            "h100-sxm",
            "h100-pcie",
            "h200-sxm",
            "b200-sxm",
            "b300-sxm",
            "gb200",
            "gh200",
            "mi300x",
            "mi325x",
            "mi355x",
            "gaudi2",
            "gaudi3",
            "l40s");
    assertThat(catalog.nodeIds())
        .contains(
            "dgx-a100",
            "dgx-h100",
            "dgx-h200",
            "dgx-b200",
            "kalos",
            "philly-8-gpu",
            "philly-2-gpu",
            "cpu-8-core");
  }

  @Test
  void everyFileIsRightAndEveryNumberInItHasASource() throws Exception {
    Catalog catalog = Catalog.builtIn();
    int numbers = 0;
    for (String id : catalog.acceleratorIds()) {
      AcceleratorProfile profile = catalog.accelerator(id);
      assertThat(profile.accelerator()).isEqualTo(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
      numbers += checkSources(id, profile);
    }
    for (String id : catalog.nodeIds()) {
      NodeShape shape = catalog.node(id);
      assertThat(shape.node()).isEqualTo(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
      numbers += checkSources(id, shape);
      if (shape.accelerator().isPresent()) {
        assertThat(catalog.accelerator(shape.accelerator().get()).memory()).isNotNull();
      }
    }
    for (String id : catalog.collectiveIds()) {
      CollectiveProfile profile = catalog.collective(id);
      assertThat(profile.collective()).isEqualTo(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(profile.model()).as(id).isNotNull();
      numbers += checkSources(id, profile);
    }
    for (String id : catalog.trainingIds()) {
      TrainingProfile profile = catalog.training(id);
      assertThat(profile.training()).isEqualTo(id);
      numbers += checkSources(id, profile);
      assertThat(
              TrainingMachine.of(
                  catalog.accelerator(profile.accelerator()),
                  catalog.node(profile.node()),
                  profile))
          .isNotNull();
    }
    for (String id : catalog.measuredModelIds()) {
      for (MeasuredSpeed speed : catalog.measuredSpeeds(id).systems()) {
        numbers += checkSources(id, speed);
      }
    }
    for (String id : catalog.storageWorkloadIds()) {
      StorageWorkload workload = catalog.storageWorkload(id);
      assertThat(workload.workload()).isEqualTo(id);
      numbers += checkSources(id, workload);
    }
    for (String id : catalog.faultIds()) {
      numbers += checkSources(id, catalog.faults(id));
      for (FaultCause cause : catalog.faults(id).causes()) {
        numbers += checkSources(id + "/" + cause.cause(), cause);
      }
    }
    for (String id : catalog.powerIds()) {
      numbers += checkSources(id, catalog.power(id));
      assertThat(catalog.power(id).curve().watts(1)).as(id).isPositive();
    }
    for (String id : catalog.priceIds()) {
      numbers += checkSources(id, catalog.prices(id));
      for (DevicePrice price : catalog.prices(id).devices()) {
        numbers += checkSources(id + "/" + price.device(), price);
      }
    }
    for (String id : catalog.dpuIds()) {
      DpuProfile dpu = catalog.dpu(id);
      assertThat(dpu.dpu()).isEqualTo(id);
      numbers += checkSources(id, dpu);
      for (EngineProfile engine : dpu.engines()) {
        numbers += checkSources(id + "." + engine.engine(), engine);
      }
    }
    for (String id : catalog.driveIds()) {
      numbers += checkSources(id, catalog.drive(id));
      assertThat(DriveSpec.of(catalog.drive(id)).readSeconds()).isPositive();
    }
    for (String id : catalog.storageSystemIds()) {
      StorageSystemProfile system = catalog.storageSystem(id);
      numbers += checkSources(id, system);
      assertThat(SystemSpec.of(system).readBytesPerSecond()).isPositive();
    }
    assertThat(numbers).isGreaterThan(500);
  }

  @Test
  void theDpusOfTheMarketAreThereAndFollowTheirAnchors() throws Exception {
    Catalog catalog = Catalog.builtIn();
    assertThat(catalog.dpuIds())
        .contains(
            "bluefield-2",
            "bluefield-3",
            "intel-e2000",
            "intel-e2200",
            "pensando-elba",
            "pensando-salina",
            "octeon-10");
    SiteSpec card = SiteSpec.of(catalog.dpu("bluefield-2"));
    // Half of 100 Gbit/s through the kernel on all its cores.
    ServiceCost kernel = Offloads.of("overlay-network").cost("kernel");
    SiteSpec cores = card.without(List.of(EngineKind.PACKET_PIPELINE));
    assertThat(ServiceTime.of(kernel, cores, 1500).bytesPerSecond(1500) * 8)
        .isCloseTo(50e9, within(1e9));
    // The compression engine against its own cores, and not in the way of its memory.
    ServiceCost deflate = Offloads.of("compression").cost("deflate-compress");
    double bytes = 1 << 20;
    ServiceTime engine = ServiceTime.of(deflate, card, bytes);
    SiteSpec bare = card.without(List.of(EngineKind.COMPRESSION));
    ServiceTime software = ServiceTime.of(deflate, bare, bytes);
    assertThat(engine.operationsPerSecond() / software.operationsPerSecond())
        .isCloseTo(26.8, within(0.3));
    assertThat(engine.binding()).isEqualTo("bluefield-2.compression");
    // 200 Gbit/s cannot be stored and forwarded in one memory channel; larger cards can do it.
    DataRate line = DataRate.parse("200 Gbit/s");
    assertThat(StoreAndForwardCheck.problem(card, line, StoreAndForwardCheck.STORED)).isPresent();
    SiteSpec large = SiteSpec.of(catalog.dpu("intel-e2000"));
    assertThat(StoreAndForwardCheck.problem(large, line, StoreAndForwardCheck.STORED)).isEmpty();
    assertThat(catalog.dpu("pensando-elba").coreGigahertz().kind()).isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void everyServiceCostsInTheCatalogWhatItStatesItself() throws Exception {
    Catalog catalog = Catalog.builtIn();
    for (Offload service : Offloads.all().values()) {
      ServiceProfile profile = catalog.profile(CatalogKind.SERVICE, service.id());
      SortedMap<String, ServiceCost> costs = new TreeMap<>();
      profile.variants().forEach(one -> costs.put(one.variant(), ServiceCost.of(one)));
      assertThat(costs).as(service.id()).isEqualTo(service.variants());
    }
    SortedMap<String, ServiceCost> frontEnd = new TreeMap<>();
    catalog
        .profile(CatalogKind.SERVICE, "front-end")
        .variants()
        .forEach(one -> frontEnd.put(one.variant(), ServiceCost.of(one)));
    assertThat(frontEnd)
        .containsExactly(
            Map.entry("cache-hit", UsualCosts.cacheHit()),
            Map.entry("file-opening", UsualCosts.fileOpening()),
            Map.entry("file-transfer", UsualCosts.fileTransfer()),
            Map.entry("kernel-block", UsualCosts.kernelBlock()),
            Map.entry("object-range", UsualCosts.objectRange()),
            Map.entry("polled-block", UsualCosts.polledBlock()));
    assertThat(catalog.ids(CatalogKind.SERVICE)).hasSize(Offloads.all().size() + 1);
  }

  @Test
  void publishedStorageSystemsReadWhatTheirRowsSay() throws Exception {
    Catalog catalog = Catalog.builtIn();
    // 29,067.92 MiB/s and 20,965.237 MiB/s.
    assertThat(read(catalog, "mangoboost-nvme-tcp")).isCloseTo(30.48e9, within(5e6));
    assertThat(read(catalog, "mangoboost-nvme-tcp-software")).isCloseTo(21.98e9, within(5e6));
    assertThat(catalog.storageSystem("mangoboost-nvme-tcp").drive()).contains("generic-gen4-read");
  }

  private static double read(Catalog catalog, String id) throws CatalogException {
    return SystemSpec.of(catalog.storageSystem(id)).readBytesPerSecond();
  }

  private static int checkSources(String id, Record profile) throws Exception {
    List<Sourced<?>> values = new ArrayList<>();
    for (RecordComponent component : profile.getClass().getRecordComponents()) {
      Object value = component.getAccessor().invoke(profile);
      Object inside = value instanceof Optional<?> optional ? optional.orElse(null) : value;
      assertThat(inside instanceof Number).as(id + "." + component.getName()).isFalse();
      if (inside instanceof Sourced<?> sourced) {
        values.add(sourced);
      }
    }
    for (Sourced<?> value : values) {
      assertThat(value.source()).as(id).hasSizeGreaterThan(20);
      if (value.source().contains("from memory") || value.source().contains("by judgement")) {
        assertThat(value.kind()).as(id + ": " + value.source()).isEqualTo(Provenance.ESTIMATED);
      }
      assertThat(value.date()).as(id).isNotNull();
    }
    return values.size();
  }

  @Test
  void theFactsAreThoseOfTheirSources() throws Exception {
    Catalog catalog = Catalog.builtIn();
    AcceleratorProfile h100 = catalog.accelerator("h100-sxm");
    assertThat(h100.memory().value()).hasToString("80 GB");
    assertThat(h100.memoryRate().orElseThrow().value().bytesPerSecond()).isEqualTo(3.35e12);
    assertThat(h100.bf16Rate().orElseThrow().value().flopPerSecond()).isEqualTo(989e12);
    assertThat(h100.matmulRate().orElseThrow().kind()).isEqualTo(Provenance.MEASURED);
    NodeShape dgx = catalog.node("dgx-h100");
    assertThat(dgx.gpus().value()).isEqualTo(8);
    assertThat(dgx.nicRate().orElseThrow().value().toLinkString()).isEqualTo("400 Gbit/s");
    assertThat(catalog.node("kalos").cpuCores().value().milli()).isEqualTo(120_000);
    assertThat(catalog.node("philly-8-gpu").cpuCores().kind()).isEqualTo(Provenance.ESTIMATED);
    assertThat(catalog.node("cpu-8-core").accelerator()).isEmpty();
  }

  @Test
  void fittedTrainingProfilesSayOnWhichRows() throws Exception {
    Catalog catalog = Catalog.builtIn();
    assertThat(catalog.trainingIds())
        .contains("a100-megatron", "a100-megatron-deepspeed", "h100-megatron-core");
    for (String id : List.of("a100-megatron", "a100-megatron-deepspeed", "h100-megatron-core")) {
      assertThat(catalog.training(id).matmulShare().kind()).isEqualTo(Provenance.FITTED);
      assertThat(catalog.training(id).matmulShare().source()).contains("rows 1, 3, 5");
    }
    assertThat(catalog.training("b200-megatron-core").matmulShare().kind())
        .isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void theInterruptionsOfLlama3AreThoseThatWereCounted() throws Exception {
    // 419 unplanned interruptions in 54 days: one in 3.09 h; 47 planned ones are listed too.
    FaultProfile profile = Catalog.builtIn().faults("llama3-16384-h100");
    DeviceCounts devices = DeviceCounts.ofAccelerators(16_384, 8);
    assertThat(profile.secondsBetweenUnplanned(devices) / 3600)
        .isEqualTo(54 * 24 / 419.0, within(1e-4));
    double all = 0;
    for (int cause = 0; cause < profile.causes().size(); cause++) {
      all += profile.perSecond(cause, devices) * 54 * 86_400;
    }
    assertThat(all).isEqualTo(466, within(0.01));
  }

  @Test
  void anUnknownIdIsAnsweredWithTheNearest() throws IOException {
    Catalog catalog = Catalog.builtIn();
    assertThatThrownBy(() -> catalog.accelerator("h100sxm"))
        .hasMessage("catalog: unknown accelerator \"h100sxm\" (did you mean \"h100-sxm\"?)");
    assertThatThrownBy(() -> catalog.node("dgx-h1000"))
        .hasMessage("catalog: unknown node shape \"dgx-h1000\" (did you mean \"dgx-h100\"?)");
  }

  @Test
  void aFileOfTheUserTakesThePlaceOfOurs() throws Exception {
    Path nodes = Files.createDirectories(folder.resolve("nodes"));
    String ours = Files.readString(Path.of("catalog/nodes/cpu-8-core.yaml"));
    Files.writeString(
        nodes.resolve("cpu-8-core.yaml"), ours.replace("value: 64 GB", "value: 32 GiB"));
    Files.writeString(
        nodes.resolve("cpu-16-core.yaml"),
        ours.replace("node: cpu-8-core", "node: cpu-16-core").replace("value: 8\n", "value: 16\n"));
    Catalog catalog = Catalog.of(List.of(folder));
    assertThat(catalog.node("cpu-8-core").memory().value()).hasToString("32 GiB");
    assertThat(catalog.node("cpu-16-core").cpuCores().value().milli()).isEqualTo(16_000);
    assertThat(catalog.nodeIds()).contains("dgx-a100");
  }

  @Test
  void everythingWrongInAFileIsReported() throws Exception {
    Path nodes = Files.createDirectories(folder.resolve("nodes"));
    Files.writeString(
        nodes.resolve("mine.yaml"),
        """
        node: yours
        name: Mine
        accelerator: h100
        gpus: 8
        cpu_cores: {value: 64 cores, kind: guessed, source: me, date: 31.1.2026}
        memory: {value: 2048, kind: measured, source: me, date: 2026-01-31}
        """);
    Catalog catalog = Catalog.of(List.of(folder));
    assertThatThrownBy(() -> catalog.node("mine"))
        .isInstanceOfSatisfying(
            CatalogException.class,
            wrong ->
                assertThat(wrong.problems())
                    .extracting(problem -> problem.render().replace(nodes.toString() + "/", ""))
                    .containsExactly(
                        "mine.yaml:3: accelerator: unknown accelerator \"h100\" (did you mean"
                            + " \"h100-pcie\" or \"h100-sxm\"?)",
                        "mine.yaml:4: gpus: must be a map, not a single value (write it as {value:"
                            + " 8, kind: datasheet, source: data sheet, date: 2026-08-22})",
                        "mine.yaml:5: cpu_cores.value: \"64 cores\" is not a number of cores"
                            + " (write a number without a unit, as \"8\")",
                        "mine.yaml:5: cpu_cores.kind: \"guessed\" is not one of the words due"
                            + " (known: datasheet, measured, fitted, estimated)",
                        "mine.yaml:5: cpu_cores.date: \"31.1.2026\" is not a date (write"
                            + " year-month-day, as 2026-01-31, without a zone)",
                        "mine.yaml:6: memory.value: \"2048\" has no unit (write \"2048 GB\")"));
    Files.writeString(
        nodes.resolve("mine.yaml"), Files.readString(Path.of("catalog/nodes/cpu-8-core.yaml")));
    assertThatThrownBy(() -> Catalog.of(List.of(folder)).node("mine"))
        .hasMessageEndingWith(
            "mine.yaml: the id is \"cpu-8-core\" (the file's name says \"mine\")");
  }

  @Test
  void aNodeNamesItsAcceleratorIfAndOnlyIfItHasSome() throws Exception {
    Path nodes = Files.createDirectories(folder.resolve("nodes"));
    String host = Files.readString(Path.of("catalog/nodes/cpu-8-core.yaml"));
    Files.writeString(
        nodes.resolve("cpu-8-core.yaml"),
        host.replace("gpus:\n", "accelerator: h100-sxm\ngpus:\n"));
    assertThatThrownBy(() -> Catalog.of(List.of(folder)).node("cpu-8-core"))
        .hasMessageEndingWith(
            "cpu-8-core.yaml:2: a node names its accelerator if and only if it has some, not with"
                + " 0 of them");
  }

  @Test
  void readersSideBySideGetTheSameEntries() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Catalog catalog = Catalog.builtIn();
        CyclicBarrier together = new CyclicBarrier(8);
        List<Future<List<Object>>> readers = new ArrayList<>();
        for (int reader = 0; reader < 8; reader++) {
          readers.add(
              executor.submit(
                  () -> {
                    together.await();
                    return List.of(
                        catalog.power("a100-sxm"),
                        catalog.power("h100-sxm"),
                        catalog.power("host-two-socket"),
                        catalog.prices("owned-2025"));
                  }));
        }
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Future<List<Object>> reader : readers) {
          seen.addAll(reader.get());
        }
        assertThat(seen).as("round " + round).hasSize(4);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
