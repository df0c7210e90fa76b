package io.opisim.scenarios.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where the files of one kind lie: in the jar (or the build's class folder) and in folders. */
final class CatalogFiles {
  private static final String ENDING = ".yaml";
  private static final String ROOT = "io/opisim/scenarios/catalog/";

  private CatalogFiles() {}

  /** Opens one file; {@code name} is what messages call it; {@code own} is a user's file. */
  record Source(String name, Opener opener, Optional<Path> own) {
    /** Opens the file. */
    interface Opener {
      InputStream open() throws IOException;
    }
  }

  /** Id to file; a later folder wins over an earlier one, any over the jar. */
  static SortedMap<String, Source> find(String kind, List<Path> folders) throws IOException {
    SortedMap<String, Source> found = new TreeMap<>();
    for (String id : packaged(kind)) {
      String resource = "/" + ROOT + kind + "/" + id + ENDING;
      String name = "catalog/" + kind + "/" + id + ENDING;
      Source.Opener opener = () -> CatalogFiles.class.getResourceAsStream(resource);
      found.put(id, new Source(name, opener, Optional.empty()));
    }
    for (Path folder : folders) {
      for (Path file : yamlFiles(folder.resolve(kind))) {
        Source.Opener opener = () -> Files.newInputStream(file);
        found.put(idOf(file), new Source(file.toString(), opener, Optional.of(file)));
      }
    }
    return found;
  }

  private static List<String> packaged(String kind) throws IOException {
    Path place;
    try {
      place =
          Path.of(CatalogFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("the program's own place is no path", impossible);
    }
    String prefix = ROOT + kind + "/";
    if (Files.isDirectory(place)) {
      return yamlFiles(place.resolve(prefix)).stream().map(CatalogFiles::idOf).toList();
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(prefix) && name.endsWith(ENDING))
          .map(name -> name.substring(prefix.length(), name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }

  private static List<Path> yamlFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  private static String idOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }
}
