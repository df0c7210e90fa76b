package io.opisim.scheduler.state;

import io.opisim.models.workload.Elasticity;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers jobs by what they ask for: jobs of one class ask for the same, on the same terms. */
final class DemandClasses {
  private record Shape(int tasks, TaskDemand demand, TaskDemand last, Elasticity elasticity) {
    /** Written out for the reason given at {@link TaskDemand#hashCode}. */
    @Override
    public int hashCode() {
      return 31 * (31 * tasks + demand.hashCode()) + last.hashCode();
    }
  }

  private DemandClasses() {}

  /** The class of each job, from 0 without gaps. */
  static int[] of(List<Job> jobs) {
    int[] classOf = new int[jobs.size()];
    Map<Shape, Integer> shapes = new HashMap<>();
    Job previous = null;
    for (int job = 0; job < classOf.length; job++) {
      Job next = jobs.get(job);
      if (previous != null
          && next.demand() == previous.demand()
          && next.lastDemand() == previous.lastDemand()
          && next.tasks() == previous.tasks()
          && next.elasticity() == previous.elasticity()) {
        classOf[job] = classOf[job - 1];
      } else {
        Shape shape = new Shape(next.tasks(), next.demand(), next.lastDemand(), next.elasticity());
        Integer known = shapes.putIfAbsent(shape, shapes.size());
        classOf[job] = known == null ? shapes.size() - 1 : known;
      }
      previous = next;
    }
    return classOf;
  }
}
