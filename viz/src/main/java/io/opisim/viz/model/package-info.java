/**
 * What the screens show, without the screen: runs, rows, intervals, visible ranges.
 *
 * <p>Plain Java, testable without a display; no JavaFX, no files. Everything that decides where
 * something is drawn, or what a pixel stands for, lives here. A new view starts with its model
 * here.
 */
package io.opisim.viz.model;
