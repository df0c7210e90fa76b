package io.opisim.scenarios.result;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** The version of this build, written by the build. */
public final class Version {
  private static final String RESOURCE = "version.properties";

  private Version() {}

  /** For instance {@code 0.1.0}. */
  public static String text() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Version.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      properties.load(in);
    } catch (IOException unreadable) {
      throw new IllegalStateException(RESOURCE + " cannot be read", unreadable);
    }
    return properties.getProperty("version");
  }
}
