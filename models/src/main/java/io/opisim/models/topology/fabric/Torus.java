package io.opisim.models.topology.fabric;

import java.util.List;

/**
 * A grid of two or three dimensions whose rows close into rings; endpoints are their own routers.
 *
 * <p>Models: with sizes d₁ … d_D: N = ∏ dᵢ endpoints, no switches, Σ N·[dᵢ &gt; 2] + N/2·[dᵢ = 2]
 * cables; dimension-order routing, the shorter way round in each ring, both ways where they are
 * equal (dᵢ even, distance dᵢ/2); the path length is Σ min(δᵢ, dᵢ − δᵢ). Bisection across the
 * largest dimension d (even): 2·N/d links each way (N/d where d = 2). Ignores: virtual channels and
 * deadlock, twisted wiring, optical reconfiguration. Valid for: chips that pass on traffic, as TPU
 * pods do. Around dead links a flow takes the shortest live path, not dimension order. Source:
 * Dally and Towles, "Principles and Practices of Interconnection Networks", 2004, chapters 5 and 8.
 *
 * @param sizes two or three, each 1 or more; the first varies slowest in endpoint numbers
 * @param link every cable
 */
public record Torus(List<Integer> sizes, LinkSpec link) implements FabricPlan {
  /** Checks the dimensions. */
  public Torus {
    sizes = List.copyOf(sizes);
    if (sizes.size() != 2 && sizes.size() != 3) {
      throw new IllegalArgumentException("a torus has 2 or 3 dimensions, not " + sizes.size());
    }
    sizes.forEach(size -> Sizes.atLeast(1, size, "a size of a torus"));
    Sizes.product(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public int endpoints() {
    return sizes.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
  }

  @Override
  public int switches() {
    return 0;
  }

  @Override
  public int cables() {
    return sizes.stream().mapToInt(size -> ringCables(size, endpoints())).sum();
  }

  private static int ringCables(int size, int endpoints) {
    return size > 2 ? endpoints : size == 2 ? endpoints / 2 : 0;
  }

  /** Bytes per second that one half can send to the other, if the largest size is even. */
  public double bisectionBytesPerSecond() {
    int largest = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    int cut = largest == 1 ? 0 : (largest == 2 ? 1 : 2) * (endpoints() / largest);
    return cut * link.rate().bytesPerSecond();
  }

  @Override
  public Fabric build() {
    TorusWiring wiring = new TorusWiring(this);
    Fabric.Builder builder = new Fabric.Builder(endpoints(), 0, cables(), link);
    for (int dimension = 0; dimension < sizes.size(); dimension++) {
      for (int vertex = 0; vertex < endpoints(); vertex++) {
        int size = wiring.size[dimension];
        int place = wiring.place(vertex, dimension);
        if (size > 2 || (size == 2 && place == 0)) {
          builder.cable(vertex, wiring.neighbour(vertex, dimension), 0);
        }
      }
    }
    return builder.build(wiring);
  }

  private static final class TorusWiring implements Wiring {
    private final int[] size;
    private final int[] stride;
    private final int[] firstCable;

    TorusWiring(Torus plan) {
      int dimensions = plan.sizes.size();
      size = plan.sizes.stream().mapToInt(Integer::intValue).toArray();
      stride = new int[dimensions];
      firstCable = new int[dimensions];
      stride[dimensions - 1] = 1;
      for (int dimension = dimensions - 1; dimension > 0; dimension--) {
        stride[dimension - 1] = stride[dimension] * size[dimension];
      }
      for (int dimension = 1; dimension < dimensions; dimension++) {
        firstCable[dimension] =
            firstCable[dimension - 1] + ringCables(size[dimension - 1], plan.endpoints());
      }
    }

    int place(int vertex, int dimension) {
      return vertex / stride[dimension] % size[dimension];
    }

    /** The next vertex upwards in a ring. */
    int neighbour(int vertex, int dimension) {
      boolean wraps = place(vertex, dimension) == size[dimension] - 1;
      return vertex + stride[dimension] * (wraps ? 1 - size[dimension] : 1);
    }

    @Override
    public void next(int source, int at, int destination, LinkList out) {
      int dimension = 0;
      while (place(at, dimension) == place(destination, dimension)) {
        dimension++;
      }
      int ring = size[dimension];
      int here = place(at, dimension);
      int up = Math.floorMod(place(destination, dimension) - here, ring);
      // Between equal ways round, only the start chooses: halfway no way back is equal again.
      if (2 * up <= ring) {
        out.add(linkUp(at, dimension));
      }
      if (2 * up >= ring && ring > 2) {
        out.add(linkUp(at + stride[dimension] * (here == 0 ? ring - 1 : -1), dimension) + 1);
      }
    }

    /** The link from a vertex upwards in a ring; in a ring of two, to the other vertex. */
    private int linkUp(int vertex, int dimension) {
      if (size[dimension] > 2) {
        return 2 * (firstCable[dimension] + vertex);
      }
      int place = place(vertex, dimension);
      int lower = vertex - place * stride[dimension];
      int slab = 2 * stride[dimension];
      int index = lower / slab * stride[dimension] + lower % slab;
      return 2 * (firstCable[dimension] + index) + place;
    }

    @Override
    public boolean detours() {
      return true;
    }

    @Override
    public boolean forwards(int source, int at, int destination) {
      return true;
    }

    @Override
    public String name(int vertex) {
      StringBuilder name = new StringBuilder();
      for (int dimension = 0; dimension < size.length; dimension++) {
        name.append(dimension == 0 ? "" : "-").append(place(vertex, dimension));
      }
      return name.toString();
    }
  }
}
