package io.opisim.scenarios.scenario;

/**
 * One thing wrong with an input file.
 *
 * @param file the file as the user named it
 * @param line 1-based line, or 0 for the file as a whole
 * @param path where in the document, as {@code cluster.nodes[0].count}, or empty
 * @param message what is wrong
 * @param hint what would be right, or empty
 */
public record Problem(String file, int line, String path, String message, String hint) {
  /** The problem on one line, as printed: {@code file:line: path: message (hint)}. */
  public String render() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(message);
    if (!hint.isEmpty()) {
      text.append(" (").append(hint).append(')');
    }
    return text.toString();
  }
}
