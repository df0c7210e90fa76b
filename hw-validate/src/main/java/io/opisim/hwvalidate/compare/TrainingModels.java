package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.hwvalidate.training.SetApart;
import io.opisim.hwvalidate.training.TrainingRow;
import io.opisim.hwvalidate.training.TrainingTables;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.models.workload.training.TransformerStep;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the cases about training steps share: the machines of the catalog, and their tables. */
final class TrainingModels {
  private TrainingModels() {}

  /** The catalog of the program. */
  static Catalog catalog() {
    try {
      return Catalog.builtIn();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The machine on which a table was measured. */
  static TrainingMachine machine(Catalog catalog, TrainingTables.Kind kind) {
    String id =
        switch (kind) {
          case SC21, SEQUENCE_AND_SELECTIVE -> "a100-megatron";
          case MEGATRON_CORE -> "h100-megatron-core";
          case VTRAIN_MULTI, VTRAIN_SINGLE -> "a100-megatron-deepspeed";
        };
    try {
      TrainingProfile profile = catalog.training(id);
      return TrainingMachine.of(
          catalog.accelerator(profile.accelerator()), catalog.node(profile.node()), profile);
    } catch (CatalogException broken) {
      throw new IllegalStateException("the program's own catalog is broken", broken);
    }
  }

  /**
   * Rows to judge: all rows of the user's table, or those of the published one that are not set
   * apart for fitting.
   */
  static List<TrainingRow> judged(ValidationContext context, TrainingTables.Rows table) {
    return context.table().isPresent() ? table.rows() : SetApart.judged(table.rows());
  }

  /** A published row beside the model's step time. */
  static ValidationReport.Point point(TrainingRow row, TrainingMachine machine) {
    return ValidationReport.Point.relative(row.key(), row.seconds(), predict(row, machine));
  }

  /** The model's step time. */
  static double predict(TrainingRow row, TrainingMachine machine) {
    return TransformerStep.time(row.model(), row.plan(), machine).totalSeconds();
  }

  /** A file of the data folder. */
  static Path published(ValidationContext context, String file) {
    Optional<Path> folder = context.dataDirectory();
    if (folder.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  file,
                  0,
                  "",
                  "is a published table that does not come with the program",
                  "name its folder with --data DIR or OPISIM_DATA, or a table with --table FILE")));
    }
    return folder.get().resolve(file);
  }

  /** Mean of the points' errors. */
  static double meanError(List<ValidationReport.Point> points) {
    return points.stream().mapToDouble(ValidationReport.Point::error).average().orElse(0);
  }
}
