package io.opisim.viz;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * A result folder that looks like a real one: a small queue simulation, first come first served,
 * with bursts by day and night and a few reasons mixed in. For tests and for trying the viewer:
 *
 * <pre>java … io.opisim.viz.MadeUpResult FOLDER JOBS</pre>
 */
public final class MadeUpResult {
  private static final String JOB_HEADER =
      "job,group,arrival_s,start_s,finish_s,jct_s,queue_wait_s,run_s,gpus,gpu_milli,tasks,"
          + "preemptions,largest_wait_reason,largest_wait_s,state";
  private static final String[] REASONS = {"no-free-gpu", "fragmented", "reserved-for-head"};

  private final int jobs;
  private final int gpus;
  private final SplittableRandom random;

  private MadeUpResult(int jobs, long seed) {
    this.jobs = jobs;
    this.gpus = Math.max(16, jobs / 60);
    this.random = new SplittableRandom(seed);
  }

  private record Release(double atSeconds, int gpus) {}

  /** Writes a folder of two cases with two seeds each. */
  public static Path write(Path directory, int jobs) throws IOException {
    StringBuilder cases = new StringBuilder();
    for (String name : new String[] {"fifo", "easy-backfill"}) {
      StringBuilder runs = new StringBuilder();
      for (long seed = 1; seed <= 2; seed++) {
        Path run = directory.resolve("runs").resolve(name + "-" + seed);
        Files.createDirectories(run);
        new MadeUpResult(jobs, seed * 31 + name.length()).writeRun(run);
        runs.append(runs.isEmpty() ? "" : ",")
            .append("{\"seed\":" + seed + ",\"directory\":\"runs/" + name + "-" + seed + "\"}");
      }
      cases
          .append(cases.isEmpty() ? "" : ",")
          .append("{\"case\":\"" + name + "\",\"parameters\":{\"policy\":\"" + name + "\"},")
          .append("\"runs\":[" + runs + "]}");
    }
    int gpus = Math.max(16, jobs / 60);
    Files.writeString(
        directory.resolve("manifest.json"),
        "{\"scenario\":\"made-up\",\"version\":\"0.1.0\",\"seed\":1,"
            + "\"question\":\"How much sooner do jobs end when small ones may overtake?\","
            + "\"cases\":["
            + cases
            + "],\"cluster\":{\"nodes\":"
            + (gpus + 7) / 8
            + ",\"gpus\":"
            + gpus
            + ",\"cpu_milli\":96000},\"unknown\":true}\n");
    return directory;
  }

  private void writeRun(Path run) throws IOException {
    boolean packed = jobs > 100_000;
    try (BufferedWriter table = open(run.resolve(packed ? "jobs.csv.gz" : "jobs.csv"));
        BufferedWriter waits = open(run.resolve("waits.csv.gz"))) {
      table.write(JOB_HEADER + "\n");
      waits.write("job,from_s,to_s,reason\n");
      PriorityQueue<Release> running =
          new PriorityQueue<>(Comparator.comparingDouble(Release::atSeconds));
      int free = gpus;
      double arrival = 0;
      double headStart = 0;
      for (int job = 0; job < jobs; job++) {
        double hourOfDay = arrival / 3600 % 24;
        double gap = 167.0 * (hourOfDay > 8 && hourOfDay < 20 ? 0.6 : 2.4);
        arrival += -Math.log(1 - random.nextDouble()) * gap;
        if (job % 997 == 500) {
          writeUnplaceable(table, job, arrival);
          continue;
        }
        int asked = random.nextInt(10) < 8 ? 1 : 1 << random.nextInt(1, 4);
        double seconds = Math.exp(gaussian() * 1.5 + Math.log(gap(job)));
        double start = Math.max(arrival, headStart);
        while (!running.isEmpty() && (running.peek().atSeconds() <= start || free < asked)) {
          Release release = running.poll();
          start = Math.max(start, release.atSeconds());
          free += release.gpus();
        }
        free -= asked;
        running.add(new Release(start + seconds, asked));
        writeJob(
            table, waits, job, asked, new double[] {arrival, start, start + seconds, headStart});
        headStart = start;
      }
    }
  }

  private double gap(int job) {
    // A third of the way in, jobs become long for a while, and a queue builds up.
    return (job > jobs / 3 && job < jobs / 2 ? 1.9 : 0.7) * 167 * 1.2 * gpus / 3.2 / 3;
  }

  private void writeJob(
      BufferedWriter table, BufferedWriter waits, int job, int asked, double[] times)
      throws IOException {
    double arrival = times[0];
    double start = times[1];
    double behind = Math.min(Math.max(times[3], arrival), start);
    String reason = REASONS[random.nextInt(10) < 7 ? 0 : random.nextInt(1, 3)];
    if (behind > arrival) {
      waits.write(String.format(Locale.ROOT, "j%d,%.3f,%.3f,behind-head%n", job, arrival, behind));
    }
    if (start > behind) {
      waits.write(String.format(Locale.ROOT, "j%d,%.3f,%.3f,%s%n", job, behind, start, reason));
    }
    double headWait = start - behind;
    boolean mostlyBehind = behind - arrival > headWait;
    table.write(
        String.format(
            Locale.ROOT,
            "j%d,group-%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%d,%d,%d,0,%s,%.3f,finished%n",
            job,
            job % 7,
            arrival,
            start,
            times[2],
            times[2] - arrival,
            start - arrival,
            times[2] - start,
            asked,
            asked * 1000,
            1,
            start > arrival ? mostlyBehind ? "behind-head" : reason : "",
            Math.max(headWait, behind - arrival)));
  }

  private static void writeUnplaceable(BufferedWriter table, int job, double arrival)
      throws IOException {
    table.write(
        String.format(
            Locale.ROOT,
            "j%d,group-0,%.3f,,,,,0,9999,9999000,1250,0,unplaceable,,unplaceable%n",
            job,
            arrival));
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static BufferedWriter open(Path file) throws IOException {
    var out = Files.newOutputStream(file);
    return new BufferedWriter(
        new OutputStreamWriter(
            file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out,
            StandardCharsets.UTF_8));
  }

  /** Writes a folder to look at. */
  public static void main(String[] arguments) {
    try {
      write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
