package io.opisim.models.workload.loader;

import io.opisim.models.storage.KeyedStorage;
import io.opisim.simcore.random.Normal;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;

/**
 * The sizes of a data set's files, and the order in which an epoch takes them.
 *
 * <p>Models: sizes drawn once from a normal law that is cut off below {@link #LEAST_SHARE} of its
 * mean; every epoch shuffles all files anew, every rank reads a share of the shuffled list.
 * Ignores: directories, and whatever a file holds besides its records. Valid for: files of one
 * record; several equal records in a file are read one by one and need no file. Source:
 * dlio_benchmark, {@code data_generator} and {@code utils/config.py}, as described in {@code
 * docs/models/emulated-trainer.md}.
 */
public final class RecordSizes {
  /** The smallest file, as a share of the mean; DLIO says "small and positive". */
  public static final double LEAST_SHARE = 0.01;

  private final long equalBytes;
  private final long[] sizeBytes;
  private final int[] order;
  private final int together;
  private final RandomStreams random;
  private final boolean numbered;

  private RecordSizes(long equalBytes, long[] sizeBytes, int together, RandomStreams random) {
    this(equalBytes, sizeBytes, together, random, sizeBytes.length, false);
  }

  private RecordSizes(
      long equalBytes,
      long[] sizeBytes,
      int together,
      RandomStreams random,
      int ordered,
      boolean numbered) {
    this.equalBytes = equalBytes;
    this.sizeBytes = sizeBytes;
    this.together = together;
    this.random = random;
    this.numbered = numbered;
    order = new int[ordered];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** Records of one size. */
  public static RecordSizes equal(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a record has a positive size, not " + bytes + " bytes");
    }
    return new RecordSizes(bytes, new long[0], 1, new RandomStreams(0));
  }

  /**
   * Files of different sizes.
   *
   * @param meanBytes mean of the law before it is cut off
   * @param deviationBytes its standard deviation; 0 makes all sizes equal
   * @param files how many there are
   */
  public static RecordSizes normal(
      double meanBytes, double deviationBytes, int files, RandomStreams random) {
    if (deviationBytes == 0) {
      return equal(Math.max(1, (long) Math.rint(meanBytes)));
    }
    Normal law = new Normal(meanBytes, deviationBytes);
    double cutOff = law.cdf(LEAST_SHARE * meanBytes);
    RandomStream stream = random.stream("file sizes");
    long[] sizes = new long[files];
    for (int i = 0; i < files; i++) {
      double probability = cutOff + stream.nextUniform() * (1 - cutOff);
      // Rounding may lift a probability just below 1 to 1, whose quantile is infinite.
      sizes[i] = (long) Math.rint(law.quantile(Math.min(probability, 1 - 0x1p-40)));
    }
    return new RecordSizes(0, sizes, 1, random);
  }

  /**
   * The same files where neighbours in an epoch's order are read as one, as a worker reads the
   * records of a batch one after another: the bytes are the same, what each file costs by itself is
   * paid once for all of them.
   *
   * @param records how many make one read
   */
  public RecordSizes joined(int records) {
    if (records < 1) {
      throw new IllegalArgumentException("a read has one record or more, not " + records);
    }
    return new RecordSizes(equalBytes, sizeBytes, records * together, random);
  }

  /**
   * The same, each of so many with a number of its own that a cache can know it by, and shuffled
   * even if all are of one size.
   *
   * @param files how many, where all are of one size
   * @param chance of the order
   */
  public RecordSizes numbered(int files, RandomStreams chance) {
    if (together > 1) {
      throw new IllegalArgumentException("records that are read as one have no number");
    }
    int known = sizeBytes.length == 0 ? files : sizeBytes.length;
    return new RecordSizes(equalBytes, sizeBytes, 1, chance, known, true);
  }

  /** The number of the file at a place of the epoch's order; none if they have none. */
  long objectAt(int place) {
    return numbered ? order[place] : KeyedStorage.NO_OBJECT;
  }

  /** Reads to choose from; without limit where all files are of one size. */
  public int files() {
    return order.length == 0 ? Integer.MAX_VALUE : order.length / together;
  }

  /** Mean of a read over the sizes drawn; it lies above the law's where much is cut off. */
  public double meanBytes() {
    double sum = equalBytes;
    for (long bytes : sizeBytes) {
      sum += bytes;
    }
    return together * (sizeBytes.length == 0 ? sum : sum / sizeBytes.length);
  }

  /** The order of an epoch: every file once. */
  void shuffle(int epoch) {
    if (order.length == 0) {
      return;
    }
    RandomStream stream = random.stream("order of epoch " + epoch);
    for (int i = order.length - 1; i > 0; i--) {
      int other = stream.nextInt(i + 1);
      int file = order[i];
      order[i] = order[other];
      order[other] = file;
    }
  }

  /** The size of a read at a place of the epoch's order. */
  long bytesAt(int place) {
    if (sizeBytes.length == 0) {
      return together * equalBytes;
    }
    long bytes = 0;
    for (int file = place * together; file < (place + 1) * together; file++) {
      bytes += sizeBytes[order[file]];
    }
    return bytes;
  }
}
