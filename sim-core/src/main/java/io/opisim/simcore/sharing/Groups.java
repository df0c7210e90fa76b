package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * The groups of present activities that nothing distinguishes: same resources, weights, share and
 * cap. The fair shares are solved for groups, however many activities one holds.
 *
 * <p>Each pair of a group and a resource it uses is an <i>entry</i>. The entries of a group lie
 * side by side; freed runs of entries are used again for groups of as many resources.
 *
 * <p><i>Caveats:</i> arrays are open to the package and grow, so they are read through this object
 * at each use.
 */
final class Groups {
  static final int NONE = -1;

  int[] firstEntry = {};
  int[] entryCount = {};
  int[] members = {};
  double[] shares = {};
  double[] caps = {};

  /** The private resource that stands for the cap: the last entry, or NONE. */
  int[] capResources = {};

  int[] entryResource = {};
  int[] entryGroup = {};

  /** What one unit of rate of one member takes of the resource. */
  double[] weights = {};

  /** What one unit of normalised rate of all members takes: weight x share x members. */
  double[] load = {};

  private int[] hashes = {};
  private int[] chains = {};
  private int[] buckets = new int[64];
  private int[] freeEntries = {};
  private int freeGroup = NONE;
  private int groupsMade;
  private int entriesMade;
  private int present;

  Groups() {
    Arrays.fill(buckets, NONE);
  }

  /** Numbers of groups lie below this. */
  int bound() {
    return groupsMade;
  }

  boolean isPresent(int group) {
    return entryCount[group] > 0;
  }

  int present() {
    return present;
  }

  double loadOf(int entry, int group) {
    return weights[entry] * shares[group] * members[group];
  }

  int end(int group) {
    return firstEntry[group] + entryCount[group];
  }

  static int hash(int[] resources, double[] wanted, double share, double cap) {
    long hash = Double.doubleToRawLongBits(share) * 31 + Double.doubleToRawLongBits(cap);
    for (int i = 0; i < resources.length; i++) {
      hash = (hash * 31 + resources[i]) * 31 + Double.doubleToRawLongBits(wanted[i]);
    }
    hash *= 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32);
  }

  /** The present group that asks for exactly this, of this {@link #hash}, or {@link #NONE}. */
  int find(int hash, int[] resources, double[] wanted, double share, double cap) {
    for (int group = buckets[bucket(hash)]; group != NONE; group = chains[group]) {
      if (hashes[group] == hash && asks(group, resources, wanted, share, cap)) {
        return group;
      }
    }
    return NONE;
  }

  /** A new group without members, of this {@link #hash}. */
  int add(int hash, int[] resources, double[] wanted, double share, double cap, int capResource) {
    int group = takeGroup();
    int own = resources.length;
    int count = capResource == NONE ? own : own + 1;
    int first = takeEntries(count);
    firstEntry[group] = first;
    entryCount[group] = count;
    members[group] = 0;
    shares[group] = share;
    caps[group] = cap;
    capResources[group] = capResource;
    for (int i = 0; i < count; i++) {
      entryGroup[first + i] = group;
      entryResource[first + i] = i < own ? resources[i] : capResource;
      weights[first + i] = i < own ? wanted[i] : 1;
      load[first + i] = 0;
    }
    hashes[group] = hash;
    if (++present > buckets.length) {
      rehash();
    }
    int bucket = bucket(hashes[group]);
    chains[group] = buckets[bucket];
    buckets[bucket] = group;
    return group;
  }

  void remove(int group) {
    int bucket = bucket(hashes[group]);
    if (buckets[bucket] == group) {
      buckets[bucket] = chains[group];
    } else {
      int before = buckets[bucket];
      while (chains[before] != group) {
        before = chains[before];
      }
      chains[before] = chains[group];
    }
    int first = firstEntry[group];
    entryResource[first] = freeEntries[entryCount[group]];
    freeEntries[entryCount[group]] = first;
    entryCount[group] = 0;
    chains[group] = freeGroup;
    freeGroup = group;
    present--;
  }

  private boolean asks(int group, int[] resources, double[] wanted, double share, double cap) {
    int own = entryCount[group] - (capResources[group] == NONE ? 0 : 1);
    if (own != resources.length || shares[group] != share || caps[group] != cap) {
      return false;
    }
    int first = firstEntry[group];
    for (int i = 0; i < own; i++) {
      if (entryResource[first + i] != resources[i] || weights[first + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private int bucket(int hash) {
    return hash & buckets.length - 1;
  }

  private void rehash() {
    int[] old = buckets;
    buckets = new int[2 * old.length];
    Arrays.fill(buckets, NONE);
    for (int head : old) {
      int group = head;
      while (group != NONE) {
        int next = chains[group];
        int bucket = bucket(hashes[group]);
        chains[group] = buckets[bucket];
        buckets[bucket] = group;
        group = next;
      }
    }
  }

  private int takeGroup() {
    if (freeGroup != NONE) {
      int group = freeGroup;
      freeGroup = chains[group];
      return group;
    }
    if (groupsMade == firstEntry.length) {
      growGroups(Math.max(16, 2 * groupsMade));
    }
    return groupsMade++;
  }

  private void growGroups(int size) {
    firstEntry = Arrays.copyOf(firstEntry, size);
    entryCount = Arrays.copyOf(entryCount, size);
    members = Arrays.copyOf(members, size);
    shares = Arrays.copyOf(shares, size);
    caps = Arrays.copyOf(caps, size);
    capResources = Arrays.copyOf(capResources, size);
    hashes = Arrays.copyOf(hashes, size);
    chains = Arrays.copyOf(chains, size);
  }

  private int takeEntries(int count) {
    if (count >= freeEntries.length) {
      growFreeEntries(count + 1);
    }
    int free = freeEntries[count];
    if (free != NONE) {
      freeEntries[count] = entryResource[free];
      return free;
    }
    if (entriesMade + count > entryResource.length) {
      growEntries(Math.max(entriesMade + count, 2 * entriesMade));
    }
    int first = entriesMade;
    entriesMade += count;
    return first;
  }

  private void growEntries(int size) {
    entryResource = Arrays.copyOf(entryResource, size);
    entryGroup = Arrays.copyOf(entryGroup, size);
    weights = Arrays.copyOf(weights, size);
    load = Arrays.copyOf(load, size);
  }

  private void growFreeEntries(int size) {
    int before = freeEntries.length;
    freeEntries = Arrays.copyOf(freeEntries, size);
    Arrays.fill(freeEntries, before, size, NONE);
  }
}
