package io.opisim.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Imports point down only, libraries stay in their rooms, and what steers a result has no clock.
 */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void importAllModules() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.opisim");
  }

  @Test
  void every_floor_is_looked_at() {
    assertThat(classes.stream().map(JavaClass::getPackageName))
        .anyMatch(name -> name.startsWith("io.opisim.simcore"))
        .anyMatch(name -> name.startsWith("io.opisim.models"))
        .anyMatch(name -> name.startsWith("io.opisim.scheduler"))
        .anyMatch(name -> name.startsWith("io.opisim.tracereplay"))
        .anyMatch(name -> name.startsWith("io.opisim.scenarios"))
        .anyMatch(name -> name.startsWith("io.opisim.hwvalidate"))
        .anyMatch(name -> name.startsWith("io.opisim.viz"))
        .anyMatch(name -> name.startsWith("io.opisim.cli"));
  }

  @Test
  void imports_point_down_only_and_scheduler_and_trace_replay_do_not_know_each_other() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.opisim..")
        .layer("sim-core")
        .definedBy("io.opisim.simcore..")
        .layer("models")
        .definedBy("io.opisim.models..")
        .layer("scheduler")
        .definedBy("io.opisim.scheduler..")
        .layer("trace-replay")
        .definedBy("io.opisim.tracereplay..")
        .layer("scenarios")
        .definedBy("io.opisim.scenarios..")
        .layer("hw-validate")
        .definedBy("io.opisim.hwvalidate..")
        .layer("viz")
        .definedBy("io.opisim.viz..")
        .layer("cli")
        .definedBy("io.opisim.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("viz")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("hw-validate")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("scenarios")
        .mayOnlyBeAccessedByLayers("hw-validate", "viz", "cli")
        .whereLayer("scheduler")
        .mayOnlyBeAccessedByLayers("scenarios", "hw-validate", "viz", "cli")
        .whereLayer("trace-replay")
        .mayOnlyBeAccessedByLayers("scenarios", "hw-validate", "viz", "cli")
        .whereLayer("models")
        .mayOnlyBeAccessedByLayers(
            "scheduler", "trace-replay", "scenarios", "hw-validate", "viz", "cli")
        .check(classes);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().assignedFrom(onePackageOneSlice()).should().beFreeOfCycles().check(classes);
  }

  private static SliceAssignment onePackageOneSlice() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith("io.opisim")
            ? SliceIdentifier.of(javaClass.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }

  /** Library packages, and the only rooms that may use them. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          "umontreal.ssj..", List.of("io.opisim.simcore.sim", "io.opisim.simcore.random"),
          "picocli..", List.of("io.opisim.cli"),
          "javafx..", List.of("io.opisim.viz.."),
          "com.github.victools..", List.of("io.opisim.scenarios.schema.io"),
          "com.fasterxml.jackson..",
              List.of("io.opisim..io", "io.opisim.hwvalidate.spdk", "io.opisim.cli"),
          "de.siegmar.fastcsv..",
              List.of(
                  "io.opisim.tracereplay.format",
                  "io.opisim.scenarios.result",
                  "io.opisim.scenarios.result.io",
                  "io.opisim.scenarios.report",
                  "io.opisim.hwvalidate.table",
                  "io.opisim.viz.io"),
          "org.apache.commons.math3..",
              List.of(
                  "io.opisim.simcore.random",
                  "io.opisim.simcore.stat",
                  "io.opisim.tracereplay.synthetic",
                  "io.opisim.scheduler.optimizer",
                  "io.opisim.hwvalidate.calibrate"),
          "org.optaplanner..", List.of("io.opisim.scheduler.optimizer.."),
          "io.micrometer..", List.of("io.opisim.scheduler.optimizer"));

  @Test
  void each_library_stays_in_its_rooms() {
    ROOMS.forEach(
        (library, rooms) ->
            noClasses()
                .that()
                .resideInAPackage("io.opisim..")
                .and()
                .resideOutsideOfPackages(rooms.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " is used in " + rooms + " only")
                .check(classes));
  }

  @Test
  void only_the_command_line_prints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.opisim.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(classes);
  }

  @Test
  void nothing_below_scenarios_looks_at_a_clock_or_draws_unseeded_numbers() {
    noClasses()
        .that(
            resideInAnyPackage(
                "io.opisim.simcore..",
                "io.opisim.models..",
                "io.opisim.scheduler..",
                "io.opisim.tracereplay.."))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .callConstructor(java.util.Random.class, long.class)
        .check(classes);
    // OptaPlanner hands its seeded generator to the moves that are drawn with it.
    noClasses()
        .that(
            resideInAnyPackage(
                "io.opisim.simcore..",
                "io.opisim.models..",
                "io.opisim.scheduler..",
                "io.opisim.tracereplay.."))
        .and()
        .resideOutsideOfPackage("io.opisim.scheduler.optimizer")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .check(classes);
  }

  @Test
  void nothing_that_steers_a_result_uses_platform_dependent_functions() {
    for (String function :
        List.of("exp", "log", "log10", "log1p", "expm1", "sin", "cos", "tan", "cbrt")) {
      noClasses()
          .that()
          .resideInAPackage("io.opisim..")
          .and()
          .resideOutsideOfPackages("io.opisim.viz..", "io.opisim.cli..")
          .should()
          .callMethod(Math.class, function, double.class)
          .as("Math." + function + " may differ between machines; use StrictMath")
          .check(classes);
    }
    noClasses()
        .that()
        .resideInAPackage("io.opisim..")
        .and()
        .resideOutsideOfPackages("io.opisim.viz..", "io.opisim.cli..")
        .should()
        .callMethod(Math.class, "pow", double.class, double.class)
        .check(classes);
  }
}
