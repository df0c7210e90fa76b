package io.opisim.models.offload;

/** Which place serves a client: its own host or DPU, or one that all share. */
@FunctionalInterface
public interface ClientSite {
  /** The resources of the place that serves this client. */
  SiteResources of(int client);

  /** One place for all clients. */
  static ClientSite shared(SiteResources site) {
    return client -> site;
  }

  /** A place for each client. */
  static ClientSite own(SiteResources[] sites) {
    return client -> sites[client];
  }
}
