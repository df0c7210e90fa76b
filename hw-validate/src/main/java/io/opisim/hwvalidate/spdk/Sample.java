package io.opisim.hwvalidate.spdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Ticks and counters at one moment, or what happened between two.
 *
 * @param reactors the reactors' ticks, empty if the target does not tell
 * @param threads the threads' ticks
 * @param io the I/O counters, empty if the target does not tell
 */
record Sample(
    Optional<AnswerReader.ReactorAnswer> reactors,
    List<SpdkThread> threads,
    Optional<AnswerReader.IoAnswer> io) {

  OptionalLong tickRateHertz() {
    if (io.isPresent()) {
      return OptionalLong.of(io.get().tickRateHertz());
    }
    return reactors.isPresent()
        ? OptionalLong.of(reactors.get().tickRateHertz())
        : OptionalLong.empty();
  }

  /**
   * Time on the target's own clock since the earlier sample; reactors poll without a pause, so that
   * their ticks tell it where the I/O counters do not.
   */
  OptionalDouble secondsSince(Sample earlier) {
    if (io.isPresent() && earlier.io.isPresent()) {
      return OptionalDouble.of(
          (double) (io.get().ticks() - earlier.io.get().ticks()) / io.get().tickRateHertz());
    }
    if (reactors.isEmpty() || earlier.reactors.isEmpty()) {
      return OptionalDouble.empty();
    }
    Sample between = since(earlier, new ArrayList<>());
    return between.reactors.orElseThrow().reactors().stream()
        .mapToDouble(reactor -> (double) reactor.busyTicks() + reactor.idleTicks())
        .map(ticks -> ticks / reactors.get().tickRateHertz())
        .max();
  }

  /** The differences to an earlier sample; what cannot be compared is left out with a remark. */
  Sample since(Sample earlier, List<String> remarks) {
    return new Sample(
        reactors.map(now -> reactorsSince(now, earlier.reactors, remarks)),
        threadsSince(earlier.threads, remarks),
        io.map(now -> ioSince(now, earlier.io, remarks)));
  }

  private static AnswerReader.ReactorAnswer reactorsSince(
      AnswerReader.ReactorAnswer now,
      Optional<AnswerReader.ReactorAnswer> earlier,
      List<String> remarks) {
    List<Reactor> between = new ArrayList<>();
    for (Reactor reactor : now.reactors()) {
      Optional<Reactor> before =
          find(
              earlier.map(AnswerReader.ReactorAnswer::reactors),
              other -> other.logicalCore() == reactor.logicalCore());
      if (before.isEmpty()
          || reactor.busyTicks() < before.get().busyTicks()
          || reactor.idleTicks() < before.get().idleTicks()) {
        remarks.add("reactor on core " + reactor.logicalCore() + ": no two samples to compare");
        continue;
      }
      between.add(
          new Reactor(
              reactor.logicalCore(),
              reactor.busyTicks() - before.get().busyTicks(),
              reactor.idleTicks() - before.get().idleTicks(),
              reactor.frequencyHertz(),
              reactor.threads()));
    }
    return new AnswerReader.ReactorAnswer(now.tickRateHertz(), now.processId(), between);
  }

  private List<SpdkThread> threadsSince(List<SpdkThread> earlier, List<String> remarks) {
    List<SpdkThread> between = new ArrayList<>();
    for (SpdkThread thread : threads) {
      Optional<SpdkThread> before = find(Optional.of(earlier), other -> other.id() == thread.id());
      if (before.isEmpty()
          || thread.busyTicks() < before.get().busyTicks()
          || thread.idleTicks() < before.get().idleTicks()) {
        remarks.add("thread " + thread.name() + ": no two samples to compare");
        continue;
      }
      between.add(
          new SpdkThread(
              thread.name(),
              thread.id(),
              thread.busyTicks() - before.get().busyTicks(),
              thread.idleTicks() - before.get().idleTicks()));
    }
    return between;
  }

  private static AnswerReader.IoAnswer ioSince(
      AnswerReader.IoAnswer now, Optional<AnswerReader.IoAnswer> earlier, List<String> remarks) {
    List<IoCounters> between = new ArrayList<>();
    for (IoCounters counters : now.counters()) {
      Optional<IoCounters> before =
          find(
              earlier.map(AnswerReader.IoAnswer::counters),
              other -> other.device().equals(counters.device()));
      if (before.isEmpty()) {
        remarks.add("block device " + counters.device() + ": appeared between the two samples");
      } else if (counters.isBehind(before.get())) {
        remarks.add(
            "block device " + counters.device() + ": counters reset between the two samples");
      } else {
        between.add(counters.since(before.get()));
      }
    }
    return new AnswerReader.IoAnswer(now.tickRateHertz(), now.ticks(), between);
  }

  private static <T> Optional<T> find(Optional<List<T>> earlier, Function<T, Boolean> isTheSame) {
    return earlier.flatMap(list -> list.stream().filter(isTheSame::apply).findFirst());
  }
}
