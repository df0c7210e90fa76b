package io.opisim.scenarios.result.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Names a result by all that went into it. */
public final class ResultHash {
  private static final int HEX_DIGITS = 12;

  private ResultHash() {}

  /**
   * The hash.
   *
   * @param scenario the resolved scenario, in canonical form
   * @param version version of opisim
   * @param inputs data file to the SHA-256 of its bytes
   */
  public static String of(byte[] scenario, String version, SortedMap<String, String> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(scenario);
      digest.update(("\nversion " + version).getBytes(StandardCharsets.UTF_8));
      inputs.forEach(
          (file, hash) ->
              digest.update(("\n" + file + " " + hash).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
