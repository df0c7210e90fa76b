package io.opisim.models.offload.service;

import io.opisim.models.offload.ServiceCost;
import java.util.SortedMap;
import java.util.TreeMap;

/** Costs by variant. */
final class Variants {
  private final SortedMap<String, ServiceCost> costs = new TreeMap<>();

  Variants with(String variant, ServiceCost cost) {
    costs.put(variant, cost);
    return this;
  }

  SortedMap<String, ServiceCost> all() {
    return costs;
  }
}
