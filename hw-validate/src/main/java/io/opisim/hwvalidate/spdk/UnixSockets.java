package io.opisim.hwvalidate.spdk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;

/** Connects to Unix sockets; each way in which that fails has its own sentence. */
final class UnixSockets {
  static final String WHICH_SOCKET =
      "is it the RPC socket of an SPDK target? spdk_tgt -r names it, /var/tmp/spdk.sock by default";

  /** What the Java runtime takes; the kernel's own field is 108 bytes with its closing zero. */
  static final int LONGEST_PATH_BYTES = 106;

  private static final Duration RETRY_PAUSE = Duration.ofMillis(20);

  private UnixSockets() {}

  /**
   * Connects, non-blocking from then on.
   *
   * <p>A Unix socket connects at once or not at all. The operating system's sentences depend on the
   * language set, so everything but "refused" is found out beforehand from the file; what is left
   * is a full queue of connections, which may clear.
   */
  static SocketChannel connect(Path socket, Deadline deadline) throws SpdkException {
    checkPath(socket);
    while (true) {
      SocketChannel channel = openChannel(socket);
      String reason;
      try {
        channel.configureBlocking(false);
        if (channel.connect(UnixDomainSocketAddress.of(socket))) {
          return channel;
        }
        throw new IOException("the connection stays pending");
      } catch (ConnectException e) {
        closeAfter(e, channel);
        throw new SpdkException(
            socket.toString(),
            "no process listens on this socket",
            "the target has ended, or another one listens elsewhere: " + WHICH_SOCKET);
      } catch (IOException e) {
        closeAfter(e, channel);
        reason = e.getMessage();
      }
      if (deadline.isOver()) {
        throw new SpdkException(
            socket.toString(),
            "takes no connection within " + seconds(deadline.allowed()) + ": " + reason,
            "the target listens but does not come to accepting; is it stopped or overloaded?");
      }
      pause(socket);
    }
  }

  /** Closes a channel that failed, keeping a second failure with the first one. */
  static void closeAfter(IOException failure, SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    String text = String.format(Locale.ROOT, "%.3f", seconds);
    return text.replaceAll("\\.?0+$", "") + " s";
  }

  private static void checkPath(Path socket) throws SpdkException {
    String name = socket.toString();
    int pathBytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (pathBytes > LONGEST_PATH_BYTES) {
      throw new SpdkException(
          name,
          "a path of " + pathBytes + " bytes; a Unix socket may have " + LONGEST_PATH_BYTES,
          "name it by a shorter path: relative, or through a symbolic link to its folder");
    }
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(socket, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      throw notAllowed(name);
    } catch (IOException e) {
      throw new SpdkException(name, "no such socket", WHICH_SOCKET);
    }
    if (attributes.isDirectory()) {
      throw new SpdkException(name, "a folder, not a socket", WHICH_SOCKET);
    }
    if (attributes.isRegularFile()) {
      throw new SpdkException(name, "a file, not a socket", WHICH_SOCKET);
    }
    if (!Files.isWritable(socket)) {
      throw notAllowed(name);
    }
  }

  private static SpdkException notAllowed(String name) {
    return new SpdkException(
        name, "not allowed to connect", "the target's user owns its socket: run as that user");
  }

  private static SocketChannel openChannel(Path socket) throws SpdkException {
    try {
      return SocketChannel.open(StandardProtocolFamily.UNIX);
    } catch (IOException | UnsupportedOperationException e) {
      throw new SpdkException(socket.toString(), "this system gives no Unix socket: " + e, "");
    }
  }

  private static void pause(Path socket) throws SpdkException {
    try {
      Thread.sleep(RETRY_PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpdkException(socket.toString(), "interrupted while connecting", "");
    }
  }
}
