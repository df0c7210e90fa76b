package io.opisim.scheduler.state;

import io.opisim.scheduler.IntCursor;
import java.util.Arrays;

/**
 * A set of small integers in the order of a key held outside, ties in the order of the integers.
 *
 * <p>A sorted list cut into blocks: an insert or removal searches two levels and moves at most one
 * block. Nothing is allocated but blocks.
 *
 * <p>Caveats: one thread; the key of a member must not change (take it out, change it, put it
 * back); cursors are spoilt by changes.
 */
final class OrderedInts {
  private static final int BLOCK = 256;

  private final long[] keys;
  private int[][] blocks = new int[4][];
  private int[] sizes = new int[4];
  private int[] spare;
  private int blockCount;
  private int size;

  /** An empty set ordered by {@code keys[member]}. */
  OrderedInts(long[] keys) {
    this.keys = keys;
  }

  int size() {
    return size;
  }

  int first() {
    return size == 0 ? -1 : blocks[0][0];
  }

  void add(int member) {
    if (blockCount == 0) {
      blocks[0] = spare == null ? new int[16] : spare;
      spare = null;
      blockCount = 1;
      blocks[0][0] = member;
      sizes[0] = 1;
      size = 1;
      return;
    }
    int block = Math.min(firstBlockNotBefore(keys[member], member), blockCount - 1);
    if (sizes[block] == BLOCK) {
      split(block);
      if (isBefore(blocks[block][sizes[block] - 1], keys[member], member)) {
        block++;
      }
    }
    int position = positionIn(block, keys[member], member);
    if (sizes[block] == blocks[block].length) {
      blocks[block] = Arrays.copyOf(blocks[block], Math.min(BLOCK, sizes[block] * 2));
    }
    int[] members = blocks[block];
    System.arraycopy(members, position, members, position + 1, sizes[block] - position);
    members[position] = member;
    sizes[block]++;
    size++;
  }

  void remove(int member) {
    int block = firstBlockNotBefore(keys[member], member);
    int position = block < blockCount ? positionIn(block, keys[member], member) : 0;
    if (block == blockCount || blocks[block][position] != member) {
      throw new IllegalStateException(member + " is not in the set under key " + keys[member]);
    }
    int[] members = blocks[block];
    sizes[block]--;
    System.arraycopy(members, position + 1, members, position, sizes[block] - position);
    size--;
    if (sizes[block] == 0) {
      removeBlock(block);
    }
  }

  /** All members, in order. */
  IntCursor ascending() {
    return new Ascending(0, 0);
  }

  /** The members whose key is {@code key} or more, in order. */
  IntCursor ascendingFrom(long key) {
    int block = firstBlockNotBefore(key, Integer.MIN_VALUE);
    int position = block < blockCount ? positionIn(block, key, Integer.MIN_VALUE) : 0;
    return new Ascending(block, position);
  }

  /** All members, last first. */
  IntCursor descending() {
    return new Descending(blockCount - 1, blockCount == 0 ? -1 : sizes[blockCount - 1] - 1);
  }

  private boolean isBefore(int member, long key, int other) {
    long own = keys[member];
    return own < key || (own == key && member < other);
  }

  private int firstBlockNotBefore(long key, int member) {
    int low = 0;
    int high = blockCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(blocks[middle][sizes[middle] - 1], key, member)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int positionIn(int block, long key, int member) {
    int[] members = blocks[block];
    int low = 0;
    int high = sizes[block];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(members[middle], key, member)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void split(int block) {
    int half = BLOCK / 2;
    int[] upper = Arrays.copyOfRange(blocks[block], half, half + BLOCK);
    insertBlock(block + 1, upper, BLOCK - half);
    sizes[block] = half;
  }

  private void insertBlock(int index, int[] members, int count) {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, blockCount * 2);
      sizes = Arrays.copyOf(sizes, blockCount * 2);
    }
    System.arraycopy(blocks, index, blocks, index + 1, blockCount - index);
    System.arraycopy(sizes, index, sizes, index + 1, blockCount - index);
    blocks[index] = members;
    sizes[index] = count;
    blockCount++;
  }

  private void removeBlock(int index) {
    blockCount--;
    spare = blocks[index];
    System.arraycopy(blocks, index + 1, blocks, index, blockCount - index);
    System.arraycopy(sizes, index + 1, sizes, index, blockCount - index);
    blocks[blockCount] = null;
  }

  private final class Ascending implements IntCursor {
    private int block;
    private int position;

    Ascending(int block, int position) {
      this.block = block;
      this.position = position;
    }

    @Override
    public int next() {
      if (block >= blockCount) {
        return -1;
      }
      int member = blocks[block][position++];
      if (position == sizes[block]) {
        block++;
        position = 0;
      }
      return member;
    }
  }

  private final class Descending implements IntCursor {
    private int block;
    private int position;

    Descending(int block, int position) {
      this.block = block;
      this.position = position;
    }

    @Override
    public int next() {
      if (block < 0) {
        return -1;
      }
      int member = blocks[block][position--];
      if (position < 0) {
        block--;
        position = block < 0 ? -1 : sizes[block] - 1;
      }
      return member;
    }
  }
}
