package io.opisim.scheduler.state;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits in each group, and what its running jobs hold. */
final class GroupBooks implements JobGroups {
  private final int[] groupOf;
  private final List<String> names;
  private final OrderedInts[] waiting;
  private final long[] gpuMilli;
  private final long[] cpuMilli;
  private final long[] memoryBytes;

  GroupBooks(List<Job> jobs, long[] priority) {
    groupOf = new int[jobs.size()];
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int job = 0; job < groupOf.length; job++) {
      groupOf[job] = numbers.computeIfAbsent(jobs.get(job).group(), name -> numbers.size());
    }
    names = new ArrayList<>(numbers.keySet());
    waiting = new OrderedInts[names.size()];
    for (int group = 0; group < waiting.length; group++) {
      waiting[group] = new OrderedInts(priority);
    }
    gpuMilli = new long[names.size()];
    cpuMilli = new long[names.size()];
    memoryBytes = new long[names.size()];
  }

  void wait(int job) {
    waiting[groupOf[job]].add(job);
  }

  void waitNoMore(int job) {
    waiting[groupOf[job]].remove(job);
  }

  void hold(int job, Job changed, int sign) {
    int group = groupOf[job];
    gpuMilli[group] += sign * changed.gpuMilli();
    cpuMilli[group] += sign * changed.cpuMilli();
    long others = (changed.tasks() - 1) * changed.demand().memoryBytes();
    memoryBytes[group] += sign * (others + changed.lastDemand().memoryBytes());
  }

  @Override
  public int count() {
    return names.size();
  }

  @Override
  public String name(int group) {
    return names.get(group);
  }

  @Override
  public int of(int job) {
    return groupOf[job];
  }

  @Override
  public int waiting(int group) {
    return waiting[group].size();
  }

  @Override
  public int firstWaiting(int group) {
    return waiting[group].first();
  }

  @Override
  public IntCursor waitingInOrder(int group) {
    return waiting[group].ascending();
  }

  @Override
  public long heldGpuMilli(int group) {
    return gpuMilli[group];
  }

  @Override
  public long heldCpuMilli(int group) {
    return cpuMilli[group];
  }

  @Override
  public long heldMemoryBytes(int group) {
    return memoryBytes[group];
  }
}
