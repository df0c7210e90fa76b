package io.opisim.hwvalidate.spdk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a byte stream into lines, however the bytes come: one by one, or many lines in one read.
 *
 * <p>SPDK ends each answer by one line feed and escapes those inside, so a line is an answer.
 */
final class LineAssembler {
  private static final int INITIAL_BYTES = 8192;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int start;
  private int scanned;
  private int end;

  /** Takes over all bytes of the chunk. */
  void append(ByteBuffer chunk) {
    int added = chunk.remaining();
    if (end + added > bytes.length) {
      makeRoom(added);
    }
    chunk.get(bytes, end, added);
    end += added;
  }

  /** The next whole line without its line feed, or empty if its end has not come. */
  Optional<byte[]> nextLine() {
    for (; scanned < end; scanned++) {
      if (bytes[scanned] == '\n') {
        byte[] line = Arrays.copyOfRange(bytes, start, scanned);
        scanned++;
        start = scanned;
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** Bytes of the line whose end has not come. */
  int pendingBytes() {
    return end - start;
  }

  /** The first bytes of the line whose end has not come. */
  byte[] pendingHead(int limitBytes) {
    return Arrays.copyOfRange(bytes, start, Math.min(end, start + limitBytes));
  }

  private void makeRoom(int added) {
    int pending = pendingBytes();
    byte[] target =
        pending + added > bytes.length
            ? new byte[Math.max(bytes.length * 2, pending + added)]
            : bytes;
    System.arraycopy(bytes, start, target, 0, pending);
    bytes = target;
    scanned -= start;
    start = 0;
    end = pending;
  }
}
