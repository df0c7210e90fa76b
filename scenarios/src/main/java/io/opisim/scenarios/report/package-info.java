/**
 * Results for people: aligned text tables, explanations, later HTML.
 *
 * <p>Everything here returns lines of text; printing is done in {@code cli}. Numbers for people are
 * rounded, numbers for programs are in the files.
 *
 * <p>May use: {@code result}, {@code simcore}. A new view of a result goes here.
 */
package io.opisim.scenarios.report;
