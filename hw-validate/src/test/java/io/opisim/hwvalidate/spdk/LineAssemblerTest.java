package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {
  @Test
  void linesAreTheSameHoweverTheBytesAreCut() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      expected.add("x".repeat(random.nextInt(i % 20 == 0 ? 30_000 : 80)) + i);
    }
    byte[] bytes = (String.join("\n", expected) + "\n").getBytes(StandardCharsets.UTF_8);

    for (int longestChunk : new int[] {1, 7, 4_000, 100_000, bytes.length}) {
      LineAssembler assembler = new LineAssembler();
      List<String> lines = new ArrayList<>();
      for (int start = 0; start < bytes.length; ) {
        int end = Math.min(bytes.length, start + 1 + random.nextInt(longestChunk));
        assembler.append(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, end)));
        start = end;
        Optional<byte[]> line;
        while ((line = assembler.nextLine()).isPresent()) {
          lines.add(new String(line.get(), StandardCharsets.UTF_8));
        }
      }
      assertThat(lines).as("chunks of up to %d bytes", longestChunk).isEqualTo(expected);
      assertThat(assembler.pendingBytes()).isZero();
    }
  }

  @Test
  void aLineWithoutItsEndIsPending() {
    LineAssembler assembler = new LineAssembler();
    assembler.append(ByteBuffer.wrap("one\ntwo".getBytes(StandardCharsets.UTF_8)));

    assertThat(assembler.nextLine()).hasValueSatisfying(line -> assertThat(line).hasSize(3));
    assertThat(assembler.nextLine()).isEmpty();
    assertThat(assembler.pendingBytes()).isEqualTo(3);
    assertThat(assembler.pendingHead(2)).asString().isEqualTo("tw");
  }
}
