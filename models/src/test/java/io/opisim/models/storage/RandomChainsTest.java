package io.opisim.models.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.Offloads;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.RaidLevel;
import io.opisim.models.storage.backend.SystemSpec;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.CacheSpec;
import io.opisim.models.storage.build.ClientSpec;
import io.opisim.models.storage.build.DrivesSpec;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.LimitSpec;
import io.opisim.models.storage.build.NetworkSpec;
import io.opisim.models.storage.build.ServerSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.middleend.QosLimit;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chains drawn at random keep their books; a failure names the seed in its display name, and {@code
 * -Dopisim.seed} runs that one alone.
 */
class RandomChainsTest {
  private static final ServiceCost SOME = ServiceCost.cores(3000, 0.2, CoreClass.GENERAL);

  static List<Long> seeds() {
    String only = System.getProperty("opisim.seed");
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; only == null && seed <= 60; seed++) {
      seeds.add(seed);
    }
    return only == null ? seeds : List.of(Long.parseLong(only));
  }

  @ParameterizedTest(name = "-Dopisim.seed={0}")
  @MethodSource("seeds")
  void bytesAreConservedAndNothingGivesMoreThanItHas(long seed) {
    RandomStream chance = new RandomStreams(seed).stream("chains");
    StorageDescription description = description(chance);
    TestRun run = TestRun.of(description);
    long[] asked = new long[2];
    int[] doneCount = new int[1];
    int operations = 60 + chance.nextInt(100);
    for (int index = 0; index < operations; index++) {
      long bytes = 1 + (long) StrictMath.pow(2, 25 * chance.nextUniform());
      int client = chance.nextInt(description.clients().hosts());
      int stream = chance.nextInt(6);
      long object = chance.nextInt(4) == 0 ? KeyedStorage.NO_OBJECT : chance.nextInt(20);
      boolean read = chance.nextInt(3) > 0;
      asked[read ? 0 : 1] += bytes;
      run.simulation.schedule(
          chance.nextInt(3_000_000),
          0,
          unused -> {
            if (read) {
              run.chain.readObject(client, stream, object, bytes, done -> doneCount[0]++, 0);
            } else {
              run.chain.writeObject(client, stream, object, bytes, done -> doneCount[0]++, 0);
            }
          },
          0);
    }
    double seconds = run.finish();
    ChainReport report = run.chain.report();
    assertThat(doneCount[0]).isEqualTo(operations);
    assertThat(run.chain.inFlight()).isZero();
    assertThat(report.readBytes()).isEqualTo(asked[0]);
    assertThat(report.writtenBytes()).isEqualTo(asked[1]);
    double area = report.meanInFlight() * seconds;
    assertThat(area / (operations * report.meanLatencySeconds())).isBetween(1 - 1e-9, 1 + 1e-9);
    for (StageBooks books : report.stages()) {
      assertThat(books.above())
          .as(books.toString())
          .isEqualTo(books.below() + books.gained() - books.dropped() + books.answered());
    }
    for (Resource resource : run.resources.all()) {
      assertThat(resource.utilisation()).as(resource.name()).isBetween(0.0, 1 + 1e-9);
    }
  }

  @ParameterizedTest(name = "-Dopisim.seed={0}")
  @MethodSource("seeds")
  void theSameDescriptionAndSeedGiveTheSameTimes(long seed) {
    double[] seconds = new double[2];
    for (int twice = 0; twice < 2; twice++) {
      StorageDescription description = description(new RandomStreams(seed).stream("chains"));
      TestRun run = TestRun.of(description);
      for (int stream = 0; stream < 5; stream++) {
        run.reads(0, stream, 10_000L * (stream + 1), 10);
      }
      seconds[twice] = run.finish();
    }
    assertThat(seconds[0]).isEqualTo(seconds[1]);
  }

  private static StorageDescription description(RandomStream chance) {
    BackEndSpec backEnd = backEnd(chance);
    boolean remote = backEnd.isRemote();
    boolean dpu = chance.nextInt(2) == 0;
    SiteSpec server = SiteSpec.server("server", 16, 2, 200e9, 60e9, 25e9);
    return new StorageDescription(
        "volume",
        new ClientSpec(
            1 + chance.nextInt(4),
            Descriptions.host(),
            dpu ? Optional.of(Descriptions.dpu()) : Optional.empty()),
        frontEnd(chance),
        services(chance, dpu, remote),
        caches(chance, dpu, remote),
        limits(chance),
        remote
            ? Optional.of(
                new NetworkSpec(
                    chance.nextInt(2) == 0 ? 15e9 : Descriptions.INFINITE,
                    0.9,
                    10e-6,
                    Optional.empty()))
            : Optional.empty(),
        remote
            ? Optional.of(new ServerSpec(1 + chance.nextInt(3), server, Optional.of(server)))
            : Optional.empty(),
        backEnd,
        Optional.empty());
  }

  private static FrontEndSpec frontEnd(RandomStream chance) {
    return switch (chance.nextInt(4)) {
      case 0 -> new FrontEndSpec.Nvme(1 + chance.nextInt(4), 1 + chance.nextInt(16), 131_072, SOME);
      case 1 -> new FrontEndSpec.VirtioBlk(1, 1 + chance.nextInt(128), 65_536, SOME);
      case 2 -> new FrontEndSpec.Files(1 << 20, 1 + chance.nextInt(8), SOME, SOME);
      default -> new FrontEndSpec.Objects(4 << 20, 1 + chance.nextInt(8), SOME);
    };
  }

  private static List<PlacedService> services(RandomStream chance, boolean dpu, boolean remote) {
    List<PlacedService> services = new ArrayList<>();
    for (Offload offload : Offloads.all().values()) {
      List<Site> sites =
          offload.sites().stream()
              .filter(site -> site == Site.HOST || (site == Site.DPU ? dpu : remote))
              .filter(site -> site != Site.SWITCH)
              .toList();
      if (!sites.isEmpty() && chance.nextInt(3) == 0) {
        List<String> variants = List.copyOf(offload.variants().keySet());
        services.add(
            new PlacedService(
                offload,
                variants.get(chance.nextInt(variants.size())),
                sites.get(chance.nextInt(sites.size()))));
      }
    }
    return services;
  }

  private static List<CacheSpec> caches(RandomStream chance, boolean dpu, boolean remote) {
    List<CacheSpec> caches = new ArrayList<>();
    for (CacheSpec.Place place : CacheSpec.Place.values()) {
      boolean there =
          place == CacheSpec.Place.DPU ? dpu : place != CacheSpec.Place.SERVERS || remote;
      if (there && chance.nextInt(3) == 0) {
        CacheSpec.Policy[] policies = CacheSpec.Policy.values();
        caches.add(new CacheSpec(place, policies[chance.nextInt(policies.length)], 20 << 20, SOME));
      }
    }
    return caches;
  }

  private static List<LimitSpec> limits(RandomStream chance) {
    List<LimitSpec> limits = new ArrayList<>();
    for (QosLimit.Kind kind : QosLimit.Kind.values()) {
      if (chance.nextInt(4) == 0) {
        limits.add(new LimitSpec("volume", kind, kind == QosLimit.Kind.COMMANDS ? 20_000 : 2000));
      }
    }
    return limits;
  }

  private static BackEndSpec backEnd(RandomStream chance) {
    SystemSpec system = new SystemSpec(4, 20e9, 10e9, 1e6, 200e-6);
    DriveSpec drive = new DriveSpec(7e9, 5e9, 1e6, 0.3e6, 80e-6, 15e-6, 0.8);
    RaidLevel level = RaidLevel.values()[chance.nextInt(3)];
    int failed = level == RaidLevel.RAID_0 ? 0 : chance.nextInt(2);
    DrivesSpec drives = new DrivesSpec(drive, 3 + chance.nextInt(5), failed, level, 65_536);
    return switch (chance.nextInt(8)) {
      case 0 -> new BackEndSpec.Local(drives, Optional.of(SOME));
      case 1 -> new BackEndSpec.NvmeOf(drives, chance.nextInt(8));
      case 2 -> new BackEndSpec.Filer(system);
      case 3 -> new BackEndSpec.ParallelFiles(system, 1e4, 1 + chance.nextInt(4), 1 << 20);
      case 4 -> new BackEndSpec.Objects(system, 0.2e9);
      case 5 -> new BackEndSpec.Database(system, 0.05 + 0.95 * chance.nextUniform());
      case 6 -> new BackEndSpec.Null();
      default -> new BackEndSpec.Malloc();
    };
  }
}
