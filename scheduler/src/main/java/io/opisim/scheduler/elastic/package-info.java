/**
 * Policies that choose how many GPUs an elastic job holds, and change that while it runs.
 *
 * <p>{@link io.opisim.scheduler.elastic.WidthRule} says which of two jobs has the next GPU, {@link
 * io.opisim.scheduler.elastic.WidthDivision} deals them out by it, {@link
 * io.opisim.scheduler.elastic.ElasticPolicy} makes the nodes follow. One rule a file.
 *
 * <p>May use: {@code scheduler}. A new rule is a class here and a line in {@code
 * META-INF/services}.
 */
package io.opisim.scheduler.elastic;
