package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario file, key by key, with imports, overrides and defaults filled in.
 *
 * <p>Where an axis of the sweep varies a value, the value here is that of the first case.
 *
 * @param scenario name, or empty for the file's name
 * @param question what the scenario answers
 * @param seed master seed
 * @param runs replications of each case
 * @param cluster the cluster
 * @param workload the jobs
 * @param scheduling the order and the placement
 * @param services on the way to the storage, or empty for none
 * @param costs what is drawn and paid, or empty if nobody asks
 * @param faults what breaks under the jobs, or empty
 * @param checkpoints what interruptions cost jobs, or empty if nothing
 * @param sweep path to values, in the order of the file
 * @param oracle whether the unlimited cluster is added as a row
 * @param baseline case id that others are compared with, or empty for the first
 * @param record extra tables
 * @param expect bands to be met
 */
public record ScenarioDocument(
    @Key(
            value = "Name of the scenario; the file's name if absent.",
            example = "first",
            kebabCase = true)
        Optional<String> scenario,
    @Key(
            value = "What this scenario answers, in a sentence or two.",
            example = "Which order serves short jobs best?")
        String question,
    @Key(
            value = "Master seed: every random stream is derived from it by name.",
            example = "7",
            byDefault = "1",
            max = Long.MAX_VALUE)
        long seed,
    @Key(
            value = "Replications of each case, each with a seed of its own.",
            example = "5",
            byDefault = "1",
            min = 1,
            max = 10_000)
        int runs,
    @Key(value = "The cluster.", example = "{nodes: [{shape: dgx-a100, count: 16}]}")
        ClusterSpec cluster,
    @Key(value = "The jobs that arrive.", example = "{synthetic: {law: philly, jobs: 2000}}")
        WorkloadSpec workload,
    @Key(value = "The order of jobs and the choice of nodes.", example = "{policy: fifo}")
        SchedulingSpec scheduling,
    @Key(
            value = "Services between nodes and storage, and where they run.",
            example = "{site: dpu, chain: [{service: nvme-of-initiator}]}")
        Optional<ServicesSpec> services,
    @Key(
            value =
                "What is drawn and paid, for metrics of power, energy and cost and for the plans of"
                    + " optimize.",
            example = "{prices: owned-2025, accelerator_power: h100-sxm}")
        Optional<CostsSpec> costs,
    @Key(
            value = "What breaks under the jobs; nothing if absent.",
            example = "{profile: llama3-16384-h100}")
        Optional<FaultsSpec> faults,
    @Key(
            value =
                "What jobs save on the way, and what being preempted or struck by a failure costs"
                    + " them; nothing but time in the queue if absent.",
            example = "{interval: 30 min, write: 40 s, restart: 60 s}")
        Optional<CheckpointsSpec> checkpoints,
    @Key(
            value = "Axes: path to the values it takes; every combination is a case.",
            example = "{scheduling.policy: [fifo, easy-backfill]}",
            byDefault = "{}")
        Map<String, List<String>> sweep,
    @Key(
            value = "Adds the row that no order can beat: an unlimited cluster.",
            example = "false",
            byDefault = "true")
        boolean oracle,
    @Key(
            value = "Case id that the others are compared with; the first case if absent.",
            example = "fifo")
        Optional<String> baseline,
    @Key(
            value = "Tables written besides jobs and summary.",
            example = "[tasks, waits]",
            byDefault = "[]",
            ids = KnownIds.TABLE)
        List<String> record,
    @Key(
            value = "Bands checked after the run; a miss is exit code 1.",
            example = "[{case: fifo, metric: jct_mean_s, at_most: 5000}]",
            byDefault = "[]")
        List<Expectation> expect) {
  /** Copies lists and maps, keeping their order. */
  public ScenarioDocument {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    sweep.forEach((path, values) -> axes.put(path, List.copyOf(values)));
    sweep = Collections.unmodifiableMap(axes);
    record = List.copyOf(record);
    expect = List.copyOf(expect);
  }

  /** The same document with what only the whole file can tell. */
  public ScenarioDocument completed(
      String name, Map<String, List<String>> axes, String firstBaseline) {
    return new ScenarioDocument(
        Optional.of(name),
        question.strip(),
        seed,
        runs,
        cluster,
        workload,
        scheduling,
        services,
        costs,
        faults,
        checkpoints,
        axes,
        oracle,
        Optional.of(baseline.orElse(firstBaseline)),
        record,
        expect);
  }
}
