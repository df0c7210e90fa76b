/**
 * Training steps in closed form: how much memory they need and how long they take.
 *
 * <p>A {@code TransformerModel} and a {@code ParallelPlan} give FLOP, bytes and parts of a step's
 * time; other models take measured speeds. Communication goes through {@code CommunicationCost}, so
 * that another model of it can be put in. May use: {@code compute}, {@code catalog}, {@code
 * workload}.
 */
package io.opisim.models.workload.training;
