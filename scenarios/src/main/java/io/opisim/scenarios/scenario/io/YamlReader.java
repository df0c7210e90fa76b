package io.opisim.scenarios.scenario.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import io.opisim.scenarios.scenario.io.YamlNode.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one YAML document into a tree of texts.
 *
 * <p>Only the event stream of the parser is used, so that YAML 1.1 cannot turn {@code 1:1} into 61
 * or {@code no} into false, and anchors cost nothing before they are refused.
 */
public final class YamlReader {
  /** Largest file read: people write these; the parser takes a second for the worst of this. */
  public static final int MAX_BYTES = 1 << 20;

  /** Deepest nesting of maps and lists read. */
  public static final int MAX_DEPTH = 50;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final Collection<Problem> problems;
  private YAMLParser parser;

  private YamlReader(String file, Collection<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads a file; adds to the problems and returns empty if it is not a document. */
  public static Optional<YamlNode> read(Path path, Collection<Problem> problems) {
    String file = path.toString();
    byte[] bytes;
    if (Files.isDirectory(path)) {
      problems.add(new Problem(file, 0, "", "is a folder", "name a file"));
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException missing) {
      problems.add(new Problem(file, 0, "", "there is no such file", "check the spelling"));
      return Optional.empty();
    } catch (AccessDeniedException denied) {
      problems.add(new Problem(file, 0, "", "may not be read", "check its permissions"));
      return Optional.empty();
    } catch (IOException unreadable) {
      problems.add(new Problem(file, 0, "", "cannot be read", "" + unreadable.getMessage()));
      return Optional.empty();
    }
    return parse(file, bytes, problems);
  }

  /** Reads bytes that came from {@code file}. */
  public static Optional<YamlNode> parse(String file, byte[] bytes, Collection<Problem> problems) {
    return new YamlReader(file, problems).document(bytes);
  }

  private Optional<YamlNode> document(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return fail(0, "is larger than " + (MAX_BYTES >> 20) + " MiB", "is this a trace?");
    }
    String text = decode(bytes);
    if (text == null || !plausible(text)) {
      return Optional.empty();
    }
    try (YAMLParser yaml = new YAMLFactory().createParser(new StringReader(text))) {
      parser = yaml;
      if (yaml.nextToken() == null) {
        return fail(0, "is empty", "write at least question, cluster, workload and scheduling");
      }
      YamlNode root = node(0);
      if (yaml.nextToken() != null) {
        fail(line(), "a second document starts here", "keep one document a file");
      }
      return Optional.of(root);
    } catch (Refused refused) {
      return fail(refused.line, refused.getMessage(), refused.hint);
    } catch (JsonProcessingException broken) {
      JsonLocation at = broken.getLocation();
      return fail(
          at == null ? 0 : at.getLineNr(),
          "not YAML: " + firstLines(broken.getOriginalMessage()),
          "check quotes, brackets and indentation");
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory failed", impossible);
    }
  }

  private YamlNode node(int depth) throws IOException {
    Origin origin = origin();
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias()) {
      throw new Refused(
          line(),
          "the alias *" + parser.getText() + " is not accepted",
          "use import, or repeat it");
    }
    if (parser.getObjectId() != null) {
      throw new Refused(
          line(),
          "the anchor &" + parser.getObjectId() + " is not accepted",
          "use import, or repeat it");
    }
    if (parser.getTypeId() != null) {
      throw new Refused(
          line(), "the tag " + parser.getTypeId() + " is not accepted", "write the value alone");
    }
    if (depth > MAX_DEPTH) {
      throw new Refused(line(), "nested deeper than " + MAX_DEPTH + " levels", "");
    }
    if (token == JsonToken.START_OBJECT) {
      return map(origin, depth);
    }
    return token == JsonToken.START_ARRAY ? list(origin, depth) : scalar(origin, token);
  }

  private YamlScalar scalar(Origin origin, JsonToken token) throws IOException {
    String text = parser.getText();
    return new YamlScalar(origin, text == null ? "" : text, token == JsonToken.VALUE_NULL);
  }

  private YamlList list(Origin origin, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new YamlList(origin, items);
  }

  private YamlMap map(Origin origin, int depth) throws IOException {
    Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Origin keyOrigin = origin();
      parser.nextToken();
      YamlNode value = node(depth + 1);
      YamlMap.Entry first = entries.putIfAbsent(key, new YamlMap.Entry(keyOrigin, value));
      if (first != null) {
        fail(
            keyOrigin.line(),
            "the key \"" + key + "\" is there twice",
            "it is on line " + first.keyOrigin().line() + " too; keep one");
      }
    }
    return new YamlMap(origin, entries);
  }

  private Origin origin() {
    JsonLocation at = parser.currentTokenLocation();
    return new Origin(file, at.getLineNr(), at.getColumnNr());
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private String decode(byte[] bytes) {
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, chars, true);
    chars.flip();
    if (result.isError()) {
      int line = 1 + (int) chars.chars().filter(c -> c == '\n').count();
      fail(line, "is not UTF-8 text", "save it as UTF-8");
      return null;
    }
    String text = chars.toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Finds what the parser would report obscurely: control characters, tabs that indent. */
  private boolean plausible(String text) {
    int line = 1;
    boolean indent = true;
    boolean plausible = true;
    for (int i = 0; i < text.length() && plausible; i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        fail(line, "holds the control character " + (int) c, "is this a text file?");
        plausible = false;
      } else if (c == '\t' && indent) {
        fail(line, "is indented with a tab", "indent with spaces");
        plausible = false;
      }
      indent = c == '\n' || (indent && c == ' ');
      line += c == '\n' ? 1 : 0;
    }
    return plausible;
  }

  private Optional<YamlNode> fail(int line, String message, String hint) {
    problems.add(new Problem(file, line, "", message, hint));
    return Optional.empty();
  }

  /** Keeps the sentences of the parser's message and drops its quotes of the file. */
  private static String firstLines(String message) {
    StringBuilder text = new StringBuilder();
    for (String part : message.lines().toList()) {
      boolean sentence = !part.isBlank() && !part.startsWith(" ");
      if (sentence) {
        text.append(text.length() == 0 ? "" : ", ").append(part.strip());
      }
    }
    int end = Math.min(text.length(), 160);
    return text.substring(0, end);
  }

  /** Ends the reading of a document that is well-formed but not accepted. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String hint;

    Refused(int line, String message, String hint) {
      super(message);
      this.line = line;
      this.hint = hint;
    }
  }
}
