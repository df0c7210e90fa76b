package io.opisim.tracereplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TraceJob;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobCutterTest {
  @Test
  void twelveGpusOnNodesOfEightAreATaskOfEightAndATaskOfFour() {
    Job job = new JobCutter(8).cut(job(12, 1000, 0, 0, 0));

    assertThat(job.tasks()).isEqualTo(2);
    assertThat(job.demandOf(0)).isEqualTo(TaskDemand.wholeGpus(8));
    assertThat(job.demandOf(1)).isEqualTo(TaskDemand.wholeGpus(4));
    assertThat(job.gpus()).isEqualTo(12);
  }

  @Test
  void aJobThatFitsANodeIsOneTask() {
    Job job = new JobCutter(8).cut(job(8, 1000, 0, 0, 0));

    assertThat(job.tasks()).isEqualTo(1);
    assertThat(job.demandOf(0)).isEqualTo(TaskDemand.wholeGpus(8));
  }

  @Test
  void declaredNodesHoldWhereTheirTasksFit() {
    // 16 GPUs on 4 nodes of the trace stay 4 tasks of 4, although 2 tasks of 8 would do.
    assertThat(new JobCutter(8).cut(job(16, 1000, 4, 0, 0)).tasks()).isEqualTo(4);
    // On nodes of 2 GPUs they are cut further.
    assertThat(new JobCutter(2).cut(job(16, 1000, 4, 0, 0)).tasks()).isEqualTo(8);
  }

  @Test
  void unevenDeclaredNodesPutTheRemainderOnTheLast() {
    // 10 GPUs on 4 nodes: 3 + 3 + 3 + 1.
    Job job = new JobCutter(8).cut(job(10, 1000, 4, 0, 0));

    assertThat(job.tasks()).isEqualTo(4);
    assertThat(job.demand().gpus()).isEqualTo(3);
    assertThat(job.lastDemand().gpus()).isEqualTo(1);
  }

  @Test
  void cpuAndMemoryAreDividedEvenlyAndRoundedUp() {
    Job job = new JobCutter(8).cut(job(24, 1000, 0, 1000, 10));

    // A third of 1000 milli-CPU is 334 rounded up, of 10 bytes 4.
    assertThat(job.demand()).isEqualTo(new TaskDemand(8, 1000, 334, 4, List.of()));
  }

  @Test
  void aShareOfOneGpuAndAJobWithoutGpusAreOneTask() {
    assertThat(new JobCutter(8).cut(job(1, 460, 1, 6000, 0)).demand())
        .isEqualTo(new TaskDemand(1, 460, 6000, 0, List.of()));
    assertThat(new JobCutter(8).cut(job(0, 0, 1, 8000, 5)).demand())
        .isEqualTo(new TaskDemand(0, 0, 8000, 5, List.of()));
  }

  @Test
  void equalDemandsAreOneObject() {
    JobCutter cutter = new JobCutter(8);

    assertThat(cutter.cut(job(12, 1000, 0, 7, 7)).lastDemand())
        .isSameAs(cutter.cut(job(20, 1000, 0, 10, 10)).lastDemand());
  }

  @Test
  void noTaskIsLargerThanTheLargestNodeAndNoGpuIsLost() {
    for (int largest = 1; largest <= 9; largest++) {
      for (int gpus = 1; gpus <= 40; gpus++) {
        for (int nodes = 0; nodes <= gpus; nodes++) {
          Job job = new JobCutter(largest).cut(job(gpus, 1000, nodes, 0, 0));
          assertThat(job.gpus()).isEqualTo(gpus);
          assertThat(job.demand().gpus()).isBetween(1, largest);
          assertThat(job.lastDemand().gpus()).isBetween(1, job.demand().gpus());
        }
      }
    }
  }

  @Test
  void aNegativeNodeSizeIsRefused() {
    assertThatThrownBy(() -> new JobCutter(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TraceJob job(int gpus, int gpuMilli, int nodes, long cpuMilli, long memoryBytes) {
    return new TraceJob("j", "", 0, 1, gpus, gpuMilli, nodes, cpuMilli, memoryBytes, List.of(), -1);
  }
}
