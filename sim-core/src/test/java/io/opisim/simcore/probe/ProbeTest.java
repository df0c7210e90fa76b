package io.opisim.simcore.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.simcore.probe.RecordingProbe.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void everyEventIsKeptInItsOrder() {
    RecordingProbe probe = new RecordingProbe();
    for (int i = 0; i < 1000; i++) {
      probe.event(i / 3, i % 7, i, -i);
    }
    assertThat(probe.size()).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(probe.get(i)).isEqualTo(new Recorded(i / 3, i % 7, i, -i));
    }
    assertThatThrownBy(() -> probe.get(1000)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void eachOfSeveralProbesSeesTheSame() {
    List<String> calls = new ArrayList<>();
    RecordingProbe recording = new RecordingProbe();
    Probe probe =
        Probe.all(
            (time, kind, subject, value) -> calls.add("first " + subject),
            recording,
            (time, kind, subject, value) -> calls.add("last " + subject));
    probe.event(1, 2, 3, 4);
    probe.event(1, 2, 5, 4);

    assertThat(calls).containsExactly("first 3", "last 3", "first 5", "last 5");
    assertThat(recording.get(1)).isEqualTo(new Recorded(1, 2, 5, 4));
  }

  @Test
  void oneProbeOrNoneNeedsNoFanOut() {
    RecordingProbe recording = new RecordingProbe();
    assertThat(Probe.all(recording)).isSameAs(recording);
    assertThat(Probe.all()).isSameAs(Probe.none());
    Probe.none().event(0, 0, 0, 0);
  }

  @Test
  void aRecordingReplaysAsItHappened() {
    RecordingProbe first = new RecordingProbe();
    first.event(1, 2, 3, 4);
    first.event(9, 8, 7, 6);
    RecordingProbe second = new RecordingProbe();
    first.replayTo(second);
    assertThat(second.get(0)).isEqualTo(first.get(0));
    assertThat(second.get(1)).isEqualTo(first.get(1));
  }

  @Test
  void timeDoesNotGoBack() {
    RecordingProbe probe = new RecordingProbe();
    probe.event(5, 1, 2, 0);
    assertThatThrownBy(() -> probe.event(4, 1, 2, 0)).hasMessageContaining("4 ns");
  }
}
