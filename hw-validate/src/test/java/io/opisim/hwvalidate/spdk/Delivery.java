package io.opisim.hwvalidate.spdk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** How a stand-in cuts and orders the answers to the requests that came in one go. */
@FunctionalInterface
interface Delivery {
  /** The writes to make, in order, for these answers (each with its line feed). */
  List<byte[]> writes(List<byte[]> answers);

  /** One write an answer, in the order asked. */
  static Delivery whole() {
    return answers -> answers;
  }

  /** One write a byte. */
  static Delivery byteByByte() {
    return answers -> {
      List<byte[]> writes = new ArrayList<>();
      for (byte value : joined(answers)) {
        writes.add(new byte[] {value});
      }
      return writes;
    };
  }

  /** Cut at random places, answers running into each other. */
  static Delivery fragmented(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return answers -> {
      byte[] bytes = joined(answers);
      List<byte[]> writes = new ArrayList<>();
      for (int start = 0; start < bytes.length; ) {
        int end = Math.min(bytes.length, start + 1 + random.nextInt(200));
        writes.add(Arrays.copyOfRange(bytes, start, end));
        start = end;
      }
      return writes;
    };
  }

  /** The last asked is the first answered. */
  static Delivery reversed() {
    return answers -> {
      List<byte[]> writes = new ArrayList<>(answers);
      Collections.reverse(writes);
      return writes;
    };
  }

  /** All answers in one write. */
  static Delivery glued() {
    return answers -> List.of(joined(answers));
  }

  /**
   * Messages that answer nothing asked, before each answer and after; one has an id of 2^64 + 1,
   * which is 1 to a reader that cuts numbers off.
   */
  static Delivery withForeignMessages() {
    byte[] foreign =
        """
        {"jsonrpc":"2.0","id":987654,"result":true}
        {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}
        {"jsonrpc":"2.0","id":"1","result":"an id of another type"}
        {"jsonrpc":"2.0","id":18446744073709551617,"result":[]}
        {"jsonrpc":"2.0","id":1.50,"result":{}}
        {"jsonrpc":"2.0","method":"notice"}

        """
            .getBytes(StandardCharsets.UTF_8);
    return answers -> {
      List<byte[]> writes = new ArrayList<>();
      for (byte[] answer : answers) {
        writes.add(foreign);
        writes.add(answer);
      }
      writes.add(foreign);
      return writes;
    };
  }

  private static byte[] joined(List<byte[]> answers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    answers.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
