package io.opisim.models.storage;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The paths of a chain: what operations of a client, class of streams, way and size need. A way is
 * a hit of one of the caches (their numbers), a read past them all, or a write (one more).
 */
final class PathBook {
  private static final int UNKNOWN = -1;

  private final List<StorageStage> stages;
  private final List<CacheLayer> caches;
  private final FrontEnd frontEnd;
  private final int streamClasses;
  private final List<OperationPath> all = new ArrayList<>();
  private int[][] classOf = {};
  private int streamsSeen;
  private PathTable[][] tables = {};

  PathBook(List<StorageStage> stages, List<CacheLayer> caches) {
    this.stages = stages;
    this.caches = caches;
    frontEnd = (FrontEnd) stages.get(0);
    int classes = 1;
    for (StorageStage stage : stages) {
      int own = stage.streamClasses();
      if (own > 1 && classes > 1 && own != classes) {
        throw new IllegalArgumentException(
            "two stages deal streams, to " + classes + " and to " + own + " classes");
      }
      classes = Math.max(classes, own);
    }
    streamClasses = classes;
  }

  /** All paths so far. */
  List<OperationPath> all() {
    return Collections.unmodifiableList(all);
  }

  /** The path of operations of a stream, worked out at its first use. */
  OperationPath path(int client, int stream, int way, long bytes) {
    int streamClass = streamClass(client, stream);
    int ways = caches.size() + 2;
    if (client >= tables.length) {
      tables = Arrays.copyOf(tables, Math.max(client + 1, 2 * tables.length));
    }
    if (tables[client] == null) {
      tables[client] = new PathTable[streamClasses * ways];
    }
    int index = streamClass * ways + way;
    PathTable table = tables[client][index];
    if (table == null) {
      table = new PathTable();
      tables[client][index] = table;
    }
    long size = SizeClass.of(bytes);
    OperationPath path = table.get(size);
    if (path == null) {
      path = compile(client, streamClass, way, size);
      table.put(size, path);
      all.add(path);
    }
    return path;
  }

  /** Classes that streams are dealt to, one after the other. */
  int streamClasses() {
    return streamClasses;
  }

  /** What a read of a stream class past all caches needs. */
  OperationNeeds readNeeds(int client, int streamClass, long bytes) {
    int way = caches.size();
    OperationShape shape = shape(client, streamClass, way, bytes);
    return needs(shape, way, last(way));
  }

  private OperationPath compile(int client, int streamClass, int way, long size) {
    OperationShape shape = shape(client, streamClass, way, size);
    int last = last(way);
    return new OperationPath(shape, last + 1, way < caches.size(), needs(shape, way, last));
  }

  private OperationShape shape(int client, int streamClass, int way, long size) {
    Direction direction = way > caches.size() ? Direction.WRITE : Direction.READ;
    return new OperationShape(client, streamClass, direction, size, frontEnd.commands(size));
  }

  private int last(int way) {
    return way < caches.size() ? stages.indexOf(caches.get(way)) : stages.size() - 1;
  }

  private OperationNeeds needs(OperationShape shape, int way, int last) {
    boolean hit = way < caches.size();
    Direction direction = shape.direction();
    OperationNeeds needs = new OperationNeeds();
    long above = shape.bytes();
    for (int index = 0; index <= last; index++) {
      if (hit && index == last) {
        caches.get(way).hitNeeds(shape, above, needs);
      } else {
        long below = stages.get(index).bytesBelow(direction, above);
        stages.get(index).needs(shape, above, below, needs);
        above = below;
      }
    }
    long parallel = Math.min(shape.commands(), frontEnd.parallelCommands());
    long rounds = (shape.commands() + parallel - 1) / parallel;
    if (rounds > 1) {
      needs.atLeast(needs.meanCommandSeconds() * (rounds - 1));
    }
    return needs;
  }

  private int streamClass(int client, int stream) {
    if (streamClasses == 1) {
      return 0;
    }
    if (client >= classOf.length) {
      classOf = Arrays.copyOf(classOf, Math.max(client + 1, 2 * classOf.length));
    }
    int[] ofClient = classOf[client] == null ? new int[0] : classOf[client];
    if (stream >= ofClient.length) {
      int known = ofClient.length;
      ofClient = Arrays.copyOf(ofClient, Math.max(stream + 1, 2 * known));
      Arrays.fill(ofClient, known, ofClient.length, UNKNOWN);
      classOf[client] = ofClient;
    }
    if (ofClient[stream] == UNKNOWN) {
      ofClient[stream] = streamsSeen++ % streamClasses;
    }
    return ofClient[stream];
  }
}
