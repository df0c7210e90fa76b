package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * A node list that came with a trace.
 *
 * @param file relative to the data folder
 * @param format id of its format, or empty to tell it from the first line
 */
public record NodeTrace(
    @Key(
            value = "Node list, relative to the data folder.",
            example = "alibaba-gpu-2023-openb/openb_node_list_gpu_node.csv.gz")
        String file,
    @Key(
            value = "Format of the node list; told from its first line if absent.",
            example = "alibaba-openb-nodes",
            ids = KnownIds.NODE_FORMAT)
        Optional<String> format) {}
