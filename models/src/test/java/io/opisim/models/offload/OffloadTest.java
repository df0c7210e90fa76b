package io.opisim.models.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.offload.recipe.IpdkRecipe;
import io.opisim.models.offload.recipe.IpdkRecipes;
import io.opisim.simcore.units.DataRate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class OffloadTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static SiteSpec server(double cores, double gigahertz) {
    return SiteSpec.server("host", cores, gigahertz, INFINITE, INFINITE, 12.5e9);
  }

  /** Eight cores of 2.5 GHz at a slowdown of 3 and 25.6 GB/s of memory. */
  private static SiteSpec bluefield2(Map<EngineKind, SiteSpec.Engine> engines) {
    EnumMap<CoreClass, Double> slowdowns = new EnumMap<>(CoreClass.class);
    slowdowns.put(CoreClass.GENERAL, 3.0);
    slowdowns.put(CoreClass.CRYPTO, 1.0);
    slowdowns.put(CoreClass.MEMORY_STREAMING, 2.0);
    return new SiteSpec("bluefield-2", 8, 2.5e9, slowdowns, 25.6e9, 31e9, 25e9, engines, 30, 75);
  }

  @Test
  void theServicesOfThePlanAreThereAndSayWhereTheyMayRun() {
    SortedMap<String, Offload> all = Offloads.all();
    assertThat(all.keySet())
        .contains(
            "nvme-of-initiator",
            "nvme-of-target",
            "encryption",
            "compression",
            "checksum",
            "overlay-network",
            "data-preparation",
            "sample-gather",
            "filter-push-down",
            "checkpoint-write-back",
            "collective-aggregation",
            "block-device");
    all.forEach(
        (id, offload) -> {
          assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
          assertThat(offload.description()).endsWith(".");
          assertThat(offload.sites()).isNotEmpty();
          assertThat(offload.variants()).isNotEmpty();
          offload
              .variants()
              .forEach(
                  (variant, cost) -> {
                    boolean resized = cost.outPerIn() != 1;
                    assertThat(resized && offload.sizeReason().isEmpty()).as(id).isFalse();
                    assertThat(cost.hostCycles(1, 4096)).as(id + "/" + variant).isPositive();
                  });
        });
  }

  @Test
  void aTargetOverRdmaDoes1370000ReadsACoreAndTheKernelFiveTimesFewer() {
    ServiceCost spdk = Offloads.of("nvme-of-target").cost("rdma");
    ServiceCost kernel = Offloads.of("nvme-of-target").cost("rdma-kernel");
    double one = ServiceTime.of(spdk, server(1, 2.6), 4096).operationsPerSecond();
    double eight = ServiceTime.of(spdk, server(8, 2.6), 4096).operationsPerSecond();
    assertThat(one).isCloseTo(1.37e6, within(1.37e6 * 0.001));
    assertThat(eight).isCloseTo(10.94e6, within(10.94e6 * 0.005));
    double few = ServiceTime.of(kernel, server(1, 2.6), 4096).operationsPerSecond();
    assertThat(one / few).isCloseTo(5.09, within(0.005));
  }

  @Test
  void fourInitiatorCoresFillTheWireOf200Gigabits() {
    ServiceCost spdk = Offloads.of("nvme-of-initiator").cost("rdma");
    ServiceTime four = ServiceTime.of(spdk, server(4, 2.6), 4096);
    assertThat(four.operationsPerSecond()).isCloseTo(5.46e6, within(5.46e6 * 0.001));
    assertThat(four.bytesPerSecond(4096)).isCloseTo(22.4e9, within(22.4e9 * 0.002));
    assertThat(four.bytesPerSecond(4096)).isLessThan(25e9);
  }

  @Test
  void theKernelsPacketsTakeAllCoresOfTheCardAtHalfOfTheLineAndFewOfTheHost() {
    ServiceCost kernel = Offloads.of("overlay-network").cost("kernel");
    ServiceTime card = ServiceTime.of(kernel, bluefield2(Map.of()), 1500);
    assertThat(card.bytesPerSecond(1500) * 8).isCloseTo(50e9, within(0.5e9));
    assertThat(card.binding()).isEqualTo("bluefield-2.cores");
    // Fitted on the card, checked on the host: it saturates the line.
    double hostCores = server(16, 2.5).coreSeconds(kernel, 0, 12.5e9);
    assertThat(hostCores).isBetween(5.0, 6.0);
  }

  @Test
  void anEnginesTimeIsItsFixedPartAndItsBytesAtTheTightestOfEngineMemoryAndPcie() {
    ServiceCost cost =
        ServiceCost.cores(0, 8, CoreClass.GENERAL).moving(2, 2).orEngine(EngineKind.COMPRESSION, 0);
    double[][] rates = {{4e9, 4e9}, {20e9, 12.8e9}};
    for (double[] rate : rates) {
      SiteSpec card =
          bluefield2(Map.of(EngineKind.COMPRESSION, new SiteSpec.Engine(rate[0], 5e-6)));
      ServiceTime time = ServiceTime.of(cost, card, 65_536);
      // c0 + s / min(engine, 25.6 GB/s / 2 passes, 31 GB/s of PCIe there and back).
      assertThat(time.latencySeconds()).isCloseTo(5e-6 + 65_536 / rate[1], within(1e-12));
      assertThat(time.bytesPerSecond(65_536)).isCloseTo(rate[1], within(1.0));
    }
  }

  @Test
  void withoutItsEngineTheSameServiceTakesTheCoresSlowdown() {
    ServiceCost cost = Offloads.of("encryption").cost("aes-xts");
    SiteSpec card = bluefield2(Map.of(EngineKind.CRYPTO, new SiteSpec.Engine(12e9, 1e-6)));
    double perOperation = 500 + 65_536;
    assertThat(card.without(List.of(EngineKind.CRYPTO)).coreSeconds(cost, 1, 65_536))
        .isCloseTo(perOperation / 2.5e9, within(1e-12));
    assertThat(card.coreSeconds(cost, 1, 65_536)).isCloseTo(3 * 200 / 2.5e9, within(1e-12));
  }

  @Test
  void storingAndForwarding200GigabitsInASingleMemoryChannelIsRefused() {
    SiteSpec card = bluefield2(Map.of());
    DataRate line = DataRate.parse("200 Gbit/s");
    assertThatThrownBy(() -> StoreAndForwardCheck.require(card, line, 2))
        .hasMessage(
            "bluefield-2 cannot forward 200 Gbit/s: 2.000 passes over memory need 50.00 GB/s, it"
                + " has 25.60 GB/s; at most 102.4 Gbit/s pass, or keep the bytes out of memory");
    assertThat(StoreAndForwardCheck.problem(card, line, 1)).isEmpty();
    assertThat(StoreAndForwardCheck.problem(card, DataRate.parse("100 Gbit/s"), 2)).isEmpty();
  }

  @Test
  void anOffloadReportsThroughputLatencyCoresFreedAndPower() {
    ServiceCost cost = ServiceCost.cores(4000, 0.35, CoreClass.GENERAL);
    SiteSpec host = server(32, 2.5);
    double bytes = 131_072;
    double cycles = 4000 + 0.35 * bytes;
    OffloadReport slow = OffloadEstimate.of(cost, host, bluefield2(Map.of()), bytes, 200_000);
    double card = 8 * 2.5e9 / 3 / cycles;
    assertThat(slow.bytesPerSecondBefore()).isCloseTo(200_000 * bytes, within(1.0));
    assertThat(slow.bytesPerSecondAfter()).isCloseTo(card * bytes, within(1e3));
    assertThat(slow.gain()).isCloseTo(card / 200_000, within(1e-9));
    assertThat(slow.hostCoresFreed()).isCloseTo(card * cycles / 2.5e9, within(1e-6));
    assertThat(slow.latencyChangeSeconds()).isCloseTo(2 * cycles / 2.5e9, within(1e-12));
    OffloadReport half = OffloadEstimate.of(cost, host, bluefield2(Map.of()), bytes, card / 2);
    assertThat(half.gain()).isCloseTo(1, within(1e-12));
    assertThat(half.watts()).isCloseTo(30 + 45 * 0.5, within(1e-9));
    assertThat(half.addedWatts()).isCloseTo(22.5, within(1e-9));
  }

  @Test
  void aServiceRunsOnlyWhereItSaysAndInVariantsThatItHas() {
    assertThatThrownBy(() -> PlacedService.of("nvme-of-target", "tcp", Site.HOST))
        .hasMessage("nvme-of-target cannot run at HOST, only at [STORAGE, STORAGE_DPU]");
    assertThatThrownBy(() -> PlacedService.of("nvme-of-target", "udp", Site.STORAGE))
        .hasMessage("nvme-of-target has no variant \"udp\", but [rdma, rdma-kernel, tcp]");
    assertThatThrownBy(() -> Offloads.of("magic")).hasMessageStartingWith("there is no service");
  }

  @Test
  void theRecipesRunOnTheIpuAndCanBePutOnTheHost() {
    assertThat(IpdkRecipes.all())
        .extracting(IpdkRecipe::id)
        .containsExactly(
            "virtual-block-storage-nvme",
            "virtual-block-storage-virtio-blk",
            "inline-ipsec",
            "p4-network-pipeline");
    for (IpdkRecipe recipe : IpdkRecipes.all()) {
      assertThat(recipe.services()).allMatch(service -> service.site() == Site.DPU);
      assertThat(recipe.onHost().services()).allMatch(service -> service.site() == Site.HOST);
    }
    assertThat(IpdkRecipes.virtualNvme().services())
        .extracting(PlacedService::toString)
        .containsExactly("block-device/nvme@DPU", "nvme-of-initiator/tcp@DPU");
  }
}
