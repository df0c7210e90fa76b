package io.opisim.viz;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts JavaFX without a display before the tests of a class. Where that cannot be done each test
 * is reported as skipped, with the reason; with {@code CI=true} in the environment they fail.
 */
public final class HeadlessFx implements ExecutionCondition, BeforeAllCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(HeadlessFx.class);

  private record Outcome(Optional<String> obstacle) {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> obstacle = obstacle(context);
    // Only tests are disabled: Surefire says nothing of a class that is disabled as a whole.
    return obstacle.isPresent() && context.getTestMethod().isPresent() && !isCi()
        ? ConditionEvaluationResult.disabled(obstacle.get())
        : ConditionEvaluationResult.enabled("JavaFX runs without a display");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    obstacle(context)
        .ifPresent(
            reason -> {
              if (isCi()) {
                fail(reason);
              }
            });
  }

  private static boolean isCi() {
    return "true".equals(System.getenv("CI"));
  }

  private static Optional<String> obstacle(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent("outcome", key -> new Outcome(start()), Outcome.class)
        .obstacle();
  }

  private static Optional<String> start() {
    try {
      FxToolkit toolkit = new FxToolkit();
      toolkit.useNoDisplay();
      toolkit.start();
      toolkit.checkText();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no JavaFX without a display on this machine: " + e.getMessage());
    }
  }
}
