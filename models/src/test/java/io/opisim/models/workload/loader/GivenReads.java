package io.opisim.models.workload.loader;

import io.opisim.models.storage.StorageService;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;

/** A storage whose n-th read of a stream takes a given time, with an eye on how many are asked. */
final class GivenReads implements StorageService {
  private final Simulation simulation;
  private final double[][] milliseconds;
  private final int[] asked;
  final int[] arrived;

  GivenReads(Simulation simulation, double[]... millisecondsByStream) {
    this.simulation = simulation;
    milliseconds = millisecondsByStream;
    asked = new int[millisecondsByStream.length];
    arrived = new int[millisecondsByStream.length];
  }

  @Override
  public void read(int client, int stream, long bytes, CompletionHandler done, int subject) {
    double[] own = milliseconds[stream];
    long nanos = SimulatedTime.nanosFromSeconds(own[asked[stream]++ % own.length] / 1000);
    simulation.schedule(
        nanos,
        0,
        one -> {
          arrived[stream]++;
          done.completed(one);
        },
        subject);
  }

  @Override
  public void write(int client, int stream, long bytes, CompletionHandler done, int subject) {
    throw new UnsupportedOperationException();
  }
}
