/**
 * The door of the screens: the service that the command line finds and calls.
 *
 * <p>Starts the JavaFX toolkit, with a display or without one, then hands over to a screen or to
 * the canvas. Plain view-models are in {@code model}, files in {@code io}, drawing in {@code
 * canvas}, one package for each screen. Only this module knows JavaFX.
 */
package io.opisim.viz;
