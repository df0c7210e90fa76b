/**
 * Training as the storage sees it: ranks that wait for batches, and loader workers that read them.
 *
 * <p>The emulated trainer of MLPerf Storage: accelerators are replaced by a wait of the step's
 * length, so that all which is measured is the way from the storage to them. May use: {@code
 * models.storage}, whose service carries out the reads. A new law of extra time is a class that
 * implements {@code StepTimes}.
 */
package io.opisim.models.workload.loader;
