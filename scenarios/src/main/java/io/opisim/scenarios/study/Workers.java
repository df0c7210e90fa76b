package io.opisim.scenarios.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Pieces of work that know nothing of each other, some at a time. */
public final class Workers {
  private Workers() {}

  /**
   * All results in the order of the work, whatever the threads. When this returns or throws, no
   * piece runs any more.
   *
   * @param threads at least 1
   * @throws IOException what the first piece that failed threw, if that is one; other exceptions of
   *     a piece are thrown as they are, too
   */
  public static <T> List<T> all(int threads, List<Callable<T>> work) throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> piece : work) {
        futures.add(executor.submit(piece));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException input) {
        throw input;
      }
      if (failed.getCause() instanceof RuntimeException broken) {
        throw broken;
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      stop(executor);
    }
  }

  /** Waits for what has begun: runs write into a folder that is removed after a fault. */
  private static void stop(ExecutorService executor) {
    executor.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
