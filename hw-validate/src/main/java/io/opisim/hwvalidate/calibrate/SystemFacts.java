package io.opisim.hwvalidate.calibrate;

import io.opisim.models.collective.RankLayout;
import io.opisim.models.collective.ScaleUpFabric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text columns of a table say about a system's wiring.
 *
 * @param system its name
 * @param domainRanks accelerators of one scale-up domain if that spans nodes, else 0
 * @param fabric how those of a node are wired
 * @param switchesAdd whether its scale-up switches can add
 * @param accelerator id in the catalog, if it is there
 */
public record SystemFacts(
    String system,
    int domainRanks,
    ScaleUpFabric fabric,
    boolean switchesAdd,
    Optional<String> accelerator) {
  private static final Pattern DOMAIN = Pattern.compile("NVL(\\d{1,4})\\b|domain (\\d{1,4})\\b");
  private static final Pattern ADDING = Pattern.compile("\\b(H100|H200|G?B[23]00)\\b");

  /** Name in a table to accelerator of the catalog; the first that fits. */
  private static final List<List<String>> ACCELERATORS =
      List.of(
          List.of("GB200", "gb200"),
          List.of("B200", "b200-sxm"),
          List.of("H200", "h200-sxm"),
          List.of("H100 PCIe", "h100-pcie"),
          List.of("H100", "h100-sxm"),
          List.of("A100 PCIe", "a100-pcie-80gb"),
          List.of("A100-SXM4-40GB", ""),
          List.of("A100", "a100-sxm-80gb"));

  /** What the curves of one system say. */
  public static SystemFacts of(List<CollectiveCurve> curves) {
    int domain = 0;
    boolean adds = false;
    boolean mesh = false;
    for (CollectiveCurve curve : curves) {
      Matcher matcher = DOMAIN.matcher(curve.gpu() + " " + curve.interconnect());
      if (matcher.find()) {
        String ranks = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        domain = Math.max(domain, Integer.parseInt(ranks));
      }
      adds |= ADDING.matcher(curve.gpu()).find();
      // Eight V100 have no NVSwitch, except in machines that say so.
      mesh |=
          curve.gpu().startsWith("V100")
              && curve.interconnect().contains("NVLink2")
              && !curve.interconnect().contains("NVSwitch");
    }
    String gpu = curves.get(0).gpu();
    Optional<String> accelerator =
        ACCELERATORS.stream()
            .filter(entry -> gpu.contains(entry.get(0)))
            .findFirst()
            .map(entry -> entry.get(1))
            .filter(id -> !id.isEmpty());
    return new SystemFacts(
        curves.get(0).system(),
        domain,
        mesh ? ScaleUpFabric.HYBRID_CUBE_MESH : ScaleUpFabric.SWITCHED,
        adds,
        accelerator);
  }

  /** Id of the system's catalog file. */
  public String profileId() {
    return profileId(system);
  }

  /** Id of the catalog file of a system. */
  public static String profileId(String system) {
    String dashes = system.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return dashes.replaceAll("^-|-$", "");
  }

  RankLayout layout(int ranksPerNode, int nodes) {
    return RankLayout.inDomains(ranksPerNode, nodes, domainRanks);
  }
}
