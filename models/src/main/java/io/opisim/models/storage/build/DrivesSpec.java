package io.opisim.models.storage.build;

import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.RaidLevel;

/**
 * Drives of one kind behind a RAID level.
 *
 * @param drive each
 * @param drives how many in all
 * @param failed how many of them are lost
 * @param level how bytes are spread
 * @param chunkBytes on one drive before the next one's turn
 */
public record DrivesSpec(
    DriveSpec drive, int drives, int failed, RaidLevel level, long chunkBytes) {}
