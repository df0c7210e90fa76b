package io.opisim.simcore.sharing;

import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * Flows on links, in a file that both sides of the comparison read: {@code links flows}, the
 * capacity of the links, then a line per flow: {@code start_s size_bytes source destination link…}.
 *
 * <p>{@code main} writes one: {@code FILE HOSTS FLOWS LOAD SEED}. The fabric is a two-level fat
 * tree of 32 hosts per leaf and 32 spines, 12.5 GB/s links, the spine chosen by the destination.
 * Sizes are 1 MB + Exp(1 GB), pairs are random. With LOAD 0 all start at once, else as a Poisson
 * process that loads the hosts' links to that share.
 */
public record FlowList(
    int links, double bytesPerSecond, double[] starts, long[] sizes, int[][] routes) {
  private static final int HOSTS_PER_LEAF = 32;
  private static final double LINK = 12.5e9;
  private static final double MEAN_BYTES = 1e9;
  private static final double LEAST_BYTES = 1e6;

  static FlowList read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      StringTokenizer head = new StringTokenizer(reader.readLine());
      int links = Integer.parseInt(head.nextToken());
      int flows = Integer.parseInt(head.nextToken());
      double capacity = Double.parseDouble(head.nextToken());
      double[] starts = new double[flows];
      long[] sizes = new long[flows];
      int[][] routes = new int[flows][];
      for (int flow = 0; flow < flows; flow++) {
        StringTokenizer line = new StringTokenizer(reader.readLine());
        starts[flow] = Double.parseDouble(line.nextToken());
        sizes[flow] = Long.parseLong(line.nextToken());
        line.nextToken();
        line.nextToken();
        routes[flow] = new int[line.countTokens()];
        for (int i = 0; i < routes[flow].length; i++) {
          routes[flow][i] = Integer.parseInt(line.nextToken());
        }
      }
      return new FlowList(links, capacity, starts, sizes, routes);
    }
  }

  /** Writes a list. */
  public static void main(String[] arguments) throws IOException {
    int hosts = Integer.parseInt(arguments[1]);
    int flows = Integer.parseInt(arguments[2]);
    double load = Double.parseDouble(arguments[3]);
    RandomStreams streams = new RandomStreams(Long.parseLong(arguments[4]));
    RandomStream pairs = streams.stream("pairs");
    RandomStream sizes = streams.stream("sizes");
    RandomStream arrivals = streams.stream("arrivals");
    Distribution size = new Exponential(MEAN_BYTES);
    Distribution gap = new Exponential(1);
    double perSecond = load * hosts * LINK / (LEAST_BYTES + MEAN_BYTES);
    double start = 0;
    try (PrintWriter out =
        new PrintWriter(
            Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.US_ASCII))) {
      out.println(4 * hosts + " " + flows + " " + LINK);
      for (int flow = 0; flow < flows; flow++) {
        int from = pairs.nextInt(hosts);
        int to = (from + 1 + pairs.nextInt(hosts - 1)) % hosts;
        if (load > 0) {
          start += gap.sample(arrivals) / perSecond;
        }
        long bytes = (long) (LEAST_BYTES + size.sample(sizes));
        out.printf(
            Locale.ROOT, "%.17g %d %d %d%s%n", start, bytes, from, to, route(hosts, from, to));
      }
    }
  }

  /**
   * Links: host to leaf, leaf to spine, spine to leaf, leaf to host; each block as long as hosts.
   */
  private static String route(int hosts, int from, int to) {
    int fromLeaf = from / HOSTS_PER_LEAF;
    int toLeaf = to / HOSTS_PER_LEAF;
    int spine = to % HOSTS_PER_LEAF;
    String middle =
        fromLeaf == toLeaf
            ? ""
            : " "
                + (hosts + fromLeaf * HOSTS_PER_LEAF + spine)
                + " "
                + (2 * hosts + toLeaf * HOSTS_PER_LEAF + spine);
    return " " + from + middle + " " + (3 * hosts + to);
  }
}
