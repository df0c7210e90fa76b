/**
 * The door for people and scripts: one class a verb, and the only room that prints.
 *
 * <p>Results go to standard output, progress and problems to standard error. Exit codes: 0 done, 1
 * expectation or accuracy band missed, 2 bad usage or invalid file, 3 run failed.
 *
 * <p>May use: picocli and every floor below; {@code viz} only through the {@code ResultViewer}
 * service. A new verb is one class, listed in {@link io.opisim.cli.Opisim}.
 */
package io.opisim.cli;
