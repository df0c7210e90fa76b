/**
 * Results as files: the folder, its manifest, the JSON on standard output, and back.
 *
 * <p>What is compared byte for byte holds no clock, no host and no path; facts of the machine go to
 * {@code timing.json}. May use: Jackson, FastCSV, {@code result}. Another file format of a result
 * goes here.
 */
package io.opisim.scenarios.result.io;
