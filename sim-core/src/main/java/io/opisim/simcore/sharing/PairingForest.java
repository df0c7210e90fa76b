package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * Many pairing heaps over numbered items, each item in one heap at most; ties to the lower number.
 *
 * <p>Fredman, Sedgewick, Sleator and Tarjan, "The pairing heap", Algorithmica 1, 1986: adding is
 * one comparison, removing the first of n costs about log n of them, amortised.
 */
final class PairingForest {
  static final int NONE = -1;

  private double[] keys = {};
  private int[] children = {};
  private int[] siblings = {};

  /** The sibling to the left, or the parent of a first child. */
  private int[] lefts = {};

  private int[] roots = {};

  void growItems(int size) {
    keys = Arrays.copyOf(keys, size);
    children = Arrays.copyOf(children, size);
    siblings = Arrays.copyOf(siblings, size);
    lefts = Arrays.copyOf(lefts, size);
  }

  void growHeaps(int size) {
    int before = roots.length;
    roots = Arrays.copyOf(roots, size);
    Arrays.fill(roots, before, size, NONE);
  }

  /** The item of the smallest key, or {@link #NONE}. */
  int first(int heap) {
    return roots[heap];
  }

  double key(int item) {
    return keys[item];
  }

  void clear(int heap) {
    roots[heap] = NONE;
  }

  void add(int heap, int item, double key) {
    keys[item] = key;
    children[item] = NONE;
    siblings[item] = NONE;
    lefts[item] = NONE;
    int root = roots[heap];
    roots[heap] = root == NONE ? item : link(root, item);
  }

  void remove(int heap, int item) {
    int rest = mergeSiblings(children[item]);
    if (roots[heap] == item) {
      roots[heap] = rest;
      return;
    }
    int left = lefts[item];
    int right = siblings[item];
    if (children[left] == item) {
      children[left] = right;
    } else {
      siblings[left] = right;
    }
    if (right != NONE) {
      lefts[right] = left;
    }
    if (rest != NONE) {
      roots[heap] = link(roots[heap], rest);
    }
  }

  /** Pairs the siblings from left to right, then folds the pairs from right to left. */
  private int mergeSiblings(int first) {
    int pairs = NONE;
    int item = first;
    while (item != NONE) {
      int partner = siblings[item];
      int next = partner == NONE ? NONE : siblings[partner];
      siblings[item] = NONE;
      int pair = item;
      if (partner != NONE) {
        siblings[partner] = NONE;
        pair = link(item, partner);
      }
      siblings[pair] = pairs;
      pairs = pair;
      item = next;
    }
    int root = pairs;
    if (root != NONE) {
      int next = siblings[root];
      siblings[root] = NONE;
      while (next != NONE) {
        int after = siblings[next];
        siblings[next] = NONE;
        root = link(root, next);
        next = after;
      }
      lefts[root] = NONE;
    }
    return root;
  }

  private int link(int a, int b) {
    boolean aFirst = keys[a] < keys[b] || keys[a] == keys[b] && a < b;
    int parent = aFirst ? a : b;
    int child = aFirst ? b : a;
    int eldest = children[parent];
    siblings[child] = eldest;
    if (eldest != NONE) {
      lefts[eldest] = child;
    }
    lefts[child] = parent;
    children[parent] = child;
    return parent;
  }
}
