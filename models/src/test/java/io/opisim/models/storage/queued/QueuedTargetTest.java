package io.opisim.models.storage.queued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.queue.QueueBooks;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import org.junit.jupiter.api.Test;

class QueuedTargetTest {
  private static final double CLOSE = 1e-8;

  private final Simulation simulation = new Simulation();
  private final double[] done = new double[16];

  @Test
  void readsOfOneQueueShareItsRateAndThoseOfAnotherDoNot() {
    // 100 bytes/s over 2 queues. Streams 0 and 2 share queue 0, stream 1 has queue 1 for itself:
    // 100 bytes each take 4 s, 4 s and 2 s. One pool gives 100 / 3 each: 3 s.
    TargetShape pool = TargetShape.pool(100);
    QueuedTarget split = target(pool.split(2, QueueChoice.STREAM_IN_TURN), 1, 3);
    for (int stream = 0; stream < 3; stream++) {
      split.read(0, stream, 100, this::note, stream);
    }
    simulation.run();
    assertThat(done[0]).isEqualTo(4, within(CLOSE));
    assertThat(done[1]).isEqualTo(2, within(CLOSE));
    assertThat(done[2]).isEqualTo(4, within(CLOSE));
    QueuedTarget pooled = target(pool, 1, 3);
    for (int stream = 0; stream < 3; stream++) {
      pooled.read(0, stream, 100, this::note, stream);
    }
    simulation.run();
    assertThat(done[0]).isEqualTo(4 + 3, within(CLOSE));
    assertThat(pooled.deliveredBytes()).isEqualTo(300);
  }

  @Test
  void operationsCostTheirQueueTimeBesidesTheirBytes() {
    // 10 operations of 10 bytes at 0.3 s each and 100 bytes at 50 bytes/s: 3 + 2 s.
    TargetShape shape =
        TargetShape.pool(100).split(2, QueueChoice.STREAM_IN_TURN).withOperations(10, 0.3);
    target(shape, 1, 1).read(0, 0, 100, this::note, 0);
    simulation.run();
    assertThat(done[0]).isEqualTo(5, within(CLOSE));
  }

  @Test
  void aReadPassesItsClientsSoftwareTheWayAndTheNic() {
    // Two reads of one client: opened one after the other (1 s each), 0.5 s on the way. The first
    // is alone for 1 s at the NIC's 80 bytes/s, then both have 40 bytes/s.
    TargetShape shape = TargetShape.pool(1000).withLatency(0.5).withClients(80, 1, 1);
    QueuedTarget target = target(shape, 2, 2);
    target.read(0, 0, 120, this::note, 0);
    target.read(0, 1, 120, this::note, 1);
    // The other client's NIC and software are its own.
    target.write(1, 0, 120, this::note, 2);
    simulation.run();
    assertThat(done[0]).isEqualTo(1.5 + 1 + 1, within(CLOSE));
    assertThat(done[1]).isEqualTo(3.5 + 1, within(CLOSE));
    assertThat(done[2]).isEqualTo(1.5 + 1.5, within(CLOSE));
    assertThat(target.resources()).hasSize(3);
  }

  @Test
  void littlesLawHoldsAtEveryQueueAndNoResourceGivesMoreThanItCan() {
    TargetShape shape =
        TargetShape.pool(1e6).split(4, QueueChoice.READ_BY_CHANCE).withClients(6e5, 3, 1e-4);
    QueuedTarget target = target(shape, 2, 8);
    RandomStream luck = new RandomStreams(11).stream("arrivals");
    int[] left = {3000};
    simulation.schedule(
        1,
        0,
        one -> {
          long bytes = 100 + luck.nextInt(3000);
          target.read(luck.nextInt(2), luck.nextInt(8), bytes, about -> left[0]--, 0);
        },
        0);
    for (int i = 1; i < 3000; i++) {
      long nanos = (long) (luck.nextUniform() * 6e9);
      simulation.schedule(
          nanos,
          0,
          one -> {
            long bytes = 100 + luck.nextInt(3000);
            target.read(luck.nextInt(2), luck.nextInt(8), bytes, about -> left[0]--, 0);
          },
          0);
    }
    simulation.run();
    assertThat(left[0]).isZero();
    for (int queue = 0; queue < 4; queue++) {
      QueueBooks books = target.books(queue);
      assertThat(books.departures()).isGreaterThan(500);
      assertThat(books.meanPresent())
          .isCloseTo(
              books.arrivalsPerSecond() * books.meanSojournSeconds(),
              org.assertj.core.data.Percentage.withPercentage(1e-6));
    }
    target
        .resources()
        .forEach(
            resource ->
                assertThat(resource.utilisation()).as(resource.name()).isBetween(0.01, 1.0));
    assertThat(target.askedBytes()).isEqualTo(target.deliveredBytes());
  }

  @Test
  void aQueueServesAsManyReadsAtOnceAsItIsDeep() {
    // Depth 1: first come, first served; the second read waits for the first.
    TargetShape shape =
        new TargetShape(
            1, QueueChoice.STREAM_IN_TURN, 100, 1, 0, 1, Double.POSITIVE_INFINITY, 0, 1, 0);
    QueuedTarget target = target(shape, 1, 2);
    target.read(0, 0, 100, this::note, 0);
    target.read(0, 1, 100, this::note, 1);
    simulation.run();
    assertThat(done[0]).isEqualTo(1, within(CLOSE));
    assertThat(done[1]).isEqualTo(2, within(CLOSE));
  }

  @Test
  void whatCannotServeIsRefused() {
    assertThatThrownBy(() -> TargetShape.pool(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TargetShape.pool(1).split(0, QueueChoice.READ_BY_CHANCE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TargetShape.pool(1).withLatency(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> target(TargetShape.pool(1), 1, 1).read(0, 0, 0, this::note, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private QueuedTarget target(TargetShape shape, int clients, int streams) {
    return new QueuedTarget(simulation, shape, clients, streams, new RandomStreams(1));
  }

  private void note(int subject) {
    done[subject] = simulation.nowSeconds();
  }
}
