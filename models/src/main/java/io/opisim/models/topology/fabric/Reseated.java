package io.opisim.models.topology.fabric;

/**
 * A fabric whose endpoints are numbered anew, so that whoever takes them in turn sits elsewhere.
 *
 * <p>Models: endpoint i here is endpoint {@code seats[i]} of the plan; switches, cables, names and
 * ways are the plan's. Ignores: nothing. Valid for: any plan. Source: definition.
 */
public final class Reseated implements FabricPlan {
  private final FabricPlan plan;
  private final int[] seats;
  private final int[] sitters;

  /**
   * A plan and who sits where.
   *
   * @param seats endpoint of the plan by endpoint here; a permutation
   */
  public Reseated(FabricPlan plan, int[] seats) {
    this.plan = plan;
    this.seats = seats.clone();
    sitters = new int[seats.length];
    boolean[] taken = new boolean[plan.endpoints()];
    for (int sitter = 0; sitter < seats.length; sitter++) {
      if (seats.length != taken.length || taken[seats[sitter]]) {
        throw new IllegalArgumentException(
            seats.length + " seats are no permutation of " + taken.length + " endpoints");
      }
      taken[seats[sitter]] = true;
      sitters[seats[sitter]] = sitter;
    }
  }

  @Override
  public int endpoints() {
    return plan.endpoints();
  }

  @Override
  public int switches() {
    return plan.switches();
  }

  @Override
  public int cables() {
    return plan.cables();
  }

  @Override
  public Fabric build() {
    Fabric built = plan.build();
    Fabric.Builder builder =
        new Fabric.Builder(
            endpoints(),
            built.vertices() - endpoints(),
            cables(),
            built.specs().toArray(new LinkSpec[0]));
    for (int vertex = 0; vertex < built.vertices(); vertex++) {
      builder.kind(here(vertex), built.kind(vertex));
    }
    for (int link = 0; link < built.links(); link += 2) {
      builder.cable(here(built.from(link)), here(built.to(link)), built.spec(link));
    }
    return builder.build(new Ways(built.wiring()));
  }

  private int here(int vertex) {
    return vertex < sitters.length ? sitters[vertex] : vertex;
  }

  private int there(int vertex) {
    return vertex < seats.length ? seats[vertex] : vertex;
  }

  /** The plan's ways; links keep their numbers. */
  private final class Ways implements Wiring {
    private final Wiring plans;

    Ways(Wiring plans) {
      this.plans = plans;
    }

    @Override
    public void next(int source, int at, int destination, LinkList out) {
      plans.next(there(source), there(at), there(destination), out);
    }

    @Override
    public int viaCount(int source, int destination) {
      return plans.viaCount(there(source), there(destination));
    }

    @Override
    public int via(int source, int destination, int index) {
      return here(plans.via(there(source), there(destination), index));
    }

    @Override
    public boolean detours() {
      return plans.detours();
    }

    @Override
    public boolean forwards(int source, int at, int destination) {
      return plans.forwards(there(source), there(at), there(destination));
    }

    @Override
    public String name(int vertex) {
      return plans.name(there(vertex));
    }
  }
}
