/**
 * What cluster queues hold of their quotas: the arithmetic of borrowing and lending.
 *
 * <p>Used by the policy {@code quota} and by joint plans, so that both mean the same. May use: the
 * contract, {@code models}. Who starts next is decided elsewhere.
 */
package io.opisim.scheduler.quota;
