package io.opisim.models.storage;

import static io.opisim.models.storage.backend.RaidLevel.RAID_0;
import static io.opisim.models.storage.backend.RaidLevel.RAID_1;
import static io.opisim.models.storage.backend.RaidLevel.RAID_5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.storage.backend.DriveGroup;
import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.RaidLevel;
import io.opisim.models.storage.frontend.NvmeFrontEnd;
import org.junit.jupiter.api.Test;

/** Drives of 1 GB/s to read and 0.5 GB/s to write, without latency. */
class DriveGroupTest {
  private static final long CHUNK = 131_072;
  private static final long LARGE = 56 * CHUNK;

  private static double bytesPerSecond(
      RaidLevel level, int drives, int failed, boolean read, long bytes) {
    DriveSpec drive = new DriveSpec(1e9, 0.5e9, 1e9, 1e9, 0, 0, 1);
    return bytesPerSecond(drive, level, drives, failed, read, bytes);
  }

  private static double bytesPerSecond(
      DriveSpec drive, RaidLevel level, int drives, int failed, boolean read, long bytes) {
    TestRun run = run(drive, level, drives, failed);
    for (int stream = 0; stream < 32; stream++) {
      if (read) {
        run.reads(0, stream, bytes, 10);
      } else {
        run.writes(0, stream, bytes, 10);
      }
    }
    return 320 * bytes / run.finish();
  }

  private static TestRun run(DriveSpec drive, RaidLevel level, int drives, int failed) {
    TestRun run = new TestRun();
    NvmeFrontEnd.Subsystem subsystem = new NvmeFrontEnd.Subsystem("nqn");
    run.stages(
        new NvmeFrontEnd(
            new NvmeFrontEnd.Namespace(subsystem, 1, 1L << 40),
            new NvmeFrontEnd.Controller(subsystem, 1, 64, CHUNK),
            ClientSite.shared(new SiteResources(Descriptions.host(), "h", 1, run.resources)),
            Descriptions.FREE),
        new DriveGroup("v", drive, drives, failed, level, CHUNK, run.resources));
    return run;
  }

  private static void assertRate(double rate, double expected) {
    assertThat(rate).isCloseTo(expected, within(expected * 1e-3));
  }

  @Test
  void raid0ReadsAndWritesWithAllDrives() {
    assertRate(bytesPerSecond(RAID_0, 8, 0, true, LARGE), 8e9);
    assertRate(bytesPerSecond(RAID_0, 8, 0, false, LARGE), 4e9);
  }

  @Test
  void raid1ReadsFromAllDrivesAndWritesEveryByteToEach() {
    assertRate(bytesPerSecond(RAID_1, 2, 0, true, LARGE), 2e9);
    assertRate(bytesPerSecond(RAID_1, 2, 0, false, LARGE), 0.5e9);
    assertRate(bytesPerSecond(RAID_1, 2, 1, true, LARGE), 1e9);
    assertRate(bytesPerSecond(RAID_1, 2, 1, false, LARGE), 0.5e9);
  }

  @Test
  void raid5WritesWholeStripesWithAllButOneDriveOfBandwidth() {
    assertRate(bytesPerSecond(RAID_5, 8, 0, true, LARGE), 8e9);
    assertRate(bytesPerSecond(RAID_5, 8, 0, false, LARGE), 7 * 0.5e9);
  }

  @Test
  void aSmallRaid5WriteReadsTwoBlocksAndWritesTwo() {
    // 8 drive-seconds a second; each byte takes 2 / 1e9 to read and 2 / 0.5e9 to write.
    assertRate(bytesPerSecond(RAID_5, 8, 0, false, 4096), 8 / (2 / 1e9 + 2 / 0.5e9));
  }

  @Test
  void aLostRaid5DriveIsReadFromAllTheOthers() {
    // Of 8 drives 7 are left; 7/8 of the bytes are read once, 1/8 from seven drives.
    assertRate(bytesPerSecond(RAID_5, 8, 1, true, LARGE), 7e9 / (7.0 / 8 + 7.0 / 8));
  }

  @Test
  void aSingleReadIsNoFasterThanTheDrivesItsChunksLieOn() {
    for (int chunks : new int[] {1, 2, 8, 16}) {
      TestRun run = run(new DriveSpec(1e9, 0.5e9, 1e9, 1e9, 0, 0, 1), RAID_0, 8, 0);
      run.reads(0, 0, chunks * CHUNK, 1);
      assertRate(chunks * CHUNK / run.finish(), Math.min(chunks, 8) * 1e9);
    }
  }

  @Test
  void smallCommandsAreBoundByCommandsAndOneAloneByItsLatency() {
    DriveSpec drive = new DriveSpec(7e9, 7e9, 1e6, 0.3e6, 80e-6, 20e-6, 1);
    // 32 readers: fewer than 80 in flight that a million a second of 80 us would need.
    double expected = 32 / (80e-6 + 32 / 1e6);
    assertRate(bytesPerSecond(drive, RAID_0, 1, 0, true, 4096) / 4096, expected);
    TestRun run = run(drive, RAID_0, 1, 0);
    run.reads(0, 0, 4096, 1);
    assertThat(run.finish()).isCloseTo(80e-6 + 1e-6, within(1e-8));
  }

  @Test
  void readsAndWritesTogetherTakeTheSumOfTheirTimes() {
    double[] seconds = new double[2];
    double[] shares = {1, 0.8};
    for (int variant = 0; variant < 2; variant++) {
      TestRun run = run(new DriveSpec(1e9, 0.5e9, 1e9, 1e9, 0, 0, shares[variant]), RAID_0, 4, 0);
      for (int stream = 0; stream < 8; stream++) {
        run.reads(0, stream, LARGE, 20);
        run.writes(0, 8 + stream, LARGE, 20);
      }
      seconds[variant] = run.finish();
    }
    double work = 160 * LARGE / 1e9 + 160 * LARGE / 0.5e9;
    assertThat(seconds[0]).isCloseTo(work / 4, within(1e-3 * seconds[0]));
    // Both kinds are there to the end, so all time is at the mixed share.
    assertThat(seconds[1]).isCloseTo(work / 4 / 0.8, within(0.02 * seconds[1]));
  }

  @Test
  void bytesReadBeyondTheRequestAreDroppedWithAReason() {
    TestRun run = run(new DriveSpec(1e9, 0.5e9, 1e9, 1e9, 0, 0, 1), RAID_0, 2, 0);
    run.reads(0, 0, 5000, 3);
    run.finish();
    StageBooks books = run.chain.report().stages().get(1);
    assertThat(books.above()).isEqualTo(15_000);
    assertThat(books.below()).isEqualTo(3 * 8192);
    assertThat(books.dropped()).isEqualTo(3 * 8192 - 15_000);
    assertThat(books.reason()).isEqualTo("whole blocks");
  }

  @Test
  void capacityFollowsTheLevelAndTooManyLostDrivesAreRefused() {
    assertThat(RAID_0.usableShare(8)).isEqualTo(1);
    assertThat(RAID_1.usableShare(3)).isEqualTo(1.0 / 3);
    assertThat(RAID_5.usableShare(8)).isEqualTo(7.0 / 8);
    DriveSpec drive = Descriptions.drive();
    assertThatThrownBy(() -> run(drive, RAID_0, 4, 1)).hasMessageContaining("v is lost: 1 of 4");
    assertThatThrownBy(() -> run(drive, RAID_5, 4, 2)).hasMessageContaining("v is lost: 2 of 4");
    assertThatThrownBy(() -> run(drive, RAID_5, 2, 0)).hasMessageContaining("needs 3 drives");
  }
}
