package org.meshnn.plot;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meshnn.graph.Topology;

/**
 * Neurons in columns by the fewest edges from an input, the bias beside the inputs; those that no
 * input reaches in the last, "never". If there are many distances, neighbouring ones share a
 * column; in a column of many, neurons stand in zigzag.
 */
final class DistanceColumns {
  private static final int MOST_COLUMNS = 16;
  private static final double LEAST_SPACING = 16;
  private static final double MOST_SPACING = 56;
  private static final int MOST_FILES = 6;
  private static final int UNREACHED = -1;

  private final List<List<Integer>> columns = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  DistanceColumns(Topology topology) {
    int[] distance = distances(topology);
    int most = Arrays.stream(distance).max().orElse(0);
    int width = 1 + most / MOST_COLUMNS; // distances in a column
    for (int first = 0; first <= most; first += width) {
      int last = Math.min(most, first + width - 1);
      add(distance, first, last, first == last ? "" + first : first + " to " + last);
    }
    if (Arrays.stream(distance).anyMatch(d -> d == UNREACHED)) {
      add(distance, UNREACHED, UNREACHED, "never");
    }
  }

  private void add(int[] distance, int first, int last, String heading) {
    List<Integer> column = new ArrayList<>();
    for (int i = 0; i < distance.length; i++) {
      if (first <= distance[i] && distance[i] <= last) {
        column.add(i);
      }
    }
    columns.add(column);
    headings.add(heading);
  }

  /** The bias counts as an input only where there is no other, as it often leads everywhere. */
  private static int[] distances(Topology topology) {
    int clamped = topology.roles().clamped();
    int sources = Math.max(1, topology.inputs());
    int[] distance = new int[topology.neurons()];
    Arrays.fill(distance, clamped, distance.length, UNREACHED);
    boolean more = true;
    for (int d = 0; more; d++) {
      more = false;
      for (int to = clamped; to < distance.length; to++) {
        for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
          int from = topology.source(e);
          boolean leads = from < sources || from >= clamped;
          if (leads && distance[from] == d && distance[to] == UNREACHED) {
            distance[to] = d + 1;
            more = true;
          }
        }
      }
    }
    return distance;
  }

  /** What stands above the columns. */
  List<String> headings() {
    return List.copyOf(headings);
  }

  /** Where the middle of a column is. */
  double x(int column, Rectangle2D area) {
    double inset = columns.stream().mapToInt(c -> files(c, area)).max().orElse(1) - 1;
    double margin = inset * LEAST_SPACING / 2;
    double gap = (area.getWidth() - 2 * margin) / Math.max(1, columns.size() - 1);
    return columns.size() == 1 ? area.getCenterX() : area.getMinX() + margin + column * gap;
  }

  Point2D.Double[] within(Rectangle2D area) {
    Point2D.Double[] at = new Point2D.Double[columns.stream().mapToInt(List::size).sum()];
    for (int c = 0; c < columns.size(); c++) {
      List<Integer> column = columns.get(c);
      double spacing = spacing(column, area);
      int files = files(column, area);
      double gap = columns.size() == 1 ? area.getWidth() : x(1, area) - x(0, area);
      double apart = Math.min(LEAST_SPACING, 0.8 * gap / files);
      for (int i = 0; i < column.size(); i++) {
        at[column.get(i)] =
            new Point2D.Double(
                x(c, area) + (i % files - (files - 1) / 2.0) * apart,
                area.getCenterY() + (i - (column.size() - 1) / 2.0) * spacing);
      }
    }
    return at;
  }

  private static double spacing(List<Integer> column, Rectangle2D area) {
    return Math.min(MOST_SPACING, area.getHeight() / Math.max(1, column.size()));
  }

  /** Files side by side in which the neurons of a column stand, one below and beside the other. */
  private static int files(List<Integer> column, Rectangle2D area) {
    return (int) Math.min(MOST_FILES, Math.ceil(LEAST_SPACING / spacing(column, area)));
  }
}
