package io.opisim.scenarios.scenario;

import io.opisim.models.offload.Site;
import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service on the way of data, or several as a recipe.
 *
 * @param service id, or empty for a recipe
 * @param recipe id, or empty for a service
 * @param variant one of its variants, or empty if it has one only or the protocol tells
 * @param site where it runs, or empty for the site of all services
 */
@ExactlyOneOf({"service", "recipe"})
public record ServiceSpec(
    @Key(value = "Which service.", example = "encryption", ids = KnownIds.OFFLOAD)
        Optional<String> service,
    @Key(
            value = "Instead of a service, all those of a recipe of IPDK, in its order.",
            example = "inline-ipsec",
            ids = KnownIds.RECIPE)
        Optional<String> recipe,
    @Key(
            value =
                "Which variant of it; may be absent if there is one only, and for NVMe-oF, whose"
                    + " protocol tells it.",
            example = "aes-xts")
        Optional<String> variant,
    @Key(value = "Where it runs; if absent, where all services do.", example = "dpu")
        Optional<Site> site)
    implements Checked {
  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (recipe.isPresent() && variant.isPresent()) {
      wrong.add(
          new Violation("variant", "a recipe names its own variants", "name the services instead"));
    }
    return wrong;
  }

  /** The id of the service or recipe. */
  public String id() {
    return service.or(() -> recipe).orElseThrow();
  }
}
