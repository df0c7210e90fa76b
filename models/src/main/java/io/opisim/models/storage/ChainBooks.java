package io.opisim.models.storage;

import io.opisim.models.offload.Direction;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of a chain: what was requested, what was done, what passed each stage, and Little's
 * law.
 *
 * <p>Whenever nothing is in flight, bytes requested must be bytes done and the integral of the
 * number in flight must equal the sum of the times spent, to the nanosecond.
 */
final class ChainBooks {
  private static final double ROUNDING = 1e-6;

  private final Simulation simulation;
  private final List<StorageStage> stages;
  private final StageBooks[] stageBooks;
  private final long startNanos;
  private final long[] requested = new long[2];
  private final long[] requestedBytes = new long[2];
  private final long[] done = new long[2];
  private final long[] doneBytes = new long[2];
  private final long[] storageBytes = new long[2];
  private long lastNanos;
  private long inFlight;
  private long area;
  private long sojourns;
  private double countedArea;
  private double countedSojourns;
  private double readSojourns;
  private long greatestSojourn;

  ChainBooks(Simulation simulation, List<StorageStage> stages) {
    this.simulation = simulation;
    this.stages = stages;
    stageBooks =
        stages.stream()
            .map(stage -> new StageBooks(stage.name(), stage.sizeReason()))
            .toArray(StageBooks[]::new);
    startNanos = simulation.nowNanos();
    lastNanos = startNanos;
  }

  long inFlight() {
    return inFlight;
  }

  void requested(Direction direction, long bytes) {
    advance();
    inFlight++;
    requested[direction.ordinal()]++;
    requestedBytes[direction.ordinal()] += bytes;
  }

  void finished(OperationPath path, long bytes, long requestedNanos) {
    advance();
    inFlight--;
    long sojourn = lastNanos - requestedNanos;
    sojourns += sojourn;
    countedSojourns += sojourn;
    readSojourns += path.direction == Direction.READ ? sojourn : 0;
    greatestSojourn = Math.max(greatestSojourn, sojourn);
    done[path.direction.ordinal()]++;
    doneBytes[path.direction.ordinal()] += bytes;
    long above = bytes;
    for (int index = 0; index < path.stages; index++) {
      if (path.cacheHit && index == path.stages - 1) {
        stageBooks[index].answer(above);
      } else {
        long below = stages.get(index).bytesBelow(path.direction, above);
        stageBooks[index].add(path.direction, above, below);
        above = below;
      }
    }
    if (path.stages == stages.size() && !path.cacheHit) {
      storageBytes[path.direction.ordinal()] += above;
    }
    if (inFlight == 0) {
      checkIdle();
    }
  }

  private void advance() {
    long now = simulation.nowNanos();
    area += inFlight * (now - lastNanos);
    countedArea += (double) inFlight * (now - lastNanos);
    lastNanos = now;
  }

  private void checkIdle() {
    for (Direction direction : Direction.values()) {
      int index = direction.ordinal();
      if (requested[index] != done[index] || requestedBytes[index] != doneBytes[index]) {
        throw broken(
            direction + ": " + requestedBytes[index] + " bytes requested, " + doneBytes[index]);
      }
    }
    // Both sums wrap around 2^64 alike, so the comparison stays exact.
    if (area != sojourns) {
      throw broken("in flight x time is " + area + " ns, times spent are " + sojourns);
    }
  }

  void check(List<OperationPath> paths) {
    long lower = 0;
    for (int index = 0; index < stageBooks.length; index++) {
      stageBooks[index].check();
      if (index > 0 && stageBooks[index].above() != lower) {
        throw broken(
            lower
                + " bytes below "
                + stageBooks[index - 1].stage()
                + ", then "
                + stageBooks[index]);
      }
      lower = stageBooks[index].below();
    }
    long all = doneBytes[0] + doneBytes[1];
    if (stageBooks[0].above() != all) {
      throw broken(all + " bytes delivered, but " + stageBooks[0]);
    }
    checkResources(paths);
    if (inFlight == 0) {
      checkIdle();
    }
  }

  private void checkResources(List<OperationPath> paths) {
    Map<Resource, Double> taken = new LinkedHashMap<>();
    for (OperationPath path : paths) {
      for (int index = 0; index < path.resources.length; index++) {
        taken.merge(
            path.resources[index], path.bytesDone * path.amountsPerByte[index], Double::sum);
      }
    }
    taken.forEach(
        (resource, amount) -> {
          double given = resource.given();
          boolean shortOf = given < amount * (1 - ROUNDING);
          boolean tooMuch = given > resource.possible() * (1 + ROUNDING) + ROUNDING;
          if (shortOf || tooMuch) {
            throw broken(
                resource
                    + " gave "
                    + given
                    + " of "
                    + resource.possible()
                    + " possible, and operations took "
                    + amount);
          }
        });
  }

  ChainReport report(List<OperationPath> paths) {
    advance();
    Map<Resource, Double> used = new LinkedHashMap<>();
    for (OperationPath path : paths) {
      for (Resource resource : path.resources) {
        used.computeIfAbsent(resource, Resource::given);
      }
    }
    List<ResourceUse> uses =
        used.entrySet().stream()
            .map(use -> new ResourceUse(use.getKey(), use.getValue(), use.getKey().utilisation()))
            .sorted(Comparator.comparingDouble(ResourceUse::utilisation).reversed())
            .toList();
    int read = Direction.READ.ordinal();
    int write = Direction.WRITE.ordinal();
    long passed = lastNanos - startNanos;
    return new ChainReport(
        done[read],
        doneBytes[read],
        done[write],
        doneBytes[write],
        countedSojourns / (done[read] + done[write]) / SimulatedTime.NANOS_PER_SECOND,
        SimulatedTime.secondsFromNanos(greatestSojourn),
        passed == 0 ? inFlight : countedArea / passed,
        List.of(stageBooks),
        uses,
        storageBytes[read],
        storageBytes[write],
        readSojourns / done[read] / SimulatedTime.NANOS_PER_SECOND);
  }

  private IllegalStateException broken(String what) {
    return new IllegalStateException(
        "the books of the storage do not balance at " + simulation.nowNanos() + " ns: " + what);
  }
}
