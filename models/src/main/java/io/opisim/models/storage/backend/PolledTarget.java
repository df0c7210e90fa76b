package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;
import io.opisim.simcore.sharing.Resource;
import java.util.Arrays;

/**
 * An NVMe-oF target in software whose connections are pinned to polling cores.
 *
 * <p>Models: a stream is dealt to a queue when it is first used, the next stream to the next queue,
 * and stays there; a queue is one core, so streams share unevenly where they do not divide. An
 * engine, or a target whose cores share all connections, is a plain service instead. Ignores:
 * moving of connections, admin queues. Valid for: SPDK's target, whose poll groups get connections
 * in turn. Source: SPDK {@code nvmf} poll groups; that this explains an offload's gain is a
 * hypothesis.
 */
public final class PolledTarget implements StorageStage {
  private final String target;
  private final ServiceCost cost;
  private final SiteResources site;
  private final Resource[] queues;

  /**
   * A target.
   *
   * @param target its name
   * @param cost of each command and byte
   * @param site whose cores
   * @param queues polling cores, no more than the site has
   */
  public PolledTarget(
      String target, ServiceCost cost, SiteResources site, int queues, SharedResources resources) {
    if (queues < 1 || queues > site.cores().capacityPerSecond()) {
      throw new IllegalArgumentException(
          target
              + " cannot poll on "
              + queues
              + " of "
              + site.cores().capacityPerSecond()
              + " cores");
    }
    this.target = target;
    this.cost = cost;
    this.site = site;
    this.queues = new Resource[queues];
    Arrays.setAll(this.queues, index -> resources.get(target + ".queue-" + index, 1));
  }

  @Override
  public String name() {
    return "target " + target;
  }

  @Override
  public int streamClasses() {
    return queues.length;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    double coreSeconds = site.spec().coreSeconds(cost, shape.commands(), above);
    needs.use(queues[shape.streamClass()], coreSeconds);
    needs.use(site.cores(), coreSeconds);
    site.aside(cost, above, needs);
  }
}
