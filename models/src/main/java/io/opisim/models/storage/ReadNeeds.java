package io.opisim.models.storage;

import io.opisim.simcore.sharing.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What reads of one client, stream and size need on their whole way.
 *
 * @param amountsPerByte of each resource, in the unit of its capacity
 * @param delaySeconds before the first byte moves, drawn delays by their mean
 * @param aloneBytesPerSecond how fast its bytes move if nobody else is there
 */
public record ReadNeeds(
    Map<Resource, Double> amountsPerByte, double delaySeconds, double aloneBytesPerSecond) {
  /** Copies the map and keeps its order. */
  public ReadNeeds {
    amountsPerByte = Collections.unmodifiableMap(new LinkedHashMap<>(amountsPerByte));
  }

  static ReadNeeds of(OperationPath path) {
    Map<Resource, Double> amounts = new LinkedHashMap<>();
    for (int index = 0; index < path.resources.length; index++) {
      amounts.put(path.resources[index], path.amountsPerByte[index]);
    }
    return new ReadNeeds(
        amounts,
        path.meanDelaySeconds(),
        path.demands.map(demands -> demands.alonePerSecond()).orElse(Double.POSITIVE_INFINITY));
  }
}
