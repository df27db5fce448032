package org.meshnn.plan;

/**
 * The error signal dL/dZ of each drive, summed over the ticks that share it. Its arrays are shared,
 * not copied: read only.
 *
 * @param row for each drive, the row where its error signal stands: that of the one neuron and tick
 *     that uses it, or one of the sums
 * @param shared the sums, of the drives used at several ticks
 */
public record DriveErrorSignal(int[] row, Sums shared) {}
