package io.opisim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything below a folder, hidden files too. */
final class Tree {
  private Tree() {}

  /**
   * Relative path to the SHA-256 of a file or the word folder; empty if there is no such folder.
   */
  static SortedMap<String, String> of(Path root) throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    if (!Files.exists(root)) {
      return tree;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        tree.put(root.relativize(path).toString(), mark(path));
      }
    }
    return tree;
  }

  /** The same without what may differ: facts of the machine. */
  static SortedMap<String, String> compared(Path root) throws IOException {
    SortedMap<String, String> tree = of(root);
    tree.keySet().removeIf(path -> path.endsWith("timing.json"));
    return tree;
  }

  private static String mark(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return "folder";
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(path)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
