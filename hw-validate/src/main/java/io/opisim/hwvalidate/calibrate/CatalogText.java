package io.opisim.hwvalidate.calibrate;

import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.catalog.MeasuredSpeeds;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.catalog.TrainingProfile;
import io.opisim.simcore.units.Numbers;
import java.util.Locale;

/** Profiles as the YAML that the catalog reads. */
final class CatalogText {
  private final StringBuilder text = new StringBuilder();

  private CatalogText() {}

  static String of(TrainingProfile profile, String comment) {
    CatalogText yaml = new CatalogText();
    yaml.comment(comment);
    yaml.line("", "training", profile.training());
    yaml.line("", "name", profile.name());
    yaml.line("", "accelerator", profile.accelerator());
    yaml.line("", "node", profile.node());
    yaml.sourced("", "matmul_share", profile.matmulShare());
    yaml.sourced("", "half_rate_gflop", profile.halfRateGflop());
    yaml.sourced("", "memory_share", profile.memoryShare());
    yaml.sourced("", "scale_up_share", profile.scaleUpShare());
    yaml.sourced("", "network_share", profile.networkShare());
    yaml.sourced("", "scale_up_latency", profile.scaleUpLatency());
    yaml.sourced("", "network_latency", profile.networkLatency());
    yaml.sourced("", "launch_time", profile.launchTime());
    yaml.line("", "fused_attention", String.valueOf(profile.fusedAttention()));
    yaml.sourced("", "tensor_overlap", profile.tensorOverlap());
    yaml.sourced("", "gradient_overlap", profile.gradientOverlap());
    return yaml.text.toString();
  }

  static String of(MeasuredSpeeds speeds, String comment) {
    CatalogText yaml = new CatalogText();
    yaml.comment(comment);
    yaml.line("", "model", speeds.model());
    yaml.line("", "name", speeds.name());
    yaml.text.append("systems:\n");
    for (MeasuredSpeed speed : speeds.systems()) {
      yaml.line("  - ", "accelerator", quoted(speed.accelerator()));
      yaml.line("    ", "round", speed.round());
      yaml.sourced("    ", "samples_per_second", speed.samplesPerSecond());
      yaml.sourced("    ", "fixed_samples", speed.fixedSamples());
      yaml.sourced("    ", "fixed_samples_across_nodes", speed.fixedSamplesAcrossNodes());
      speed
          .domainAccelerators()
          .ifPresent(domain -> yaml.sourced("    ", "domain_accelerators", domain));
      yaml.sourced("    ", "least_accelerators", speed.leastAccelerators());
      yaml.sourced("    ", "most_accelerators", speed.mostAccelerators());
    }
    return yaml.text.toString();
  }

  private void comment(String comment) {
    comment.lines().forEach(line -> text.append("# ").append(line).append('\n'));
  }

  private void line(String indent, String key, String value) {
    text.append(indent).append(key).append(": ").append(value).append('\n');
  }

  private void sourced(String indent, String key, Sourced<?> sourced) {
    Object value = sourced.value();
    String written = value instanceof Double number ? Numbers.format(number) : value.toString();
    text.append(indent).append(key).append(":\n");
    line(indent + "  ", "value", written);
    line(indent + "  ", "kind", sourced.kind().name().toLowerCase(Locale.ROOT));
    line(indent + "  ", "source", quoted(sourced.source()));
    line(indent + "  ", "date", sourced.date().toString());
  }

  private static String quoted(String words) {
    return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
