package io.opisim.models.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.offload.Site;
import io.opisim.models.storage.build.LimitSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.middleend.QosLimit;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

class QosLimitTest {
  private static StorageDescription limited(LimitSpec... limits) {
    return Descriptions.remote(1, 0, Descriptions.tcp(Site.HOST)).limiting(List.of(limits));
  }

  private static double readsPerSecond(int streams, long bytes, int count, LimitSpec... limits) {
    TestRun run = TestRun.of(limited(limits));
    for (int stream = 0; stream < streams; stream++) {
      run.reads(0, stream, bytes, count);
    }
    return streams * count / run.finish();
  }

  @Test
  void commandsPerSecondAreRoundedUpToThousands() {
    assertThat(QosLimit.roundedCommands(2500)).isEqualTo(3000);
    assertThat(QosLimit.roundedCommands(1)).isEqualTo(1000);
    assertThat(QosLimit.roundedCommands(3000)).isEqualTo(3000);
    double found = readsPerSecond(16, 4096, 400, new LimitSpec("v", QosLimit.Kind.COMMANDS, 2500));
    assertThat(found).isCloseTo(3000, within(5.0));
  }

  @Test
  void sixteenReadersUnderALimitOfAThousandWaitSixteenMilliseconds() {
    TestRun run = TestRun.of(limited(new LimitSpec("v", QosLimit.Kind.COMMANDS, 1000)));
    for (int stream = 0; stream < 16; stream++) {
      run.reads(0, stream, 4096, 100);
    }
    run.finish();
    // Little's law: 16 in flight at 1000 a second.
    assertThat(run.chain.report().meanLatencySeconds()).isCloseTo(0.016, within(0.0005));
  }

  @Test
  void megabytesAreMebibytesForSmallAndForLargeRequests() {
    for (long bytes : new long[] {4096, 131_072, 10 << 20}) {
      int count = (int) ((400L << 20) / bytes / 8);
      double found =
          readsPerSecond(8, bytes, count, new LimitSpec("v", QosLimit.Kind.READ_BYTES, 100))
              * bytes;
      assertThat(found / (1 << 20)).as(bytes + " bytes").isCloseTo(100, within(1.5));
    }
  }

  @Test
  void aLimitOfWritesLeavesReadsAlone() {
    LimitSpec limit = new LimitSpec("v", QosLimit.Kind.WRITE_BYTES, 1);
    assertThat(readsPerSecond(4, 131_072, 50, limit)).isEqualTo(readsPerSecond(4, 131_072, 50));
    TestRun run = TestRun.of(limited(limit));
    run.writes(0, 0, 1 << 20, 5);
    assertThat(run.finish()).isCloseTo(5, within(0.05));
  }

  @Test
  void aLimitOfNothingIsRefused() {
    SharedResources resources = new SharedResources(new ActivityPool(new Simulation(), 0));
    assertThatThrownBy(() -> QosLimit.commandsPerSecond("v", 0, resources))
        .hasMessage("a limit of v is above 0, not 0 (leave it out to lift it)");
    assertThatThrownBy(() -> QosLimit.mebibytesPerSecond("v", QosLimit.Kind.COMMANDS, 1, resources))
        .hasMessage("commands are not counted in MiB");
  }
}
