/**
 * The one mutable state behind the windows that policies read: what is free, who waits, who runs.
 *
 * <p>Only the world of a run changes it. Indexes are kept up to date on every change and built only
 * when first asked for. This is hot code: flat arrays, no boxing, no streams.
 *
 * <p>May use: the contract in {@code io.opisim.scheduler} and {@code models}. A new index goes
 * here, behind a new method of {@code ClusterView} or {@code JobQueue}.
 */
package io.opisim.scheduler.state;
