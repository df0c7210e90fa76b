package io.opisim.hwvalidate.training;

import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.TransformerModel;

/**
 * One published step.
 *
 * @param key which row
 * @param task rows of one task differ in their plan only
 * @param model what is trained
 * @param plan how it is spread
 * @param seconds the time of a step
 */
public record TrainingRow(
    String key, String task, TransformerModel model, ParallelPlan plan, double seconds) {}
