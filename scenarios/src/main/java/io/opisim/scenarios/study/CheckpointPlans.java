package io.opisim.scenarios.study;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.RaidLevel;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.ClientSpec;
import io.opisim.models.storage.build.DrivesSpec;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CheckpointMode;
import io.opisim.scenarios.scenario.CheckpointSpec;
import io.opisim.scenarios.scenario.EmulatedTraining;
import io.opisim.scenarios.scenario.NodeDrives;
import io.opisim.scenarios.world.EmulatedCheckpoints;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The checkpoints of one kind of jobs, and where they go first. */
final class CheckpointPlans {
  /** The service that takes asynchronous checkpoints into memory. */
  static final String WRITE_BACK = "checkpoint-write-back";

  private static final String COPY = "copy";
  private static final long CHUNK_BYTES = 131_072;
  private static final int QUEUE_PAIRS = 128;
  private static final int QUEUE_DEPTH = 128;

  private CheckpointPlans() {}

  /** Whether the write-back of a job's chain is what its checkpoints go to first. */
  static boolean takesWriteBack(EmulatedTraining job) {
    return job.checkpoint().filter(one -> one.mode() == CheckpointMode.ASYNCHRONOUS).isPresent();
  }

  /**
   * The checkpoints of a job, if it makes any.
   *
   * @param path of the job in the scenario, for messages
   * @param placed all services on its way
   * @throws InputException if its ranks cannot share the model
   */
  static Optional<EmulatedCheckpoints> of(
      Catalog catalog,
      EmulatedTraining job,
      String path,
      ClientSpec clients,
      List<PlacedService> placed,
      SortedMap<String, Offload> installed)
      throws InputException, CatalogException {
    if (job.checkpoint().isEmpty()) {
      return Optional.empty();
    }
    CheckpointSpec spec = job.checkpoint().get();
    Optional<StorageDescription> first =
        switch (spec.mode()) {
          case SYNCHRONOUS -> Optional.empty();
          case ASYNCHRONOUS -> Optional.of(memory(catalog, clients, placed, installed));
          case LOCAL_THEN_DRAINED ->
              Optional.of(drives(catalog, clients, spec.nodeDrives().orElseThrow()));
        };
    boolean readBack = spec.mode() == CheckpointMode.LOCAL_THEN_DRAINED;
    return Optional.of(
        new EmulatedCheckpoints(spec.every(), size(spec, job, path), first, readBack));
  }

  private static EmulatedCheckpoints.Size size(
      CheckpointSpec spec, EmulatedTraining job, String path) throws InputException {
    if (spec.size().isPresent()) {
      return new EmulatedCheckpoints.Given(spec.size().get().bytes(), spec.writers());
    }
    int parts = spec.tensor() * spec.pipeline();
    if (job.accelerators() % parts != 0) {
      throw FabricPlans.problem(
          path + ".checkpoint.tensor",
          job.accelerators() + " ranks are no multiple of tensor x pipeline = " + parts,
          "take a divisor");
    }
    return new EmulatedCheckpoints.OfModel(
        spec.model().orElseThrow().model(),
        spec.tensor(),
        spec.pipeline(),
        spec.zero(),
        spec.writers());
  }

  /** Memory of the host, or of where the write-back runs. */
  private static StorageDescription memory(
      Catalog catalog,
      ClientSpec clients,
      List<PlacedService> placed,
      SortedMap<String, Offload> installed)
      throws CatalogException {
    Offload writeBack = installed.get(WRITE_BACK);
    ServiceCost usual = new ServiceCosts(catalog).of(writeBack).get(COPY);
    PlacedService copy =
        placed.stream()
            .filter(one -> one.service().id().equals(WRITE_BACK))
            .findFirst()
            .orElseGet(() -> new PlacedService(writeBack, COPY, Site.HOST, usual));
    ServiceCost free = ServiceCost.cores(0, 0, CoreClass.GENERAL);
    // A copy within the host does not come near its card.
    Optional<SiteSpec> card = copy.site() == Site.HOST ? Optional.empty() : clients.dpu();
    return before(
        "checkpoint-memory",
        new ClientSpec(clients.hosts(), clients.host(), card),
        new FrontEndSpec.Files(Long.MAX_VALUE, 1, free, free),
        List.of(copy),
        new BackEndSpec.Memory());
  }

  private static StorageDescription drives(Catalog catalog, ClientSpec clients, NodeDrives given)
      throws CatalogException, InputException {
    DrivesSpec drives =
        new DrivesSpec(
            DriveSpec.of(catalog.drive(given.drive())),
            given.drives(),
            0,
            RaidLevel.RAID_0,
            CHUNK_BYTES);
    return before(
        "checkpoint-" + given.drive(),
        new ClientSpec(clients.hosts(), clients.host(), Optional.empty()),
        new FrontEndSpec.Nvme(
            QUEUE_PAIRS,
            QUEUE_DEPTH,
            CHUNK_BYTES,
            new ServiceCosts(catalog).frontEnd("kernel-block")),
        List.of(),
        new BackEndSpec.Local(drives, Optional.empty()));
  }

  private static StorageDescription before(
      String name,
      ClientSpec clients,
      FrontEndSpec frontEnd,
      List<PlacedService> services,
      BackEndSpec backEnd) {
    return new StorageDescription(
        name,
        clients,
        frontEnd,
        services,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        backEnd,
        Optional.empty());
  }
}
