package io.opisim.hwvalidate.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The cases that are installed, ours and those of other jars. */
public final class ValidationCases {
  private ValidationCases() {}

  /**
   * All cases, sorted by id.
   *
   * @throws IllegalStateException if two cases share an id
   */
  public static List<ValidationCase> all() {
    TreeMap<String, ValidationCase> byId = new TreeMap<>(Comparator.naturalOrder());
    for (ValidationCase found : ServiceLoader.load(ValidationCase.class)) {
      ValidationCase other = byId.put(found.id(), found);
      if (other != null) {
        throw new IllegalStateException(
            other.getClass() + " and " + found.getClass() + " are both called " + found.id());
      }
    }
    return List.copyOf(byId.values());
  }

  /** The case of that id. */
  public static Optional<ValidationCase> find(String id) {
    return all().stream().filter(found -> found.id().equals(id)).findFirst();
  }
}
