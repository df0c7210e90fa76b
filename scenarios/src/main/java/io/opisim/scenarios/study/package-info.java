/**
 * From a scenario to its results: cases times seeds, each run in a world of its own.
 *
 * <p>{@link io.opisim.scenarios.study.Study} hands runs to threads and puts the results in order;
 * {@link io.opisim.scenarios.study.Inputs} builds clusters and workloads, once for all runs that
 * share them.
 *
 * <p>May use: {@code scenario}, {@code catalog}, {@code world}, {@code result}, {@code
 * trace-replay}. Other executors join here.
 */
package io.opisim.scenarios.study;
