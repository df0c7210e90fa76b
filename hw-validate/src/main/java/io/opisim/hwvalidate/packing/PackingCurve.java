package io.opisim.hwvalidate.packing;

/**
 * What a run had reached when so many per cent of the cluster's GPUs had been asked for: means over
 * all arrivals that round (half to even) to that percentage; NaN where none does.
 *
 * @param allocatedPercent GPU capacity held, of the cluster's, by percentage arrived
 * @param fragmentPercent fragments, of the cluster's GPU capacity
 * @param fragmentOfFreePercent fragments, of the free GPU capacity
 * @param arrivals how many pods came
 * @param placed how many found a place
 */
public record PackingCurve(
    double[] allocatedPercent,
    double[] fragmentPercent,
    double[] fragmentOfFreePercent,
    int arrivals,
    int placed) {}
