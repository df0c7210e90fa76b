package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.random.Constant;
import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.LogNormal;
import io.opisim.simcore.random.Weibull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One queue with Poisson arrivals and a mean service time of 1 s, and what theory says about it.
 *
 * @param model as in the table
 * @param servers how many
 * @param load arrivals per second ÷ servers, below 1
 * @param service the service law as the table writes it
 * @param law the same, with mean 1
 * @param timeSeconds mean wait (first come, first served) or mean sojourn (processor sharing)
 * @param number mean number present, in service or waiting
 */
record QueueingRow(
    String model,
    int servers,
    double load,
    String service,
    Distribution law,
    double timeSeconds,
    double number) {
  static final List<String> COLUMNS = List.of("model", "servers", "load", "service");

  private static final String PROCESSOR_SHARING = "M/G/1-PS";
  private static final Map<String, String> SERVICE_OF_MODEL =
      Map.of(
          "M/M/1",
          "exponential",
          "M/M/c",
          "exponential",
          "M/D/1",
          "constant",
          "M/G/1",
          "any",
          PROCESSOR_SHARING,
          "any");
  private static final Pattern LAW = Pattern.compile("(weibull|lognormal)\\(([0-9.]+)\\)");

  /** The row of a table, or nothing after adding what is wrong with it. */
  static Optional<QueueingRow> parse(CsvTable.Row row, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    String model = row.text("model");
    String service = row.text("service");
    double servers = row.number("servers");
    double load = row.number("load");
    String needed = SERVICE_OF_MODEL.get(model);
    Optional<Distribution> law = law(service);
    if (needed == null) {
      found.add(row.problem("model", "unknown model " + model, "M/M/1 M/D/1 M/M/c M/G/1 M/G/1-PS"));
    } else if (!needed.equals("any") && !needed.equals(service)) {
      found.add(row.problem("service", model + " has no " + service + " service", needed));
    }
    if (law.isEmpty()) {
      String known = "exponential, constant, weibull(SHAPE), lognormal(VARIATION)";
      found.add(row.problem("service", "unknown law " + service, known));
    }
    int most = "M/M/c".equals(model) ? 10_000 : 1;
    if (!(servers >= 1 && servers <= most && servers == StrictMath.rint(servers))) {
      found.add(row.problem("servers", "not " + row.text("servers"), "1 to " + most));
    }
    if (!(load > 0 && load < 1)) {
      found.add(row.problem("load", "not " + row.text("load"), "between 0 and 1"));
    }
    for (String column : List.of("time_s", "number")) {
      if (!row.text(column).isEmpty() && !(row.number(column) > 0)) {
        found.add(row.problem(column, "not " + row.text(column), "a positive number"));
      }
    }
    problems.addAll(found);
    return found.isEmpty()
        ? Optional.of(withTheory(row, model, (int) servers, load, service, law.get()))
        : Optional.empty();
  }

  boolean processorSharing() {
    return model.equals(PROCESSOR_SHARING);
  }

  double arrivalsPerSecond() {
    return load * servers;
  }

  /** The name of the row, from which its random streams derive too. */
  String key() {
    String count = servers == 1 ? "" : " servers=" + servers;
    return model + count + " load=" + load + " " + service;
  }

  private static QueueingRow withTheory(
      CsvTable.Row row, String model, int servers, double load, String service, Distribution law) {
    double time;
    double number;
    if (model.equals(PROCESSOR_SHARING)) {
      time = 1 / (1 - load);
      number = load / (1 - load);
    } else {
      // M/M/1 is M/M/c with one server; the rest is Pollaczek and Khinchine.
      time =
          service.equals("exponential")
              ? erlangC(servers, load * servers) / (servers * (1 - load))
              : load * (law.variance() + 1) / (2 * (1 - load));
      number = load * servers * (1 + time);
    }
    return new QueueingRow(
        model,
        servers,
        load,
        service,
        law,
        row.text("time_s").isEmpty() ? time : row.number("time_s"),
        row.text("number").isEmpty() ? number : row.number("number"));
  }

  /** The probability that an arrival finds all servers busy. */
  static double erlangC(int servers, double erlang) {
    double blocking = 1;
    for (int server = 1; server <= servers; server++) {
      blocking = erlang * blocking / (server + erlang * blocking);
    }
    return blocking / (1 - erlang / servers * (1 - blocking));
  }

  private static Optional<Distribution> law(String service) {
    Matcher matcher = LAW.matcher(service);
    if (service.equals("exponential")) {
      return Optional.of(new Exponential(1));
    }
    if (service.equals("constant")) {
      return Optional.of(new Constant(1));
    }
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      double parameter = Double.parseDouble(matcher.group(2));
      Distribution law =
          matcher.group(1).equals("weibull")
              ? Weibull.withMean(parameter, 1)
              : LogNormal.withMean(1, parameter);
      return Optional.of(law);
    } catch (IllegalArgumentException notALaw) {
      return Optional.empty();
    }
  }
}
