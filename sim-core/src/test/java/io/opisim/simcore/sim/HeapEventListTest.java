package io.opisim.simcore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.SplayTree;

class HeapEventListTest {
  private final Simulator simulator = new Simulator(new SplayTree());
  private final HeapEventList heap = new HeapEventList();

  @Test
  void theOrderIsThatOfANaiveListUnderRandomUse() {
    for (long seed = 0; seed < 300; seed++) {
      randomUse(seed);
    }
  }

  private void randomUse(long seed) {
    RandomStream stream = new RandomStreams(seed).stream("use");
    HeapEventList list = new HeapEventList();
    NaiveList naive = new NaiveList();
    int times = 1 + stream.nextInt(20);
    int taste = stream.nextInt(5);
    double now = 0;
    for (int step = 0; step < 600; step++) {
      String where = "seed " + seed + ", step " + step;
      int use = stream.nextInt(12);
      TestEvent event = new TestEvent(simulator, stream.nextInt(3) - 1);
      Event other = naive.isEmpty() ? null : naive.get(stream.nextInt(naive.size()));
      if (use < 3 + taste || other == null) {
        event.setTime(now + stream.nextInt(times));
        list.add(event);
        naive.add(event);
      } else if (use == 8) {
        event.setTime(now);
        list.addFirst(event);
        naive.addFirst(event);
      } else if (use == 9) {
        event.setTime(other.time());
        list.addBefore(event, other);
        naive.addBefore(event, other);
      } else if (use == 10) {
        event.setTime(other.time());
        list.addAfter(event, other);
        naive.addAfter(event, other);
      } else if (use == 11) {
        assertThat(list.remove(other)).as(where).isTrue();
        assertThat(list.remove(other)).as("removed already; " + where).isFalse();
        naive.remove(other);
      } else {
        Event first = list.removeFirst();
        assertThat(first).as(where).isSameAs(naive.removeFirst());
        now = first.time();
      }
      assertThat(list.size()).as(where).isEqualTo(naive.size());
      if (step % 7 == 0) {
        assertThat(list.getFirst()).as(where).isSameAs(naive.isEmpty() ? null : naive.get(0));
        assertThat(inOrder(list)).as(where).isEqualTo(naive.events());
      }
    }
    while (!naive.isEmpty()) {
      assertThat(list.removeFirst()).as("seed %s, at the end", seed).isSameAs(naive.removeFirst());
    }
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void thousandsOfEventsOfOneInstantComeInTheOrderOfTheirArming() {
    List<Event> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Event event = event(1, 0);
      heap.add(event);
      expected.add(event);
    }
    assertThat(drain(heap)).isEqualTo(expected);
  }

  @Test
  void theGapBetweenTwoNeighboursIsNeverUsedUp() {
    Event first = event(5, 0);
    Event last = event(5, 0);
    heap.add(first);
    heap.add(last);
    List<Event> between = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Event after = event(5, 0);
      heap.addAfter(after, first);
      between.add(0, after);
    }
    for (int i = 0; i < 100; i++) {
      Event before = event(5, 0);
      heap.addBefore(before, last);
      between.add(before);
    }
    Event added = event(5, 0);
    heap.add(added);
    List<Event> expected = new ArrayList<>(between);
    expected.add(0, first);
    expected.add(last);
    expected.add(added);

    assertThat(drain(heap)).isEqualTo(expected);
  }

  @Test
  void cancelledEventsLeaveNothingBehind() {
    Event staying = event(1e6, 0);
    heap.add(staying);
    for (int i = 0; i < 100_000; i++) {
      Event event = event(i, 0);
      heap.add(event);
      assertThat(heap.remove(event)).isTrue();
    }
    assertThat(heap.size()).isEqualTo(1);
    assertThat(heap.firstTime()).isEqualTo(1e6);
    assertThat(drain(heap)).containsExactly(staying);
    assertThat(heap.firstTime()).isInfinite();
    assertThat(heap.removeFirst()).isNull();
    assertThat(heap.getFirst()).isNull();
  }

  @Test
  void aClearedListIsAsNewAndItsEventsAreFree() {
    Event event = new TestEvent(new Simulator(heap), 0);
    event.setTime(3);
    heap.add(event(2, 0));
    heap.removeFirst();
    heap.add(event);
    heap.clear();

    assertThat(heap.isEmpty()).isTrue();
    assertThat(event.time()).as("SSJ's mark of an event that is not scheduled").isNegative();
    assertThat(heap.remove(event)).isFalse();
    event.setTime(1);
    heap.add(event);
    assertThat(drain(heap)).containsExactly(event);
  }

  @Test
  void theFirstOfAClassIsFound() {
    TestEvent plain = new TestEvent(simulator, 0);
    plain.setTime(1);
    Event special = new TestEvent(simulator, 0) {};
    special.setTime(2);
    heap.add(special);
    heap.add(plain);

    assertThat(heap.getFirstOfClass(TestEvent.class)).isSameAs(plain);
    assertThat(heap.getFirstOfClass(special.getClass().getName())).isSameAs(special);
    assertThat(heap.getFirstOfClass("nobody")).isNull();
    assertThat(heap.getFirstOfClass(Event.class)).isNull();
  }

  @Test
  void whatCannotBePlacedIsRefused() {
    Event stranger = event(1, 0);
    assertThatThrownBy(() -> heap.addAfter(event(1, 0), stranger))
        .hasMessageContaining("not in this list");
    heap.add(stranger);
    assertThatThrownBy(() -> heap.addBefore(event(2, 0), stranger))
        .hasMessageContaining("2.0 cannot be a neighbour of one at 1.0");
    assertThatThrownBy(() -> heap.add(event(-1, 0))).hasMessageContaining("-1.0");
  }

  private Event event(double time, int priority) {
    TestEvent event = new TestEvent(simulator, priority);
    event.setTime(time);
    return event;
  }

  private static List<Event> drain(HeapEventList list) {
    List<Event> events = new ArrayList<>();
    while (!list.isEmpty()) {
      events.add(list.removeFirst());
    }
    return events;
  }

  private static List<Event> inOrder(EventList list) {
    List<Event> events = new ArrayList<>();
    list.iterator().forEachRemaining(events::add);
    return events;
  }

  private static class TestEvent extends Event {
    TestEvent(Simulator simulator, int priority) {
      super(simulator);
      setPriority(priority);
    }

    @Override
    public void actions() {
      throw new AssertionError("only the order is looked at");
    }
  }

  /** The rule itself: a list kept in order by walking along it. */
  private static final class NaiveList {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Event event, double priority) {}

    void add(Event event) {
      int index = 0;
      while (index < entries.size() && !isAfter(entries.get(index), event)) {
        index++;
      }
      entries.add(index, new Entry(event, event.priority()));
    }

    void addFirst(Event event) {
      double priority = event.priority();
      if (!isEmpty() && get(0).time() == event.time()) {
        priority = Math.min(priority, entries.get(0).priority);
      }
      entries.add(0, new Entry(event, priority));
    }

    void addBefore(Event event, Event other) {
      int index = events().indexOf(other);
      entries.add(index, new Entry(event, entries.get(index).priority));
    }

    void addAfter(Event event, Event other) {
      int index = events().indexOf(other);
      entries.add(index + 1, new Entry(event, entries.get(index).priority));
    }

    void remove(Event event) {
      entries.remove(events().indexOf(event));
    }

    Event removeFirst() {
      return entries.remove(0).event;
    }

    Event get(int index) {
      return entries.get(index).event;
    }

    List<Event> events() {
      return entries.stream().map(Entry::event).toList();
    }

    int size() {
      return entries.size();
    }

    boolean isEmpty() {
      return entries.isEmpty();
    }

    private static boolean isAfter(Entry entry, Event event) {
      return entry.event.time() > event.time()
          || (entry.event.time() == event.time() && entry.priority > event.priority());
    }
  }
}
