package io.opisim.simcore.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The streams of one run: a master seed from which each stream is derived by its name.
 *
 * <p>The state of a stream is taken from SHA-256 of the master seed and the name, so neither the
 * order in which streams are made nor the thread that makes them matters. Asking twice for a name
 * gives two streams with the same numbers: a name belongs to one purpose.
 *
 * @param masterSeed any number
 */
public record RandomStreams(long masterSeed) {

  /** A fresh stream at the beginning of the sequence that belongs to {@code name}. */
  public RandomStream stream(String name) {
    ByteBuffer digest = digest("stream", name);
    long[] seed = new long[6];
    for (int i = 0; i < seed.length; i++) {
      long word = Integer.toUnsignedLong(digest.getInt());
      long modulus = i < 3 ? RandomStream.MODULUS_1 : RandomStream.MODULUS_2;
      // A component of three zeros would stay zero for ever, so no word is zero.
      seed[i] = word % (modulus - 1) + 1;
    }
    return new RandomStream(seed);
  }

  /** Streams with a master seed of their own, for one part or one replication of the run. */
  public RandomStreams child(String name) {
    return new RandomStreams(digest("child", name).getLong());
  }

  private ByteBuffer digest(String purpose, String name) {
    Objects.requireNonNull(name, "name");
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, masterSeed));
      sha256.update((purpose + ':' + name).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
