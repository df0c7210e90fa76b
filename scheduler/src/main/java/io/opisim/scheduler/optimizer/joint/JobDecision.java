package io.opisim.scheduler.optimizer.joint;

import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.entity.PlanningPin;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** The decision about one job, as the solver changes it. */
@PlanningEntity
public final class JobDecision {
  static final String POSITION = "position";
  static final String SPOT = "spot";
  static final String HOLDS = "holds";
  static final String WAY = "way";

  @PlanningId private int job;
  private int ways;

  @PlanningPin private boolean pinned;

  @PlanningVariable(valueRangeProviderRefs = "positions")
  private Integer position;

  @PlanningVariable(valueRangeProviderRefs = "spots")
  private Spot spot;

  @PlanningVariable(valueRangeProviderRefs = "holdings")
  private Boolean holds;

  @PlanningVariable(valueRangeProviderRefs = "ways")
  private Integer way;

  /** For the solver, which copies plans. */
  JobDecision() {}

  JobDecision(int job, PlannedJob planned, JobChoice choice) {
    this.job = job;
    ways = planned.ways();
    pinned = planned.runningOn() != null;
    set(choice);
  }

  void set(JobChoice choice) {
    position = choice.position();
    spot = choice.spot();
    holds = choice.holds();
    way = choice.way();
  }

  JobChoice choice() {
    return new JobChoice(position, spot, holds, way);
  }

  /** The ways of this job. */
  @ValueRangeProvider(id = "ways")
  public CountableValueRange<Integer> wayRange() {
    return ValueRangeFactory.createIntValueRange(0, ways);
  }

  @Override
  public String toString() {
    return "job " + job + ": " + choice();
  }
}
