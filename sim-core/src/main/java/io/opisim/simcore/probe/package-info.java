/**
 * The one door through which a run is observed.
 *
 * <p>A model reports what changed to a {@code Probe}: when, what kind of thing, whom it is about,
 * how much. What the kinds mean is agreed between the floors above; this package only carries the
 * reports, without allocation. Observing never changes a run.
 *
 * <p>May use: nothing. A new way to observe is a class anywhere that implements {@code Probe}.
 */
package io.opisim.simcore.probe;
