package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** Scores against each of several settings, a panel for each, all with the same scores upwards. */
public final class Slices {
  private static final int COLUMNS = 3;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 760;
  private static final int WIDEST = 300;
  private static final int HIGHEST = 190;
  private static final int LOWEST = 40;
  private static final int TOP = 36;
  private static final int BELOW = 56;
  private static final int BETWEEN = 40;
  private static final int RIGHT = 20;
  private static final int MARK = 8;
  private static final String BEST = "best";

  private final List<Panel> panels;
  private final double[] scores;
  private final int best;
  private final Canvas canvas;
  private final int columns;
  private final int left;
  private final int width; // of a panel
  private final int height; // of a panel

  /**
   * What the scores are drawn against.
   *
   * @param name of the setting
   * @param levels names of its values, evenly apart; empty of numbers
   * @param values one for each score: a number, or the place of the level, from 0
   * @param logarithmic whether the axis is; positive numbers then
   */
  public record Panel(String name, List<String> levels, double[] values, boolean logarithmic) {
    /**
     * {@return a panel of levels}
     *
     * @param name of the setting
     * @param levels names of its values, at least one
     * @param places of the level of each score, from 0
     */
    public static Panel levels(String name, List<String> levels, double[] places) {
      return new Panel(name, List.copyOf(levels), places, false);
    }

    /**
     * {@return a panel of numbers}
     *
     * @param name of the setting
     * @param values one for each score
     */
    public static Panel numbers(String name, double[] values) {
      return new Panel(name, List.of(), values, false);
    }

    /**
     * {@return a panel of numbers on a logarithmic axis}
     *
     * @param name of the setting
     * @param values positive, one for each score
     */
    public static Panel logarithmic(String name, double[] values) {
      return new Panel(name, List.of(), values, true);
    }

    private Axis axis(double from, double to) {
      if (!levels.isEmpty()) {
        return new Axis(-0.5, levels.size() - 0.5, Axis.Steps.WHOLE, from, to);
      }
      double least = Axis.drawable(Arrays.stream(values)).min().orElse(1);
      double most = Axis.drawable(Arrays.stream(values)).max().orElse(1);
      return Axis.of(least, most, logarithmic ? Axis.Steps.POWERS : Axis.Steps.ANY, from, to);
    }
  }

  private Slices(List<Panel> panels, double[] scores, int best) {
    this.panels = panels;
    this.scores = scores;
    this.best = best;
    columns = Math.min(COLUMNS, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    height = Math.max(LOWEST, Math.min(HIGHEST, (HEIGHT - TOP) / rows - BELOW));
    left = 28 + upwards(0).width(new Canvas(1, 1));
    int room = WIDTH - left - RIGHT - (columns - 1) * BETWEEN;
    width = Math.min(WIDEST, room / columns);
    canvas =
        new Canvas(
            left + columns * (width + BETWEEN) - BETWEEN + RIGHT, TOP + rows * (height + BELOW));
  }

  /**
   * Draws every score in every panel; of levels their mean as a line too. NaN, infinite numbers and
   * those beyond 1e100 are not drawn.
   *
   * @param panels at least one, each with a value for every score
   * @param scores at least one
   * @param best which score is marked, from 0
   * @param title what the scores are
   * @return the picture
   * @throws IllegalArgumentException if there is no panel or score, or not one value for each
   */
  public static Picture draw(List<Panel> panels, double[] scores, int best, String title) {
    if (panels.isEmpty() || scores.length == 0 || best < 0 || best >= scores.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one panel and score, the best among them, got %d, %d and %d",
              panels.size(),
              scores.length,
              best));
    }
    for (Panel panel : panels) {
      if (panel.values().length != scores.length) {
        throw new IllegalArgumentException(
            "expected "
                + Plural.of(scores.length, "value")
                + " of "
                + panel.name()
                + ", one for each score, got "
                + panel.values().length);
      }
    }
    return new Slices(panels, scores, best).picture(title);
  }

  private Picture picture(String title) {
    for (int p = 0; p < panels.size(); p++) {
      int x = left + p % columns * (width + BETWEEN);
      int y = TOP + p / columns * (height + BELOW);
      draw(panels.get(p), x, y, p % columns == 0);
    }
    int right = canvas.image.getWidth() - RIGHT;
    int key = right - canvas.textWidth(BEST) - 12;
    canvas.title(canvas.fitTitle(title, key - 12 - 12), BEST, 12, right);
    mark(key, 18, true);
    return canvas.picture(
        String.format(
            Locale.ROOT,
            "Slices of %s: %s against %s",
            title,
            Plural.of(scores.length, "score"),
            Plural.of(panels.size(), "setting")));
  }

  private Axis upwards(int top) {
    double least = Axis.drawable(Arrays.stream(scores)).min().orElse(0);
    double most = Axis.drawable(Arrays.stream(scores)).max().orElse(1);
    return Axis.of(least, most, Axis.Steps.ANY, top + height, top);
  }

  private void draw(Panel panel, int x, int y, boolean first) {
    Axis up = upwards(y);
    Axis along = panel.axis(x, x + width);
    int bottom = y + height;
    if (first) {
      up.drawLeft(canvas, Palette.GRID, x, x + columns(y) * (width + BETWEEN) - BETWEEN);
    }
    if (panel.levels().isEmpty()) {
      along.drawBelow(canvas, Palette.GRID, bottom, y, panel.name());
    } else {
      levels(panel, along, up, bottom);
    }
    canvas.frame(x, y, width, height);
    for (int i = 0; i < scores.length; i++) {
      if (i != best) {
        mark(along, panel.values()[i], up, scores[i], false);
      }
    }
    mark(along, panel.values()[best], up, scores[best], true);
  }

  private void mark(Axis along, double value, Axis up, double score, boolean asBest) {
    if (Axis.drawable(value) && Axis.drawable(score)) {
      mark(along.at(value), up.at(score), asBest);
    }
  }

  /** How many panels the row at y has. */
  private int columns(int y) {
    int row = (y - TOP) / (height + BELOW);
    return Math.min(columns, panels.size() - row * columns);
  }

  /** The names below, every so many if there is no room for all, and a line at the mean of each. */
  private void levels(Panel panel, Axis along, Axis up, int bottom) {
    double room = along.at(1) - along.at(0);
    List<String> names =
        panel.levels().stream()
            .map(name -> canvas.fit(name, (int) Math.max(48, room - 8)))
            .toList();
    int widest = names.stream().mapToInt(canvas::textWidth).max().orElse(0);
    int every = (int) Math.max(1, Math.ceil((widest + 8) / room));
    for (int level = 0; level < names.size(); level++) {
      double at = along.at(level);
      if (level % every == 0) {
        canvas.text(names.get(level), at, bottom + 14, Anchor.MIDDLE);
      }
      double[] own = scores(panel, level);
      if (own.length > 0) {
        double half = Math.min(24, room * 0.35);
        double y = up.at(Arrays.stream(own).sum() / own.length);
        canvas.pen.setColor(Palette.MUTED);
        canvas.pen.setStroke(new BasicStroke(1.6f));
        canvas.line(at - half, y, at + half, y);
        canvas.pen.setStroke(new BasicStroke(1f));
      }
    }
    String name = canvas.fit(panel.name(), width);
    canvas.text(name, along.at((names.size() - 1) / 2.0), bottom + 36, Anchor.MIDDLE);
  }

  private double[] scores(Panel panel, int level) {
    return IntStream.range(0, scores.length)
        .filter(i -> panel.values()[i] == level)
        .mapToDouble(i -> scores[i])
        .filter(Axis::drawable)
        .toArray();
  }

  private void mark(double x, double y, boolean asBest) {
    int kind = asBest ? 3 : 0;
    Color fill = asBest ? Palette.NEGATIVE : Palette.translucent(Palette.POSITIVE, 0.6);
    canvas.outlined(Marker.ofClass(kind, x, y, asBest ? MARK + 3 : MARK), fill, Color.WHITE, 0.8);
  }
}
