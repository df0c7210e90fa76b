package io.opisim.tracereplay.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The formats there are, sorted by id, and the ways to find the one of a file. */
public final class TraceFormats {
  private final List<TraceFormat> formats;

  /**
   * A registry of {@code formats}.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public TraceFormats(List<TraceFormat> formats) {
    this.formats = formats.stream().sorted(Comparator.comparing(TraceFormat::id)).toList();
    if (this.formats.stream().map(TraceFormat::id).distinct().count() != formats.size()) {
      throw new IllegalArgumentException("two trace formats have the same id: " + ids());
    }
  }

  /** All formats on the class path. */
  public static TraceFormats load() {
    return new TraceFormats(
        ServiceLoader.load(TraceFormat.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** All formats, sorted by id. */
  public List<TraceFormat> all() {
    return formats;
  }

  /** The format of that id. */
  public Optional<TraceFormat> find(String id) {
    return formats.stream().filter(format -> format.id().equals(id)).findFirst();
  }

  /** What to write instead of an id that there is not: the nearest one, and all of them. */
  public String hintFor(String unknownId) {
    List<String> ids = formats.stream().map(TraceFormat::id).toList();
    String near = NearMiss.hint(unknownId, ids, "did you mean ");
    return (near.isEmpty() ? "" : near + " ") + "known formats: " + ids();
  }

  /** Opens {@code file}, in the format of that id, or, if the id is empty, of its header. */
  public OpenTrace open(Path file, String formatId) throws IOException {
    Optional<TraceFormat> named = find(formatId);
    if (!formatId.isEmpty() && named.isEmpty()) {
      throw new TraceProblemException(
          file.toString(), 0, "unknown trace format '" + formatId + "'", hintFor(formatId));
    }
    return open(TraceFiles.open(file), named);
  }

  /** Starts reading {@code source}, in {@code named} or else the format of its header. */
  public OpenTrace open(TraceSource source, Optional<TraceFormat> named) throws IOException {
    try {
      TraceFormat format = named.isPresent() ? named.get() : sniff(source);
      return new OpenTrace(format, new UniqueNames(source.file(), format.open(source)));
    } catch (IOException e) {
      source.text().close();
      throw e;
    }
  }

  /**
   * The format that recognises the first line; the source stands before that line again.
   *
   * @throws TraceProblemException if no format, or more than one, does
   */
  public TraceFormat sniff(TraceSource source) throws IOException {
    source.text().mark(TraceFiles.MAX_LINE_CHARS + 2);
    // Some tools quote every name; no name here has a quote in it.
    String header = source.text().readLine().replace("\"", "");
    source.text().reset();
    List<TraceFormat> matching = formats.stream().filter(format -> format.matches(header)).toList();
    if (matching.isEmpty()) {
      throw new TraceProblemException(
          source.file(), 1, "no trace format has this header", nearestHeader(header));
    }
    if (matching.size() > 1) {
      throw new TraceProblemException(
          source.file(),
          1,
          "the header is that of several formats: "
              + matching.stream().map(TraceFormat::id).collect(Collectors.joining(", ")),
          "name the one that is meant");
    }
    return matching.get(0);
  }

  private String nearestHeader(String header) {
    List<String> columns = Arrays.asList(header.split(","));
    TraceFormat best = null;
    long bestShare = 0;
    for (TraceFormat format : formats) {
      long share = format.requiredColumns().stream().filter(columns::contains).count();
      if (share > bestShare) {
        bestShare = share;
        best = format;
      }
    }
    if (best == null) {
      return "known formats: " + ids();
    }
    List<String> missing =
        best.requiredColumns().stream().filter(column -> !columns.contains(column)).toList();
    return missing.isEmpty()
        ? "nearest is " + best.id() + "; name it to read the file as such"
        : "nearest is " + best.id() + ", but missing here: " + String.join(", ", missing);
  }

  private String ids() {
    return formats.stream().map(TraceFormat::id).collect(Collectors.joining(", "));
  }
}
