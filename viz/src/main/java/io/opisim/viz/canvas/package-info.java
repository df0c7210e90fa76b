/**
 * Drawing: view-models onto a JavaFX canvas, the same for the window and for pictures.
 *
 * <p>Painters hold no state and decide nothing that a model could decide. Colours are in {@code
 * Palette}, places in {@code SceneLayout}. May use: {@code model}.
 */
package io.opisim.viz.canvas;
