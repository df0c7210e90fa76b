package io.opisim.simcore.sim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.stream.IntStream;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.eventlist.EventList;

/**
 * An implicit 4-ary heap behind SSJ's {@code EventList}.
 *
 * <p>What makes it fast: times lie in one flat array, so sifting never follows a pointer to an
 * event; the least of four children is found without branches that the processor would guess wrong;
 * priority and sequence are looked at only when two times are equal; and the place of the event
 * taken last stays open, so that the next one scheduled goes in by one sift instead of two.
 *
 * <p>Each pending event owns a slot, whose number it carries in SSJ's free field {@code ra}. A
 * cancelled event leaves its heap entry behind as dead, to be dropped when it reaches the front or
 * when the dead outnumber the pending: no entry has to know its place, and a cancel costs constant
 * time on average.
 *
 * <p>Caveats: one thread; times are not negative; an event must not be moved to another list while
 * it is pending here, since SSJ's splay tree writes the same field; {@link #addBefore} and {@link
 * #addAfter} look at every pending event.
 */
final class HeapEventList implements EventList {
  private static final int ARITY_SHIFT = 2;
  private static final int ARITY = 1 << ARITY_SHIFT;
  private static final long SEQUENCE_GAP = 1L << 16;
  private static final int DEAD_TOLERATED = 64;

  // The heap: the bits of times that are not negative order as the times do.
  private long[] keys = new long[64];
  private int[] slots = new int[64];
  private int entries;
  private boolean frontOpen;

  // The slots; an entry whose slot holds no event is dead.
  private Event[] eventOfSlot = new Event[64];
  private long[] tieOfSlot = new long[128];
  private int[] freeSlots = new int[64];
  private int freeCount;
  private int slotCount;

  private int pending;
  private int dead;
  private long lastSequence;
  private long firstSequence;

  /** The number of pending events. */
  int size() {
    return pending;
  }

  /** The time of the next event, or infinity. */
  double firstTime() {
    if (pending == 0) {
      return Double.POSITIVE_INFINITY;
    }
    settle();
    return Double.longBitsToDouble(keys[0]);
  }

  @Override
  public boolean isEmpty() {
    return pending == 0;
  }

  @Override
  public void clear() {
    for (int slot = 0; slot < slotCount; slot++) {
      Event event = eventOfSlot[slot];
      if (event != null) {
        eventOfSlot[slot] = null;
        // Finds nothing to remove any more, but marks the event as free to be scheduled.
        event.cancel();
      }
    }
    entries = 0;
    frontOpen = false;
    pending = 0;
    dead = 0;
    slotCount = 0;
    freeCount = 0;
  }

  @Override
  public void add(Event event) {
    lastSequence += SEQUENCE_GAP;
    insert(event, orderedBits(event.priority()), lastSequence);
  }

  @Override
  public void addFirst(Event event) {
    firstSequence -= SEQUENCE_GAP;
    long priority = orderedBits(event.priority());
    if (firstTime() == event.time()) {
      // First means before every event of this instant, whatever their priorities.
      priority = Math.min(priority, tieOfSlot[2 * slots[0]]);
    }
    insert(event, priority, firstSequence);
  }

  @Override
  public void addBefore(Event event, Event other) {
    int slot = slotOf(event, other);
    long below = neighbourSequence(slot, true);
    if (sequence(slot) - below < 2) {
      renumber();
      below = neighbourSequence(slot, true);
    }
    insert(event, tieOfSlot[2 * slot], below + (sequence(slot) - below) / 2);
  }

  @Override
  public void addAfter(Event event, Event other) {
    int slot = slotOf(event, other);
    long above = neighbourSequence(slot, false);
    if (above - sequence(slot) < 2) {
      renumber();
      above = neighbourSequence(slot, false);
    }
    insert(event, tieOfSlot[2 * slot], sequence(slot) + (above - sequence(slot)) / 2);
  }

  @Override
  public Event getFirst() {
    if (pending == 0) {
      return null;
    }
    settle();
    return eventOfSlot[slots[0]];
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

  /** Goes through a copy of the pending events in their order; it cannot change the list. */
  @Override
  public ListIterator<Event> listIterator() {
    return inOrder().listIterator();
  }

  @Override
  public boolean remove(Event event) {
    int slot = event.getRa();
    if (!isPending(event, slot)) {
      return false;
    }
    eventOfSlot[slot] = null;
    pending--;
    dead++;
    if (dead > DEAD_TOLERATED && dead > pending) {
      dropDead();
    }
    return true;
  }

  @Override
  public Event removeFirst() {
    if (pending == 0) {
      return null;
    }
    settle();
    int slot = slots[0];
    Event first = eventOfSlot[slot];
    eventOfSlot[slot] = null;
    freeSlots[freeCount++] = slot;
    pending--;
    frontOpen = true;
    return first;
  }

  private void insert(Event event, long priority, long sequence) {
    long key = Double.doubleToRawLongBits(event.time() + 0.0);
    if (key < 0) {
      throw new IllegalArgumentException("an event cannot lie at " + event.time());
    }
    int slot = freeCount > 0 ? freeSlots[--freeCount] : newSlot();
    eventOfSlot[slot] = event;
    tieOfSlot[2 * slot] = priority;
    tieOfSlot[2 * slot + 1] = sequence;
    lastSequence = Math.max(lastSequence, sequence);
    firstSequence = Math.min(firstSequence, sequence);
    event.setRa(slot);
    pending++;
    if (frontOpen) {
      frontOpen = false;
      siftDown(0, key, slot);
    } else {
      if (entries == keys.length) {
        keys = Arrays.copyOf(keys, entries * 2);
        slots = Arrays.copyOf(slots, entries * 2);
      }
      siftUp(entries++, key, slot);
    }
  }

  private int newSlot() {
    if (slotCount == eventOfSlot.length) {
      int capacity = slotCount * 2;
      eventOfSlot = Arrays.copyOf(eventOfSlot, capacity);
      tieOfSlot = Arrays.copyOf(tieOfSlot, capacity * 2);
      freeSlots = Arrays.copyOf(freeSlots, capacity);
    }
    return slotCount++;
  }

  /** Makes the first entry of the heap a pending event; there must be one. */
  private void settle() {
    closeFront();
    while (dead > 0 && eventOfSlot[slots[0]] == null) {
      freeSlots[freeCount++] = slots[0];
      dead--;
      dropFront();
    }
  }

  private void closeFront() {
    if (frontOpen) {
      frontOpen = false;
      dropFront();
    }
  }

  private void dropFront() {
    entries--;
    if (entries > 0) {
      siftDown(0, keys[entries], slots[entries]);
    }
  }

  private void dropDead() {
    closeFront();
    int kept = 0;
    for (int i = 0; i < entries; i++) {
      int slot = slots[i];
      if (eventOfSlot[slot] == null) {
        freeSlots[freeCount++] = slot;
      } else {
        keys[kept] = keys[i];
        slots[kept++] = slot;
      }
    }
    entries = kept;
    dead = 0;
    for (int i = (entries - 2) >> ARITY_SHIFT; i >= 0; i--) {
      siftDown(i, keys[i], slots[i]);
    }
  }

  private void siftUp(int start, long key, int slot) {
    int position = start;
    while (position > 0) {
      int parent = (position - 1) >> ARITY_SHIFT;
      long parentKey = keys[parent];
      if (parentKey < key || (parentKey == key && !tieBefore(slot, slots[parent]))) {
        break;
      }
      keys[position] = parentKey;
      slots[position] = slots[parent];
      position = parent;
    }
    keys[position] = key;
    slots[position] = slot;
  }

  private void siftDown(int start, long key, int slot) {
    long[] heap = keys;
    int position = start;
    int child;
    while ((child = (position << ARITY_SHIFT) + 1) < entries) {
      int best = child + ARITY <= entries ? leastOfFour(heap, child) : leastOf(child, entries);
      long least = heap[best];
      if (key < least || (key == least && tieBefore(slot, slots[best]))) {
        break;
      }
      heap[position] = least;
      slots[position] = slots[best];
      position = best;
    }
    heap[position] = key;
    slots[position] = slot;
  }

  /**
   * The place of the least of four neighbours. Which one it is cannot be predicted, so it is found
   * from the sign bits of differences (keys are not negative: no difference overflows).
   */
  private int leastOfFour(long[] heap, int child) {
    long key0 = heap[child];
    long key1 = heap[child + 1];
    long key2 = heap[child + 2];
    long key3 = heap[child + 3];
    long difference01 = key1 - key0;
    long difference23 = key3 - key2;
    long least01 = key0 + (difference01 & difference01 >> 63);
    long least23 = key2 + (difference23 & difference23 >> 63);
    if (difference01 == 0 || difference23 == 0 || least01 == least23) {
      return leastOf(child, child + ARITY);
    }
    int second = (int) ((least23 - least01) >>> 63);
    int place01 = (int) (difference01 >>> 63);
    int place23 = 2 + (int) (difference23 >>> 63);
    return child + place01 + ((place23 - place01) & -second);
  }

  private int leastOf(int from, int to) {
    int best = from;
    for (int other = from + 1; other < to; other++) {
      if (keys[other] < keys[best]
          || (keys[other] == keys[best] && tieBefore(slots[other], slots[best]))) {
        best = other;
      }
    }
    return best;
  }

  private boolean tieBefore(int slot, int otherSlot) {
    long priority = tieOfSlot[2 * slot];
    long otherPriority = tieOfSlot[2 * otherSlot];
    return priority < otherPriority
        || (priority == otherPriority && sequence(slot) < sequence(otherSlot));
  }

  private long sequence(int slot) {
    return tieOfSlot[2 * slot + 1];
  }

  /** Whole numbers that order as the given ones do. */
  private static long orderedBits(double value) {
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private boolean isPending(Event event, int slot) {
    return slot >= 0 && slot < slotCount && eventOfSlot[slot] == event;
  }

  private int slotOf(Event event, Event other) {
    int slot = other.getRa();
    if (!isPending(other, slot)) {
      throw new IllegalArgumentException("the other event is not in this list");
    }
    if (event.time() != other.time()) {
      throw new IllegalArgumentException(
          "an event at " + event.time() + " cannot be a neighbour of one at " + other.time());
    }
    return slot;
  }

  /** The nearest sequence number below (or above) that of a slot, among equal time and priority. */
  private long neighbourSequence(int slot, boolean below) {
    long own = sequence(slot);
    long nearest = below ? own - 2 * SEQUENCE_GAP : own + 2 * SEQUENCE_GAP;
    for (int other = 0; other < slotCount; other++) {
      boolean tied =
          eventOfSlot[other] != null
              && eventOfSlot[other].time() == eventOfSlot[slot].time()
              && tieOfSlot[2 * other] == tieOfSlot[2 * slot];
      long sequence = sequence(other);
      if (tied && below && sequence < own) {
        nearest = Math.max(nearest, sequence);
      } else if (tied && !below && sequence > own) {
        nearest = Math.min(nearest, sequence);
      }
    }
    return nearest;
  }

  private void renumber() {
    // Dead entries keep their numbers, which might then break the order of the heap.
    dropDead();
    long sequence = 0;
    for (Event event : inOrder()) {
      sequence += SEQUENCE_GAP;
      tieOfSlot[2 * event.getRa() + 1] = sequence;
    }
    firstSequence = 0;
    lastSequence = sequence;
  }

  private List<Event> inOrder() {
    Comparator<Event> byTime = Comparator.comparingDouble(Event::time);
    return IntStream.range(0, slotCount)
        .filter(slot -> eventOfSlot[slot] != null)
        .mapToObj(slot -> eventOfSlot[slot])
        .sorted(
            byTime
                .thenComparingLong(event -> tieOfSlot[2 * event.getRa()])
                .thenComparingLong(event -> sequence(event.getRa())))
        .toList();
  }
}
