package io.opisim.viz.canvas;

import io.opisim.viz.model.JobCondition;
import javafx.scene.paint.Color;

/**
 * The colours of the screens.
 *
 * <p>Waiting reasons take the colours of Okabe and Ito, which people with any common colour vision
 * can tell apart; those of quotas and rounds are a violet and an indigo that keep their distance to
 * them. Running is grey, because it is what is expected: what waits stands out.
 */
public final class Palette {
  /** Text and lines of first rank. */
  public static final Color INK = Color.web("#1F2933");

  /** Text of second rank. */
  public static final Color FAINT_INK = Color.web("#616E7C");

  /** Lines of a plot. */
  public static final Color GRID = Color.web("#E4E7EB");

  /** Lines across what is drawn: seen on any colour. */
  public static final Color GRID_OVER = Color.web("#9AA5B1", 0.3);

  /** Frame of a plot. */
  public static final Color FRAME = Color.web("#9AA5B1");

  /** Behind everything. */
  public static final Color PAPER = Color.WHITE;

  /** GPUs in use. */
  public static final Color USE = Color.web("#3E6C8F");

  /** Between the least and the largest use of a pixel column. */
  public static final Color USE_RANGE = Color.web("#BFD3E2");

  private static final Color RUNNING = Color.web("#AEB6BF");
  private static final Color UNPLACEABLE = Color.web("#000000");
  private static final Color UNDER_REPAIR = Color.web("#56B4E9");
  private static final Color NO_FREE_GPU = Color.web("#D55E00");
  private static final Color NO_FREE_CPU = Color.web("#E69F00");
  private static final Color NO_FREE_MEMORY = Color.web("#F0E442");
  private static final Color FRAGMENTED = Color.web("#CC79A7");
  private static final Color RESERVED_FOR_HEAD = Color.web("#0072B2");
  private static final Color OVER_QUOTA = Color.web("#9B30FF");
  private static final Color UNTIL_NEXT_ROUND = Color.web("#1B1B8F");
  private static final Color BEHIND_HEAD = Color.web("#009E73");
  private static final Color OTHER_WAIT = Color.web("#7F5539");

  private static final double FAINTEST = 0.6;

  private Palette() {}

  /** The colour of a condition. */
  public static Color of(JobCondition condition) {
    return switch (condition) {
      case RUNNING -> RUNNING;
      case UNPLACEABLE -> UNPLACEABLE;
      case UNDER_REPAIR -> UNDER_REPAIR;
      case NO_FREE_GPU -> NO_FREE_GPU;
      case NO_FREE_CPU -> NO_FREE_CPU;
      case NO_FREE_MEMORY -> NO_FREE_MEMORY;
      case FRAGMENTED -> FRAGMENTED;
      case RESERVED_FOR_HEAD -> RESERVED_FOR_HEAD;
      case OVER_QUOTA -> OVER_QUOTA;
      case UNTIL_NEXT_ROUND -> UNTIL_NEXT_ROUND;
      case BEHIND_HEAD -> BEHIND_HEAD;
      case OTHER_WAIT -> OTHER_WAIT;
    };
  }

  /** The colour of a cell in which a share of the jobs was there: fainter where it was small. */
  public static Color of(JobCondition condition, double share) {
    return PAPER.interpolate(of(condition), FAINTEST + (1 - FAINTEST) * Math.sqrt(share));
  }

  /** The same as a number: alpha, red, green, blue. */
  public static int argb(Color color) {
    return 0xFF000000
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }
}
