package org.meshnn.train;

import java.util.List;

/**
 * What training leaves behind.
 *
 * @param weights one per edge
 * @param epochs the whole epochs run
 * @param bestEpoch number of the epoch with the lowest validation loss (training loss where nothing
 *     was held out), or 0 if none was finished
 * @param ending why it ended
 * @param steps optimiser steps taken
 */
public record Fit(double[] weights, List<Epoch> epochs, int bestEpoch, Ending ending, long steps) {}
