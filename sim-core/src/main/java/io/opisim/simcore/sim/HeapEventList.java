package io.opisim.simcore.sim;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.eventlist.EventList;

/**
 * An implicit 4-ary heap behind SSJ's {@code EventList}.
 *
 * <p>Times lie in one flat array beside the heap, so that sifting reads one cache line a level and
 * never follows a pointer to an event; priority and sequence are looked at only when two times are
 * equal. Each pending event owns a slot, whose number it carries in SSJ's free field {@code ra}, so
 * that a cancel finds its place without a search.
 *
 * <p>Caveats: one thread; an event must not be moved to another list while it is pending here,
 * since SSJ's splay tree writes the same field; {@link #addBefore} and {@link #addAfter} renumber
 * all pending events when the gap between two neighbours is used up.
 */
public final class HeapEventList implements EventList {
  private static final int ARITY_SHIFT = 2;
  private static final long SEQUENCE_GAP = 1L << 16;

  private double[] times = new double[64];
  private int[] slots = new int[64];
  private int size;

  private Event[] eventOfSlot = new Event[64];
  private double[] priorityOfSlot = new double[64];
  private long[] sequenceOfSlot = new long[64];
  private int[] positionOfSlot = new int[64];
  private int[] freeSlots = new int[64];
  private int freeCount;
  private int slotCount;

  private long lastSequence;
  private long firstSequence;

  /** The number of pending events. */
  public int size() {
    return size;
  }

  /** The time of the next event, or infinity. */
  double firstTime() {
    return size == 0 ? Double.POSITIVE_INFINITY : times[0];
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void clear() {
    for (int i = 0; i < size; i++) {
      eventOfSlot[slots[i]].setTime(-10.0);
    }
    Arrays.fill(eventOfSlot, 0, slotCount, null);
    size = 0;
    slotCount = 0;
    freeCount = 0;
  }

  @Override
  public void add(Event event) {
    lastSequence += SEQUENCE_GAP;
    insert(event, lastSequence);
  }

  @Override
  public void addFirst(Event event) {
    firstSequence -= SEQUENCE_GAP;
    insert(event, firstSequence);
  }

  @Override
  public void addBefore(Event event, Event other) {
    int slot = slotOf(other);
    long below = neighbourSequence(slot, true);
    if (sequenceOfSlot[slot] - below < 2) {
      renumber();
      below = neighbourSequence(slot, true);
    }
    insert(event, below + (sequenceOfSlot[slot] - below) / 2);
  }

  @Override
  public void addAfter(Event event, Event other) {
    int slot = slotOf(other);
    long above = neighbourSequence(slot, false);
    if (above - sequenceOfSlot[slot] < 2) {
      renumber();
      above = neighbourSequence(slot, false);
    }
    insert(event, sequenceOfSlot[slot] + (above - sequenceOfSlot[slot]) / 2);
  }

  @Override
  public Event getFirst() {
    return size == 0 ? null : eventOfSlot[slots[0]];
  }

  @Override
  public Event getFirstOfClass(String className) {
    for (Event event : inOrder()) {
      if (event.getClass().getName().equals(className)) {
        return event;
      }
    }
    return null;
  }

  @Override
  public <E extends Event> E getFirstOfClass(Class<E> type) {
    for (Event event : inOrder()) {
      if (event.getClass() == type) {
        return type.cast(event);
      }
    }
    return null;
  }

  @Override
  public Iterator<Event> iterator() {
    return listIterator();
  }

  @Override
  public ListIterator<Event> listIterator() {
    return inOrder().listIterator();
  }

  @Override
  public boolean remove(Event event) {
    int slot = event.getRa();
    if (slot < 0 || slot >= slotCount || eventOfSlot[slot] != event) {
      return false;
    }
    removeAt(positionOfSlot[slot]);
    return true;
  }

  @Override
  public Event removeFirst() {
    if (size == 0) {
      return null;
    }
    Event first = eventOfSlot[slots[0]];
    removeAt(0);
    return first;
  }

  private void insert(Event event, long sequence) {
    int slot = freeCount > 0 ? freeSlots[--freeCount] : newSlot();
    eventOfSlot[slot] = event;
    priorityOfSlot[slot] = event.priority();
    sequenceOfSlot[slot] = sequence;
    lastSequence = Math.max(lastSequence, sequence);
    firstSequence = Math.min(firstSequence, sequence);
    event.setRa(slot);
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      slots = Arrays.copyOf(slots, size * 2);
    }
    siftUp(size++, event.time(), slot);
  }

  private int newSlot() {
    if (slotCount == eventOfSlot.length) {
      int capacity = slotCount * 2;
      eventOfSlot = Arrays.copyOf(eventOfSlot, capacity);
      priorityOfSlot = Arrays.copyOf(priorityOfSlot, capacity);
      sequenceOfSlot = Arrays.copyOf(sequenceOfSlot, capacity);
      positionOfSlot = Arrays.copyOf(positionOfSlot, capacity);
      freeSlots = Arrays.copyOf(freeSlots, capacity);
    }
    return slotCount++;
  }

  private void removeAt(int position) {
    int slot = slots[position];
    eventOfSlot[slot] = null;
    freeSlots[freeCount++] = slot;
    size--;
    if (position == size) {
      return;
    }
    double time = times[size];
    int moved = slots[size];
    int parent = (position - 1) >> ARITY_SHIFT;
    if (position > 0 && before(time, moved, times[parent], slots[parent])) {
      siftUp(position, time, moved);
    } else {
      siftDown(position, time, moved);
    }
  }

  private void siftUp(int start, double time, int slot) {
    int position = start;
    while (position > 0) {
      int parent = (position - 1) >> ARITY_SHIFT;
      if (!before(time, slot, times[parent], slots[parent])) {
        break;
      }
      place(position, times[parent], slots[parent]);
      position = parent;
    }
    place(position, time, slot);
  }

  private void siftDown(int start, double time, int slot) {
    int position = start;
    int child;
    while ((child = (position << ARITY_SHIFT) + 1) < size) {
      int last = Math.min(child + 4, size);
      int best = child;
      double bestTime = times[child];
      for (int other = child + 1; other < last; other++) {
        double otherTime = times[other];
        if (otherTime < bestTime
            || (otherTime == bestTime && tieBefore(slots[other], slots[best]))) {
          best = other;
          bestTime = otherTime;
        }
      }
      if (!before(bestTime, slots[best], time, slot)) {
        break;
      }
      place(position, bestTime, slots[best]);
      position = best;
    }
    place(position, time, slot);
  }

  private void place(int position, double time, int slot) {
    times[position] = time;
    slots[position] = slot;
    positionOfSlot[slot] = position;
  }

  private boolean before(double time, int slot, double otherTime, int otherSlot) {
    return time < otherTime || (time == otherTime && tieBefore(slot, otherSlot));
  }

  private boolean tieBefore(int slot, int otherSlot) {
    double priority = priorityOfSlot[slot];
    double otherPriority = priorityOfSlot[otherSlot];
    return priority < otherPriority
        || (priority == otherPriority && sequenceOfSlot[slot] < sequenceOfSlot[otherSlot]);
  }

  private int slotOf(Event event) {
    int slot = event.getRa();
    if (slot < 0 || slot >= slotCount || eventOfSlot[slot] != event) {
      throw new IllegalArgumentException("the other event is not in this list");
    }
    return slot;
  }

  /** The nearest sequence number below (or above) that of a slot, among equal time and priority. */
  private long neighbourSequence(int slot, boolean below) {
    long own = sequenceOfSlot[slot];
    long nearest = below ? own - 2 * SEQUENCE_GAP : own + 2 * SEQUENCE_GAP;
    for (int i = 0; i < size; i++) {
      int other = slots[i];
      boolean tied =
          times[i] == times[positionOfSlot[slot]] && priorityOfSlot[other] == priorityOfSlot[slot];
      long sequence = sequenceOfSlot[other];
      if (tied && below && sequence < own) {
        nearest = Math.max(nearest, sequence);
      } else if (tied && !below && sequence > own) {
        nearest = Math.min(nearest, sequence);
      }
    }
    return nearest;
  }

  private void renumber() {
    long sequence = 0;
    for (Event event : inOrder()) {
      sequence += SEQUENCE_GAP;
      sequenceOfSlot[event.getRa()] = sequence;
    }
    firstSequence = 0;
    lastSequence = sequence;
  }

  private List<Event> inOrder() {
    return Arrays.stream(slots, 0, size)
        .boxed()
        .sorted(
            (a, b) ->
                before(times[positionOfSlot[a]], a, times[positionOfSlot[b]], b)
                    ? -1
                    : a.equals(b) ? 0 : 1)
        .map(slot -> eventOfSlot[slot])
        .toList();
  }
}
