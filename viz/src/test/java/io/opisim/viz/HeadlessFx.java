package io.opisim.viz;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Starts JavaFX without a display before the tests of a class. Where its natives cannot be loaded
 * the tests are skipped and say why; with {@code CI=true} in the environment they fail.
 */
public final class HeadlessFx implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    try {
      FxToolkit toolkit = new FxToolkit();
      toolkit.useNoDisplay();
      toolkit.start();
      toolkit.checkText();
    } catch (IOException e) {
      String reason = "JavaFX cannot start without a display on this machine: " + e.getMessage();
      if ("true".equals(System.getenv("CI"))) {
        fail(reason, e);
      }
      throw new TestAbortedException(reason, e);
    }
  }
}
