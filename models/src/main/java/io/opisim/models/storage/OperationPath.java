package io.opisim.models.storage;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.LoadWatcher;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.SimulatedTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All operations of one client, class of streams, way through the stages, and size. */
final class OperationPath {
  final int client;
  final Direction direction;
  final long commands;

  /** How many stages an operation passes; the last of them answers it if it is a cache's hit. */
  final int stages;

  final boolean cacheHit;

  /** Whether the front-end sees the operation; a hit of a cache above it does not come there. */
  final boolean atFrontEnd;

  final Optional<Demands> demands;
  final Resource[] resources;
  final double[] amountsPerByte;
  final List<LoadWatcher> watchers;
  final ArrayDeque<Operation> idle = new ArrayDeque<>();

  private final long delayNanos;
  private final List<Distribution> randomDelays;
  long bytesDone;

  OperationPath(
      OperationShape shape,
      int stages,
      boolean cacheHit,
      boolean atFrontEnd,
      OperationNeeds needs) {
    client = shape.client();
    direction = shape.direction();
    commands = shape.commands();
    this.stages = stages;
    this.cacheHit = cacheHit;
    this.atFrontEnd = atFrontEnd;
    demands = needs.demands(shape.bytes());
    watchers = needs.watchers();
    delayNanos = SimulatedTime.nanosFromSeconds(needs.delaySeconds());
    randomDelays = needs.randomDelays();
    resources = needs.amounts().keySet().toArray(new Resource[0]);
    amountsPerByte = new double[resources.length];
    int index = 0;
    for (Map.Entry<Resource, Double> entry : needs.amounts().entrySet()) {
      amountsPerByte[index++] = entry.getValue() / shape.bytes();
    }
  }

  long delayNanos(RandomStream chance) {
    long nanos = delayNanos;
    for (Distribution law : randomDelays) {
      nanos += SimulatedTime.nanosFromSeconds(Math.max(0, law.sample(chance)));
    }
    return nanos;
  }
}
