package io.opisim.tracereplay.format;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The one place that opens trace files.
 *
 * <p>Plain or gzip is told by the first two bytes, never by the name. The text that comes out is
 * valid UTF-8 without NUL characters and without a byte-order mark, and no line of it is longer
 * than {@link #MAX_LINE_CHARS}; a file that is not so gives a {@link TraceProblemException} with
 * the line, after all lines before it.
 */
public final class TraceFiles {
  /** The longest line accepted: far beyond any trace, and small beside any heap. */
  public static final int MAX_LINE_CHARS = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC_FIRST = 0x1f;
  private static final int GZIP_MAGIC_SECOND = 0x8b;

  private TraceFiles() {}

  /** Opens a file; its name in messages is {@code file} as given. */
  public static TraceSource open(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new TraceProblemException(
          name, 0, "is a directory, not a trace file", "name the file in it");
    }
    if (!Files.exists(file)) {
      throw new TraceProblemException(
          name, 0, "there is no such file", "check the path, or give the data folder with --data");
    }
    InputStream bytes;
    try {
      bytes = Files.newInputStream(file);
    } catch (AccessDeniedException e) {
      throw new TraceProblemException(name, 0, "may not be read", "check its permissions");
    }
    return open(name, bytes);
  }

  /**
   * Opens a stream of bytes, which is closed with the source, or here on failure.
   *
   * @param name the name in messages
   */
  public static TraceSource open(String name, InputStream bytes) throws IOException {
    BufferedReader text = null;
    try {
      text = new BufferedReader(new GuardedText(name, unpacked(name, bytes), MAX_LINE_CHARS));
      text.mark(1);
      if (text.read() < 0) {
        throw new TraceProblemException(
            name, 0, "is empty", "a trace has a header line and a line per job");
      }
      text.reset();
      return new TraceSource(name, text);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream unpacked(String name, InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_MAGIC_FIRST && buffered.read() == GZIP_MAGIC_SECOND;
    buffered.reset();
    if (!gzip) {
      return buffered;
    }
    try {
      return new GZIPInputStream(buffered, BUFFER_BYTES);
    } catch (EOFException e) {
      throw truncated(name, 0);
    } catch (ZipException e) {
      throw damaged(name, 0, e);
    }
  }

  static TraceProblemException truncated(String name, long line) {
    return new TraceProblemException(
        name, line, "the gzip file ends before its data does", "copy or download it again");
  }

  static TraceProblemException damaged(String name, long line, ZipException cause) {
    TraceProblemException problem =
        new TraceProblemException(
            name,
            line,
            "the gzip data is damaged: " + cause.getMessage(),
            "copy or download it again");
    problem.initCause(cause);
    return problem;
  }
}
