package io.opisim.models.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.offload.recipe.IpdkRecipes;
import io.opisim.models.storage.backend.FabricStage;
import io.opisim.models.storage.backend.FabricWay;
import io.opisim.models.storage.backend.NullBackEnd;
import io.opisim.models.storage.backend.SystemSpec;
import io.opisim.models.storage.backend.TwoPointLaw;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.ClientSpec;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.NetworkSpec;
import io.opisim.models.storage.build.PlacementReport;
import io.opisim.models.storage.build.ServerSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.frontend.ObjectClient;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.topology.fabric.Star;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.units.DataRate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackEndTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final SystemSpec SYSTEM = new SystemSpec(4, 8e9, 4e9, 10_000, 1e-3);

  private static StorageDescription of(
      FrontEndSpec frontEnd, BackEndSpec backEnd, PlacedService... services) {
    SiteSpec large = SiteSpec.server("large", 1000, 1, INFINITE, INFINITE, 1e12);
    return new StorageDescription(
        "volume",
        new ClientSpec(1, large, Optional.empty()),
        frontEnd,
        List.of(services),
        List.of(),
        List.of(),
        Optional.of(new NetworkSpec(INFINITE, 1, 0, Optional.empty())),
        Optional.of(new ServerSpec(1, large, Optional.empty())),
        backEnd,
        Optional.empty());
  }

  private static double seconds(StorageDescription description, long bytes, int streams) {
    TestRun run = TestRun.of(description);
    for (int stream = 0; stream < streams; stream++) {
      run.reads(0, stream, bytes, 1);
    }
    return run.finish();
  }

  private static FrontEndSpec files() {
    return new FrontEndSpec.Files(1 << 20, 1000, Descriptions.FREE, Descriptions.FREE);
  }

  @Test
  void aFileOfAFilerTakesTwoCallsToOpenOneLatencyAndItsBytes() {
    BackEndSpec filer = new BackEndSpec.Filer(SYSTEM);
    assertThat(seconds(of(files(), filer), 80 << 20, 1))
        .isCloseTo(3e-3 + (80 << 20) / 8e9, within(1e-7));
  }

  @Test
  void smallFilesAreBoundByCallsAndNotByBytes() {
    BackEndSpec filer = new BackEndSpec.Filer(SYSTEM);
    // 1000 files of three calls at 10,000 calls a second.
    assertThat(seconds(of(files(), filer), 4096, 1000)).isCloseTo(0.3 + 3e-3, within(1e-6));
  }

  @Test
  void aFileIsNoFasterThanTheServersItIsStripedOver() {
    for (int stripes : new int[] {1, 2, 4}) {
      BackEndSpec system = new BackEndSpec.ParallelFiles(SYSTEM, 1e6, stripes, 1 << 20);
      assertThat(seconds(of(files(), system), 80 << 20, 1))
          .isCloseTo(2e-3 + (80 << 20) / (stripes * 2e9), within(1e-7));
    }
  }

  @Test
  void anObjectStreamsAsManyRangesAsTheClientAsksFor() {
    for (int ranges : new int[] {1, 4, 16}) {
      FrontEndSpec client = new FrontEndSpec.Objects(8 << 20, ranges, Descriptions.FREE);
      BackEndSpec store = new BackEndSpec.Objects(SYSTEM, 100e6);
      double rate = Math.min(8e9, ranges * 100e6);
      assertThat(seconds(of(client, store), 128 << 20, 1))
          .isCloseTo(1e-3 + (128 << 20) / rate, within(1e-6));
    }
  }

  @Test
  void aQueryScansItsResultOverTheShareThatMatches() {
    StorageDescription description = of(files(), new BackEndSpec.Database(SYSTEM, 0.01));
    TestRun run = TestRun.of(description);
    run.reads(0, 0, 1_000_000, 1);
    assertThat(run.finish()).isCloseTo(1e-3 + 100e6 / 8e9, within(1e-7));
    StageBooks books = run.chain.report().stages().get(3);
    assertThat(books.dropped()).isEqualTo(99_000_000);
    assertThat(books.reason()).isEqualTo("rows that do not match");
  }

  @Test
  void aFilterAtTheStorageSparesTheNetworkAndOneAtTheHostDoesNot() {
    double[] sent = new double[2];
    Site[] sites = {Site.HOST, Site.STORAGE};
    for (int index = 0; index < 2; index++) {
      TestRun run =
          TestRun.of(
              of(
                  files(),
                  new BackEndSpec.Filer(SYSTEM),
                  PlacedService.of("filter-push-down", "rows", sites[index])));
      run.reads(0, 0, 1_000_000, 1);
      run.finish();
      sent[index] =
          run.resources.all().stream()
              .filter(resource -> resource.name().equals("client-0.host.network-in"))
              .mapToDouble(Resource::given)
              .sum();
      assertThat(run.chain.report().readBytes()).isEqualTo(1_000_000);
    }
    assertThat(sent[0]).isCloseTo(10_000_000, within(1.0));
    assertThat(sent[1]).isCloseTo(1_000_000, within(1.0));
  }

  @Test
  void compressedDataTakeHalfOfTheWayBelowTheService() {
    StorageDescription description =
        of(
            files(),
            new BackEndSpec.Filer(SYSTEM),
            PlacedService.of("compression", "lz4-compress", Site.HOST),
            PlacedService.of("compression", "lz4-decompress", Site.HOST));
    TestRun run = TestRun.of(description);
    run.reads(0, 0, 1_000_000, 2);
    run.writes(0, 1, 3_000_000, 2);
    run.finish();
    List<StageBooks> stages = run.chain.report().stages();
    assertThat(stages.get(stages.size() - 1).below()).isEqualTo(4_000_000);
    assertThat(stages.get(1).gained()).as("writes").isEqualTo(3_000_000);
    assertThat(stages.get(2).gained()).as("reads").isEqualTo(1_000_000);
  }

  @Test
  void aFabricsLinksCarryTheBytesOfAllServers() {
    Fabric fabric = new Star(5, LinkSpec.of("8 Gbit/s", "1 us")).build();
    TestRun run = new TestRun();
    Resource[] links = new Resource[fabric.links()];
    for (int link = 0; link < links.length; link++) {
      links[link] = run.resources.get(fabric.linkName(link), fabric.rateBytesPerSecond(link));
    }
    Router router = new Router(fabric, LinkState.healthy(), new RandomStreams(1));
    SiteResources host = new SiteResources(Descriptions.host(), "h", 1, run.resources);
    int[] clients = {0, 1};
    int[] servers = {2, 3, 4};
    run.stages(
        new ObjectClient("b", 1 << 30, 1, Descriptions.FREE, ClientSite.shared(host)),
        new FabricStage(
            new FabricWay(
                fabric,
                (from, to, flow) -> router.spread(from, to).orThrow(),
                link -> links[link],
                clients,
                new int[2][0],
                servers),
            Optional.empty(),
            Optional.empty(),
            0.8,
            0),
        new NullBackEnd("n"));
    run.reads(0, 0, 800_000_000, 1);
    run.reads(1, 0, 800_000_000, 1);
    // Each client's link takes 1 GB on the wire at 1 GB/s; each server's two thirds of a GB. Two
    // links of 1 us there and two back.
    assertThat(run.finish()).isCloseTo(1 + 4e-6, within(1e-8));
  }

  @Test
  void aPathThroughTheDpusMemoryIsRefusedAtARateThatItCannotCarry() {
    StorageDescription fits = Descriptions.remote(1, 0, Descriptions.tcp(Site.DPU));
    // The initiator's one pass and the two of storing and forwarding: 3 x 12.5 GB/s of 20.
    assertThat(fits.dpuMemoryPasses()).isEqualTo(3);
    assertThatThrownBy(() -> promising(fits, "100 Gbit/s"))
        .hasMessageStartingWith(
            "dpu cannot forward 100 Gbit/s: 3.000 passes over memory need 37.5");
    assertThat(promising(fits, "50 Gbit/s").promisedRate()).isPresent();
    StorageDescription onHost = fits.placing("nvme-of-initiator", Site.HOST);
    assertThat(promising(onHost, "100 Gbit/s").dpuMemoryPasses()).isZero();
  }

  private static StorageDescription promising(StorageDescription one, String rate) {
    return new StorageDescription(
        one.name(),
        one.clients(),
        one.frontEnd(),
        one.services(),
        one.caches(),
        one.limits(),
        one.network(),
        one.servers(),
        one.backEnd(),
        Optional.of(DataRate.parse(rate)));
  }

  @Test
  void theBlockRecipeFreesTheHostsCoresAndTakesPowerOfTheCard() {
    PlacementReport[] reports = new PlacementReport[2];
    for (int onDpu = 0; onDpu < 2; onDpu++) {
      List<PlacedService> recipe =
          onDpu == 1
              ? IpdkRecipes.virtualNvme().services()
              : IpdkRecipes.virtualNvme().onHost().services();
      PlacedService target = PlacedService.of("nvme-of-target", "tcp", Site.STORAGE);
      StorageDescription description =
          Descriptions.remote(1, 0, recipe.get(0), recipe.get(1), target);
      TestRun run = TestRun.of(description);
      for (int stream = 0; stream < 64; stream++) {
        run.reads(0, stream, 131_072, 100);
      }
      double seconds = run.finish();
      reports[onDpu] = PlacementReport.of(description, run.resources, run.chain.report(), seconds);
    }
    double cycles = 1200 + 4000 + 0.35 * 131_072;
    assertThat(reports[0].hostCores())
        .isCloseTo(reports[0].operationsPerSecond() * cycles / 1e9, within(1e-6));
    assertThat(reports[1].hostCores()).isZero();
    assertThat(reports[1].hostCoresFreedAgainst(reports[0]))
        .isCloseTo(reports[1].operationsPerSecond() * cycles / 1e9, within(1e-6));
    // Four cores at a third of the host's speed cannot do what ten of the host's can.
    assertThat(reports[1].bytesPerSecond()).isLessThan(reports[0].bytesPerSecond());
    assertThat(reports[1].dpuWatts()).isGreaterThan(reports[0].dpuWatts());
    assertThat(reports[1].binding()).startsWith("client-0.dpu.cores (9");
  }

  @Test
  void aTargetOnTheServersDpuFreesTheServersCoresAndTakesPowerThere() {
    StorageDescription one =
        Descriptions.remote(
            1,
            0,
            PlacedService.of("nvme-of-initiator", "tcp", Site.HOST),
            PlacedService.of("nvme-of-target", "tcp", Site.STORAGE));
    ServerSpec servers = one.servers().orElseThrow();
    StorageDescription withCards =
        new StorageDescription(
            one.name(),
            one.clients(),
            one.frontEnd(),
            one.services(),
            one.caches(),
            one.limits(),
            one.network(),
            Optional.of(new ServerSpec(2, servers.server(), Optional.of(Descriptions.dpu()))),
            one.backEnd(),
            one.promisedRate());
    double[] watts = new double[2];
    double[] cores = new double[2];
    Site[] sites = {Site.STORAGE, Site.STORAGE_DPU};
    for (int index = 0; index < 2; index++) {
      StorageDescription description = withCards.placing("nvme-of-target", sites[index]);
      TestRun run = TestRun.of(description);
      for (int stream = 0; stream < 8; stream++) {
        run.reads(0, stream, 131_072, 50);
      }
      double seconds = run.finish();
      watts[index] =
          PlacementReport.of(description, run.resources, run.chain.report(), seconds)
              .serverDpuWatts();
      cores[index] = run.resources.get("volume.servers.cores", 32).given();
    }
    assertThat(cores[0]).isCloseTo(400 * (4000 + 0.3 * 131_072) / 1e9, within(1e-6));
    assertThat(cores[1]).isZero();
    // Two cards of 30 to 70 W: what they forward takes a little, the target a good part.
    assertThat(watts[0]).isBetween(60.0, 80.0);
    assertThat(watts[1]).isBetween(watts[0] + 10, 140.0);
  }

  @Test
  void theDelayDevicesLawHasItsMeanAndItsRareValue() {
    TwoPointLaw law = new TwoPointLaw(200e-6, 1000e-6);
    assertThat(law.mean()).isCloseTo(208e-6, within(1e-12));
    assertThat(law.quantile(0.5)).isEqualTo(200e-6);
    assertThat(law.quantile(0.995)).isEqualTo(1000e-6);
    assertThat(law.cdf(500e-6)).isEqualTo(0.99);
  }

  @Test
  void whatIsNotThereCannotRunServices() {
    StorageDescription one = Descriptions.remote(1, 0, Descriptions.tcp(Site.HOST));
    PlacedService misplaced = PlacedService.of("checksum", "crc32c", Site.STORAGE_DPU);
    assertThatThrownBy(() -> one.with(List.of(misplaced)))
        .hasMessage("volume: checksum/crc32c@STORAGE_DPU has no place, there is no STORAGE_DPU");
    assertThat(ServiceCost.cores(1, 1, CoreClass.GENERAL).outPerIn()).isEqualTo(1);
    assertThat(new NullBackEnd("n").name()).isEqualTo("null n");
  }
}
