package io.opisim.models.workload.training;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.compute.MatmulRate;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * The numbers of accelerator, node and training software that a step's time depends on.
 *
 * @param peakFlopPerSecond dense bfloat16 peak, the denominator of MFU
 * @param matmul rate of matrix multiplications
 * @param memoryBytesPerSecond rate of element-wise passes
 * @param fusedAttention whether attention scores never leave the chip
 * @param launchSecondsPerLayer least time that the host takes to launch one layer's forward pass
 * @param tensorOverlap share of tensor-parallel traffic that computation hides
 * @param gradientOverlap share of forward and backward time that gradient exchange may hide behind
 * @param communication what communication costs
 */
public record TrainingMachine(
    double peakFlopPerSecond,
    MatmulRate matmul,
    double memoryBytesPerSecond,
    boolean fusedAttention,
    double launchSecondsPerLayer,
    double tensorOverlap,
    double gradientOverlap,
    CommunicationCost communication) {
  /**
   * The machine that profiles of the catalog make up.
   *
   * @throws IllegalArgumentException if one of them lacks a rate that a step needs
   */
  public static TrainingMachine of(
      AcceleratorProfile accelerator, NodeShape node, TrainingProfile training) {
    double peak = needed(accelerator.bf16Rate(), "bf16 rate").flopPerSecond();
    double memory = needed(accelerator.memoryRate(), "memory rate").bytesPerSecond();
    double scaleUp = needed(accelerator.scaleUpRate(), "scale-up rate").bytesPerSecond();
    double nics =
        needed(node.nics(), "number of NICs") * needed(node.nicRate(), "NIC rate").bytesPerSecond();
    LinkCommunication links =
        new LinkCommunication(
            node.gpus().value(),
            scaleUp * training.scaleUpShare().value(),
            nics * training.networkShare().value(),
            seconds(training.scaleUpLatency()),
            seconds(training.networkLatency()));
    return new TrainingMachine(
        peak,
        new MatmulRate(
            peak * training.matmulShare().value(), training.halfRateGflop().value() * 1e9),
        memory * training.memoryShare().value(),
        training.fusedAttention(),
        seconds(training.launchTime()),
        training.tensorOverlap().value(),
        training.gradientOverlap().value(),
        links);
  }

  /** The same with another model of communication. */
  public TrainingMachine withCommunication(CommunicationCost other) {
    return new TrainingMachine(
        peakFlopPerSecond,
        matmul,
        memoryBytesPerSecond,
        fusedAttention,
        launchSecondsPerLayer,
        tensorOverlap,
        gradientOverlap,
        other);
  }

  private static double seconds(Sourced<TimeSpan> span) {
    return span.value().nanos() / 1e9;
  }

  private static <T> T needed(Optional<Sourced<T>> value, String what) {
    return value
        .orElseThrow(() -> new IllegalArgumentException("a step time needs the " + what))
        .value();
  }
}
