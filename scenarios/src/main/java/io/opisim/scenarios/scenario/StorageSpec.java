package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The storage that all nodes of a cluster share.
 *
 * @param system id of a published system, or empty
 * @param copies such systems side by side
 * @param atLeast what all copies together read at least, instead of their number, or empty
 * @param parts drives and servers, or empty
 * @param protocol how nodes speak to it, or empty for the usual one of the system
 * @param requestSize largest request, or empty for the usual one of the protocol
 * @param inFlight requests of one read in flight, or empty for the usual number
 * @param streamRate most that one request of an object store streams, or empty for no limit
 * @param host what a node offers
 * @param server what a server of the parts offers
 * @param network between them
 * @param rateTolerance share of capacities by which rates may be off, 0 for exact ones
 * @param caches on the way, at most one a place
 */
@ExactlyOneOf({"system", "parts"})
public record StorageSpec(
    @Key(
            value = "Published system of the catalog, with the most bytes per second it showed.",
            example = "nutanix-files-32",
            ids = KnownIds.STORAGE_SYSTEM)
        Optional<String> system,
    @Key(
            value = "Such systems side by side, data spread evenly over them.",
            example = "4",
            byDefault = "1",
            min = 1,
            max = 10_000)
        int copies,
    @Key(
            value =
                "Instead of their number: so many of them that their published rates together are"
                    + " at least this.",
            example = "1130 GB/s",
            positive = true)
        Optional<DataRate> atLeast,
    @Key(
            value = "Drives and servers instead of a published system.",
            example = "{drive: micron-9400-pro, drives: 48, servers: 2}")
        Optional<StorageParts> parts,
    @Key(
            value = "How nodes speak to it; the usual one of the system if absent.",
            example = "nvme-tcp")
        Optional<StorageProtocol> protocol,
    @Key(
            value =
                "Largest request on the way; if absent 128 KiB for NVMe, 1 MiB for files, 8 MiB for"
                    + " objects.",
            example = "256 KiB",
            positive = true)
        Optional<DataSize> requestSize,
    @Key(
            value =
                "Requests of one read in flight; if absent 128 for NVMe, 16 for files, 8 for"
                    + " objects.",
            example = "32",
            min = 1,
            max = 65_536)
        Optional<Integer> inFlight,
    @Key(
            value = "Most that one request of an object store streams; no limit if absent.",
            example = "200 MB/s",
            positive = true)
        Optional<DataRate> streamRate,
    @Key(
            value = "What a node offers, beside what its shape tells.",
            example = "{core_gigahertz: 2.4}",
            byDefault = "{}")
        HostSpec host,
    @Key(
            value = "What a server offers; for storage of parts.",
            example = "{cores: 64, dpu: bluefield-3}",
            byDefault = "{}")
        StorageServer server,
    @Key(
            value = "What lies between nodes and storage.",
            example = "{rate: 1600 Gbit/s}",
            byDefault = "{}")
        StorageNetwork network,
    @Key(
            value =
                "Share of a resource's capacity by which what it gives may be off before its users"
                    + " are told: faster to simulate; exact if 0.",
            example = "0.01",
            byDefault = "0",
            max = 0.1)
        double rateTolerance,
    @Key(
            value =
                "Caches on the way, at most one a place. They know the records that loaders read,"
                    + " so that later epochs can find them.",
            example = "[{place: host, size: 1 TiB}]",
            byDefault = "[]")
        List<StorageCache> caches)
    implements Checked {
  /** Copies the list. */
  public StorageSpec {
    caches = List.copyOf(caches);
  }

  /** How many copies of a system that reads at a rate are there. */
  public int copiesOf(double readBytesPerSecond) {
    return atLeast
        .map(rate -> (int) Math.ceil(rate.bytesPerSecond() / readBytesPerSecond))
        .orElse(copies);
  }

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (parts.isPresent() && protocol.isEmpty()) {
      wrong.add(
          new Violation(
              "protocol", "drives do not tell how they are spoken to", "nvme-tcp, for example"));
    }
    boolean blocks =
        protocol.isEmpty() || protocol.get().isNvmeOf() || protocol.get() == StorageProtocol.LOCAL;
    if (parts.isPresent() && !blocks) {
      wrong.add(
          new Violation(
              "protocol",
              "drives alone serve no " + protocol.get().word(),
              "nvme-tcp, nvme-rdma or local, or name a system"));
    }
    if (parts.isPresent() && copies > 1) {
      wrong.add(new Violation("copies", "parts are counted already", "only for a system"));
    }
    if (atLeast.isPresent() && (parts.isPresent() || copies > 1)) {
      String hint = "only for a system, and without copies";
      wrong.add(new Violation("at_least", "the number is given already", hint));
    }
    if (caches.stream().map(StorageCache::place).distinct().count() != caches.size()) {
      wrong.add(new Violation("caches", "two of them are at one place", "one a place"));
    }
    return wrong;
  }
}
