package io.opisim.hwvalidate.spdk;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Listens on a Unix socket and lets a script handle one connection after the other. Closing it ends
 * the script (its channel is closed under it) and its thread.
 */
final class SocketPeer implements AutoCloseable {
  private static final long END_MILLIS = 5_000;

  private final ServerSocketChannel server;
  private final Thread thread;
  private final AtomicReference<SocketChannel> connection = new AtomicReference<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean closed;

  /** What the peer does on a connection. */
  @FunctionalInterface
  interface Script {
    void run(SocketChannel channel) throws IOException, InterruptedException;
  }

  SocketPeer(Path socket, Script script) throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    thread = new Thread(() -> serve(script), "peer at " + socket);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Script script) {
    while (!closed) {
      try (SocketChannel channel = server.accept()) {
        connection.set(channel);
        if (!closed) {
          script.run(channel);
        }
      } catch (ClosedChannelException e) {
        // Either side hung up, or close() did: the next accept tells.
      } catch (IOException e) {
        // A client that goes away breaks the pipe; that is its business.
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    SocketChannel open = connection.get();
    if (open != null) {
      open.close();
    }
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " does not end");
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the peer's script failed", failure.get());
    }
  }

  /** Writes all bytes on a blocking channel. */
  static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  static void write(SocketChannel channel, String text) throws IOException {
    write(channel, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads until the other side closes. */
  static void readToEnd(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (channel.read(buffer.clear()) >= 0) {
      continue;
    }
  }

  /** Reads once: what has come of the requests. */
  static void readSome(SocketChannel channel) throws IOException {
    channel.read(ByteBuffer.allocate(65536));
  }
}
