package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.SharedData;
import io.opisim.hwvalidate.table.InvalidTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FgdValidationTest {
  private static final String HEADER = "list,policy,quantity,arrived_percent,mean,sd\n";
  private static final String LIST = "alibaba-gpu-2023-openb/openb_pod_list_default.csv.gz";

  @TempDir Path directory;

  private final ValidationCase fgd = ValidationCases.find("fgd").orElseThrow();

  @Test
  void publishedMeansOfTheDefaultListAndTheOrderOfEverySeedAreMet() throws IOException {
    Path table =
        write(
            "default,FGD,allocated_percent,130,95.39,.08\n"
                + "default,BestFit,allocated_percent,130,93.08,.13\n"
                + "default,Packing,allocated_percent,130,92.00,.54\n"
                + "default,Clustering,allocated_percent,130,91.88,.62\n"
                + "default,DotProd,allocated_percent,130,90.85,.20\n"
                + "default,Random,allocated_percent,130,87.47,.32\n"
                + "default,FGD,fragment_percent,50,8.93,\n");

    ValidationReport report = fgd.run(context(table));

    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.points()).hasSize(7 + 10);
  }

  @Test
  void aMeanThatIsHalfAPointOffIsMissed() throws IOException {
    Path table = write("default,FGD,allocated_percent,130,95.89,.08\n");

    ValidationReport report = fgd.run(context(table));

    assertThat(report.pass()).isFalse();
    assertThat(report.metric())
        .contains("missed: default fragmentation-gradient allocated_percent at 130 %");
  }

  @Test
  void everythingWrongWithATableIsSaidAtOnce() throws IOException {
    Path table = write("default,none,allocated,0,x,y\n,FGD,fragment_percent,131,1,-1\n");

    assertThatThrownBy(() -> fgd.run(ValidationContext.standard(1).withTable(table)))
        .isInstanceOfSatisfying(
            InvalidTableException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.line() + " " + problem.path())
                    .containsExactly(
                        "2 policy",
                        "2 quantity",
                        "2 arrived_percent",
                        "2 mean",
                        "2 sd",
                        "3 arrived_percent",
                        "3 sd",
                        "3 list"));
  }

  @Test
  void aListThatIsNotThereIsNamedWithThePlaceForIt() throws IOException {
    ValidationContext unheardOf = context(write("unheard-of,FGD,allocated_percent,130,95,.08\n"));

    assertThatThrownBy(() -> fgd.run(unheardOf))
        .isInstanceOfSatisfying(
            InvalidTableException.class,
            e ->
                assertThat(e.problems().get(0).hint())
                    .contains("alibaba-gpu-2023-openb")
                    .contains("openb_pod_list_unheard-of.csv.gz"));
  }

  private static ValidationContext context(Path table) {
    return new ValidationContext(
        Optional.of(SharedData.folderWith(LIST)), Optional.of(table), 1, 2);
  }

  private Path write(String rows) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "table", ".csv"), HEADER + rows);
  }
}
