package io.opisim.tracereplay.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Bytes decoded as strict UTF-8, with a limit on the length of a line.
 *
 * <p>Everything before a fault is handed out first, so that a parser behind this reader sees all
 * good lines and then the fault with its line. Memory does not depend on the length of a line.
 */
final class GuardedText extends Reader {
  private static final int BUFFER_BYTES = 1 << 13;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final InputStream bytes;
  private final int maxLineChars;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer undecoded = ByteBuffer.allocate(BUFFER_BYTES).flip();

  private final char[] decoded = new char[BUFFER_BYTES];

  private int position;
  private int end;
  private boolean finished;
  private long line = 1;
  private int lineChars;
  private boolean started;
  private boolean endOfBytes;
  private IOException fault;

  GuardedText(String name, InputStream bytes, int maxLineChars) {
    this.name = name;
    this.bytes = bytes;
    this.maxLineChars = maxLineChars;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (position == end && fault == null && !finished) {
      decode();
    }
    if (position < end) {
      int count = Math.min(length, end - position);
      System.arraycopy(decoded, position, target, offset, count);
      position += count;
      return count;
    }
    if (fault != null) {
      throw fault;
    }
    return -1;
  }

  /** Decodes and checks some bytes; keeps a fault until what came before it has been read. */
  private void decode() {
    CharBuffer target = CharBuffer.wrap(decoded);
    IOException behind = null;
    try {
      fill();
      if (decoder.decode(undecoded, target, endOfBytes).isError()) {
        behind = notText("is not UTF-8 text");
      }
    } catch (EOFException e) {
      behind = TraceFiles.truncated(name, line);
    } catch (ZipException e) {
      behind = TraceFiles.damaged(name, line, e);
    } catch (IOException e) {
      behind = e;
    }
    finished = endOfBytes && !undecoded.hasRemaining();
    accept(target.position());
    if (fault == null && behind != null) {
      // Only now is the line of the fault known.
      fault =
          behind instanceof TraceProblemException problem
              ? new TraceProblemException(name, line, problem.getMessage(), problem.hint())
              : behind;
    }
  }

  private void fill() throws IOException {
    // A decoder may leave the first bytes of a character: they stay in front of what is read now.
    if (endOfBytes || undecoded.remaining() >= 4) {
      return;
    }
    undecoded.compact();
    int count = bytes.read(undecoded.array(), undecoded.position(), undecoded.remaining());
    if (count < 0) {
      endOfBytes = true;
    } else {
      undecoded.position(undecoded.position() + count);
    }
    undecoded.flip();
  }

  /** Checks {@code count} new characters; stops in front of the first that is not accepted. */
  private void accept(int count) {
    position = 0;
    end = count;
    if (!started && count > 0) {
      started = true;
      position = decoded[0] == BYTE_ORDER_MARK ? 1 : 0;
    }
    for (int i = position; i < count; i++) {
      char character = decoded[i];
      if (character == '\n') {
        line++;
        lineChars = 0;
      } else if (character == 0) {
        fault = notText("holds a NUL character, so it is not text");
      } else if (++lineChars > maxLineChars) {
        fault =
            new TraceProblemException(
                name,
                line,
                "the line is longer than " + maxLineChars + " characters",
                "is a line end missing, or is this another kind of file?");
      }
      if (fault != null) {
        end = i;
        return;
      }
    }
  }

  private TraceProblemException notText(String message) {
    return new TraceProblemException(
        name, line, message, "a trace is CSV text, plain or gzip; is this another kind of file?");
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
