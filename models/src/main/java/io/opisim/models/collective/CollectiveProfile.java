package io.opisim.models.collective;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What collective operations cost on one system, as a catalog file says it.
 *
 * <p>Models: a value for every {@link CollectiveParameter} that is known. Ignores: whatever the
 * algorithms ignore. Valid for: ranks and sizes like those it was fitted on; beyond the largest
 * rank count it may be off by a factor of 2 to 3. Source: stated value by value in {@code
 * scenarios/catalog/collectives}.
 *
 * @param collective id
 * @param name which system was measured
 * @param accelerator id of its accelerators
 * @param algorithms what its library chooses from
 * @param fabric how the accelerators of a node are wired
 * @param domainRanks accelerators of one scale-up domain, if that spans several nodes
 * @param fittedOn keys of the measured curves behind the fitted values
 * @param baseLatency launch of a ring
 * @param treeBaseLatency launch of a tree
 * @param hopLatency one hop of a ring inside a node
 * @param nodeHopLatency one hop of a ring between nodes
 * @param treeHopLatency one hop of a tree inside a node
 * @param treeNodeHopLatency one hop of a tree between nodes
 * @param scaleUpRate what one rank sends over scale-up links; one ring's worth in a cube mesh
 * @param nicRate what one rank's share of the NICs sends
 * @param smallGroupLoss share of the scale-up rate that a group of n loses, times n
 * @param treeRateShare rate of trees divided by that of rings
 * @param llHopShare hop latency of protocol LL divided by that of Simple
 * @param llRateShare rate of protocol LL divided by that of Simple
 * @param ll128HopShare hop latency of protocol LL128 divided by that of Simple
 * @param ll128RateShare rate of protocol LL128 divided by that of Simple
 * @param peerLatency every further peer of an all-to-all
 * @param allToAllRate what one rank sends to other nodes in an all-to-all
 * @param sendBaseLatency launch of a send and receive
 * @param sendRate what one rank sends to one other of its node
 * @param sendNodeRate what one rank sends to one of another node, alone in its node
 * @param sendSharing power of the ranks per node by which that rate falls when they all send
 * @param scaleUpSwitchLatency a reduction in the scale-up switches, from launch to end
 * @param scaleUpSwitchRateShare rate of such a reduction divided by the scale-up rate
 * @param scaleUpSwitchLoss share of that rate that a group of n loses, times n
 * @param aggregation what adds in the network
 */
public record CollectiveProfile(
    @Key(value = "Id, equal to the file's name.", example = "aws-p5", kebabCase = true)
        String collective,
    @Key(value = "Which system was measured.", example = "AWS p5, 2 nodes") String name,
    @Key(value = "Accelerator of the catalog.", example = "h100-sxm", ids = "accelerator")
        Optional<String> accelerator,
    @Key(
            value = "Algorithms that its library chooses from.",
            example = "[ring, double-binary-tree, pairwise]")
        List<String> algorithms,
    @Key(
            value = "How the accelerators of a node are wired.",
            example = "{value: switched, kind: datasheet, source: data sheet, date: 2026-11-22}")
        Optional<Sourced<ScaleUpFabric>> fabric,
    @Key(
            value = "Accelerators of one scale-up domain, where that spans several nodes.",
            example = "{value: 72, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 2,
            max = 100_000)
        Optional<Sourced<Integer>> domainRanks,
    @Key(
            value = "Keys of the measured curves behind the fitted values.",
            example = "[\"all_reduce nodes=2 gpus=16 EFA\"]",
            byDefault = "[]")
        List<String> fittedOn,
    @Key(value = "Launch of a ring.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> baseLatency,
    @Key(value = "Launch of a tree.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> treeBaseLatency,
    @Key(value = "One hop of a ring inside a node.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> hopLatency,
    @Key(value = "One hop of a ring between nodes.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> nodeHopLatency,
    @Key(value = "One hop of a tree inside a node.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> treeHopLatency,
    @Key(value = "One hop of a tree between nodes.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> treeNodeHopLatency,
    @Key(
            value = "What one rank sends over scale-up links; one ring's worth in a cube mesh.",
            example = FittedExample.RATE,
            positive = true)
        Optional<Sourced<DataRate>> scaleUpRate,
    @Key(
            value = "What one rank's share of the NICs sends.",
            example = FittedExample.RATE,
            positive = true)
        Optional<Sourced<DataRate>> nicRate,
    @Key(
            value = "Share of the scale-up rate that a group of n loses, times n.",
            example = FittedExample.LOSS)
        Optional<Sourced<Double>> smallGroupLoss,
    @Key(
            value = "Rate of trees divided by that of rings.",
            example = FittedExample.SHARE,
            positive = true)
        Optional<Sourced<Double>> treeRateShare,
    @Key(
            value = "Hop latency of protocol LL divided by that of Simple.",
            example = FittedExample.LOSS)
        Optional<Sourced<Double>> llHopShare,
    @Key(
            value = "Rate of protocol LL divided by that of Simple.",
            example = FittedExample.SHARE,
            positive = true)
        Optional<Sourced<Double>> llRateShare,
    @Key(
            value = "Hop latency of protocol LL128 divided by that of Simple.",
            example = FittedExample.LOSS)
        Optional<Sourced<Double>> ll128HopShare,
    @Key(
            value = "Rate of protocol LL128 divided by that of Simple.",
            example = FittedExample.SHARE,
            positive = true)
        Optional<Sourced<Double>> ll128RateShare,
    @Key(value = "Every further peer of an all-to-all.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> peerLatency,
    @Key(
            value = "What one rank sends to other nodes in an all-to-all.",
            example = FittedExample.RATE,
            positive = true)
        Optional<Sourced<DataRate>> allToAllRate,
    @Key(value = "Launch of a send and receive.", example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> sendBaseLatency,
    @Key(
            value = "What one rank sends to one other of its node.",
            example = FittedExample.RATE,
            positive = true)
        Optional<Sourced<DataRate>> sendRate,
    @Key(
            value = "What one rank sends to one of another node, alone in its node.",
            example = FittedExample.RATE,
            positive = true)
        Optional<Sourced<DataRate>> sendNodeRate,
    @Key(
            value = "Power of the ranks per node by which that rate falls when they all send.",
            example = FittedExample.LOSS)
        Optional<Sourced<Double>> sendSharing,
    @Key(
            value = "A reduction in the scale-up switches, from launch to end.",
            example = FittedExample.TIME)
        Optional<Sourced<TimeSpan>> scaleUpSwitchLatency,
    @Key(
            value = "Rate of such a reduction divided by the scale-up rate.",
            example = FittedExample.SHARE,
            positive = true)
        Optional<Sourced<Double>> scaleUpSwitchRateShare,
    @Key(
            value = "Share of that rate that a group of n loses, times n.",
            example = FittedExample.LOSS)
        Optional<Sourced<Double>> scaleUpSwitchLoss,
    @Key(
            value = "What adds in the network.",
            example = "{kind: switch, latency: {...}, rate: {...}}")
        Optional<AggregationProfile> aggregation) {
  /** Copies the lists. */
  public CollectiveProfile {
    algorithms = List.copyOf(algorithms);
    fittedOn = List.copyOf(fittedOn);
  }

  /** The numbers behind the closed forms; what the file leaves out has its default. */
  public CollectiveParameters parameters() {
    Map<CollectiveParameter, Double> own = new EnumMap<>(CollectiveParameter.class);
    values().forEach((parameter, value) -> own.put(parameter, number(value.value())));
    CollectiveParameters parameters = CollectiveParameters.of(own);
    if (fabric.isPresent()) {
      parameters = parameters.withFabric(fabric.get().value());
    }
    return aggregation.isPresent()
        ? parameters.withAggregation(aggregation.get().device())
        : parameters;
  }

  /** The model of this system. */
  public ClosedFormCollectives model() {
    return new ClosedFormCollectives(parameters(), CollectiveAlgorithms.of(algorithms));
  }

  /** Who takes part when so many ranks sit in each of so many nodes. */
  public RankLayout layout(int ranksPerNode, int nodes) {
    return RankLayout.inDomains(ranksPerNode, nodes, domainRanks.map(Sourced::value).orElse(0));
  }

  /** The values given, with their sources. */
  public Map<CollectiveParameter, Sourced<?>> values() {
    Map<CollectiveParameter, Optional<? extends Sourced<?>>> own =
        new EnumMap<>(CollectiveParameter.class);
    own.put(CollectiveParameter.BASE_LATENCY, baseLatency);
    own.put(CollectiveParameter.TREE_BASE_LATENCY, treeBaseLatency);
    own.put(CollectiveParameter.HOP_LATENCY, hopLatency);
    own.put(CollectiveParameter.NODE_HOP_LATENCY, nodeHopLatency);
    own.put(CollectiveParameter.TREE_HOP_LATENCY, treeHopLatency);
    own.put(CollectiveParameter.TREE_NODE_HOP_LATENCY, treeNodeHopLatency);
    own.put(CollectiveParameter.SCALE_UP_RATE, scaleUpRate);
    own.put(CollectiveParameter.NIC_RATE, nicRate);
    own.put(CollectiveParameter.SMALL_GROUP_LOSS, smallGroupLoss);
    own.put(CollectiveParameter.TREE_RATE_SHARE, treeRateShare);
    own.put(CollectiveParameter.LL_HOP_SHARE, llHopShare);
    own.put(CollectiveParameter.LL_RATE_SHARE, llRateShare);
    own.put(CollectiveParameter.LL128_HOP_SHARE, ll128HopShare);
    own.put(CollectiveParameter.LL128_RATE_SHARE, ll128RateShare);
    own.put(CollectiveParameter.PEER_LATENCY, peerLatency);
    own.put(CollectiveParameter.ALL_TO_ALL_RATE, allToAllRate);
    own.put(CollectiveParameter.SEND_BASE_LATENCY, sendBaseLatency);
    own.put(CollectiveParameter.SEND_RATE, sendRate);
    own.put(CollectiveParameter.SEND_NODE_RATE, sendNodeRate);
    own.put(CollectiveParameter.SEND_SHARING, sendSharing);
    own.put(CollectiveParameter.SCALE_UP_SWITCH_LATENCY, scaleUpSwitchLatency);
    own.put(CollectiveParameter.SCALE_UP_SWITCH_RATE_SHARE, scaleUpSwitchRateShare);
    own.put(CollectiveParameter.SCALE_UP_SWITCH_LOSS, scaleUpSwitchLoss);
    Map<CollectiveParameter, Sourced<?>> given = new EnumMap<>(CollectiveParameter.class);
    own.forEach((parameter, value) -> value.ifPresent(known -> given.put(parameter, known)));
    return given;
  }

  private static double number(Object value) {
    if (value instanceof TimeSpan span) {
      return span.seconds();
    }
    return value instanceof DataRate rate ? rate.bytesPerSecond() : (Double) value;
  }
}
