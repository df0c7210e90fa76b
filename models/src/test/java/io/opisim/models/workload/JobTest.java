package io.opisim.models.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs, and what they are cut into. */
class JobTest {
  private static final TaskDemand EIGHT = TaskDemand.wholeGpus(8);
  private static final TaskDemand FOUR = TaskDemand.wholeGpus(4);

  // 12 GPUs on nodes of 8 are a task of 8 and a task of 4: 8 + 4 = 12 ranks, numbered 0 to 11.
  @Test
  void a_job_of_twelve_gpus_on_nodes_of_eight_has_twelve_ranks_over_two_tasks() {
    Job job = new Job("a", "", 0, 1, 2, EIGHT, FOUR);

    assertThat(job.gpus()).isEqualTo(12);
    assertThat(job.gpuMilli()).isEqualTo(12_000);
    assertThat(job.task(0).ranks() + job.task(1).ranks()).isEqualTo(12);
    assertThat(job.task(1).rank(3)).isEqualTo(new Rank(job.task(1), 3, 11));
  }

  @Test
  void a_task_has_no_rank_beyond_its_devices() {
    Job job = new Job("a", "", 0, 1, 2, EIGHT, FOUR);

    assertThatThrownBy(() -> job.task(1).rank(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void only_a_task_on_one_device_may_hold_a_part_of_it() {
    assertThat(new TaskDemand(1, 250, 0, 0, List.of()).isFractional()).isTrue();
    assertThatThrownBy(() -> new TaskDemand(2, 250, 0, 0, List.of()))
        .hasMessageContaining("2 GPUs of 250 milli-GPU");
    assertThatThrownBy(() -> new TaskDemand(1, 0, 0, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_demands_that_accept_the_same_models_are_equal_in_whatever_order_they_name_them() {
    assertThat(new TaskDemand(1, 1000, 0, 0, List.of("t4", "a10", "t4")))
        .isEqualTo(new TaskDemand(1, 1000, 0, 0, List.of("a10", "t4")));
  }

  @Test
  void a_job_needs_a_run_time_and_a_task() {
    assertThatThrownBy(() -> Job.single("late", "", 0, 0, FOUR)).hasMessageContaining("job late");
    assertThatThrownBy(() -> new Job("none", "", 0, 1, 0, FOUR, FOUR))
        .hasMessageContaining("job none");
  }

  // 10 steps of 3 ns last 30 ns; after 8 ns two whole steps are done.
  @Test
  void work_survives_in_whole_steps() {
    Steps steps = new Steps(10, 3);

    assertThat(steps.durationNanos()).isEqualTo(30);
    assertThat(steps.doneAfter(8)).isEqualTo(2);
    assertThat(steps.doneAfter(1_000)).isEqualTo(10);
  }
}
