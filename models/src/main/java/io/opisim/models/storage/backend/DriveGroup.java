package io.opisim.models.storage.backend;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.LoadWatcher;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import io.opisim.simcore.sharing.Resource;

/**
 * NVMe drives of one kind behind a RAID level.
 *
 * <p>Models: whole blocks; time of the drives by bytes and by commands, reads and writes at their
 * own speed, so a mixture takes the sum of both; less useful time while both meet; reading what a
 * small RAID 5 write needs and what a lost drive leaves to be computed; one request on as many
 * drives as it has chunks. The drives are one resource: n drives give n drive-seconds a second.
 * Ignores: uneven spread over drives, rebuild traffic, caches and garbage collection. Valid for:
 * many requests, or requests of many chunks. Source: data sheets for the rates; Patterson, Gibson
 * and Katz, SIGMOD 1988 for RAID.
 */
public final class DriveGroup implements StorageStage, LoadWatcher {
  private static final long BLOCK_BYTES = 4096;
  private static final long LARGEST_COMMAND_BYTES = 131_072;

  private final String volume;
  private final DriveSpec drive;
  private final int drives;
  private final int failed;
  private final RaidLevel level;
  private final long chunkBytes;
  private final Resource transfers;
  private final Resource commands;
  private final long[] underWay = new long[2];
  private boolean mixed;

  /**
   * A group.
   *
   * @param volume its name
   * @param drive each
   * @param drives how many were built in
   * @param failed how many of them are lost
   * @param level how bytes are spread
   * @param chunkBytes on one drive before the next one's turn
   * @throws IllegalArgumentException if there are too few drives or too many are lost
   */
  public DriveGroup(
      String volume,
      DriveSpec drive,
      int drives,
      int failed,
      RaidLevel level,
      long chunkBytes,
      SharedResources resources) {
    if (drives < level.leastDrives() || chunkBytes < BLOCK_BYTES) {
      throw new IllegalArgumentException(
          level + " needs " + level.leastDrives() + " drives and chunks of 4 KiB, not " + drives);
    }
    if (failed < 0 || failed > level.toleratedFailures(drives)) {
      throw new IllegalArgumentException(
          volume + " is lost: " + failed + " of " + drives + " drives of a " + level + " failed");
    }
    this.volume = volume;
    this.drive = drive;
    this.drives = drives;
    this.failed = failed;
    this.level = level;
    this.chunkBytes = chunkBytes;
    transfers = resources.get(volume + ".drives", drives - failed);
    commands = resources.get(volume + ".drive-commands", drives - failed);
  }

  @Override
  public String name() {
    return "drives " + volume;
  }

  @Override
  public long bytesBelow(Direction direction, long bytesAbove) {
    return (bytesAbove + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  @Override
  public String sizeReason() {
    return "whole blocks";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    boolean whole = below >= level.stripeBytes(drives, chunkBytes);
    double read = shape.isRead() ? level.readsPerRead(drives, failed) : level.readsPerWrite(whole);
    double written = shape.isRead() ? 0 : level.writesPerWrite(drives, failed, whole);
    double moving =
        below * (read / drive.readBytesPerSecond() + written / drive.writeBytesPerSecond());
    double count = (below - 1) / Math.min(LARGEST_COMMAND_BYTES, chunkBytes) + 1;
    double commanding =
        count * (read / drive.readCommandsPerSecond() + written / drive.writeCommandsPerSecond());
    needs.use(transfers, moving);
    needs.use(commands, commanding);
    double side = Math.min(drives - failed, (below - 1) / chunkBytes + 1);
    double copies = shape.isRead() ? 1 : level.drivesOfSmallWrite(drives, failed);
    needs.atLeast(moving / Math.max(side, copies));
    needs.delay((read > 0 ? drive.readSeconds() : 0) + (written > 0 ? drive.writeSeconds() : 0));
    if (drive.mixedShare() < 1) {
      needs.watch(this);
    }
  }

  @Override
  public void begins(Direction direction) {
    underWay[direction.ordinal()]++;
    mix();
  }

  @Override
  public void ends(Direction direction) {
    underWay[direction.ordinal()]--;
    mix();
  }

  private void mix() {
    boolean now = underWay[0] > 0 && underWay[1] > 0;
    if (now != mixed) {
      mixed = now;
      double useful = (drives - failed) * (mixed ? drive.mixedShare() : 1);
      transfers.setCapacity(useful);
      commands.setCapacity(useful);
    }
  }
}
