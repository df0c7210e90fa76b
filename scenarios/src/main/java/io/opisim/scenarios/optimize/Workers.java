package io.opisim.scenarios.optimize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pieces of work that know nothing of each other, some at a time. */
final class Workers {
  private Workers() {}

  /**
   * All results in the order of the work, whatever the threads.
   *
   * @throws IOException what the first piece that failed threw, if that is one
   */
  static <T> List<T> all(int threads, List<Callable<T>> work) throws IOException {
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
      throw new IllegalStateException("a run failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      executor.shutdownNow();
    }
  }
}
