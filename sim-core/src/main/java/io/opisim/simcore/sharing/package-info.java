/**
 * Activities that share resources max-min fairly.
 *
 * <p>{@link io.opisim.simcore.sharing.ActivityPool} is the door for models: resources, activities,
 * handlers, whole nanoseconds. Below it lies {@link io.opisim.simcore.sharing.SharingSolver}, which
 * knows numbers only and has a clock without rounding.
 *
 * <p>May use: {@code sim}. A new rule of sharing would replace {@code FairShares} behind the
 * solver.
 */
package io.opisim.simcore.sharing;
