package io.opisim.models.catalog;

/** How a number came to be known. */
public enum Provenance {
  /** Its maker says so. */
  DATASHEET,
  /** Somebody measured it. */
  MEASURED,
  /** It makes a model meet measurements. */
  FITTED,
  /** Nobody published it; a guess that says so. */
  ESTIMATED
}
