package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.meshnn.text.OneLine;

/** A white card to draw on, and the text functions every picture needs. Units are pixels. */
final class Canvas {
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

  private static final Map<RenderingHints.Key, Object> HINTS =
      Map.of(
          RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON,
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON,
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);

  /** Which end of a text lies at the given place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  final BufferedImage image;
  final Graphics2D pen;

  Canvas(int width, int height) {
    Fonts.check();
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    pen.addRenderingHints(HINTS);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setFont(TEXT);
  }

  Picture picture(String caption) {
    pen.dispose();
    return new Picture(Indexed.of(image), caption);
  }

  int textWidth(String text) {
    return pen.getFontMetrics().stringWidth(text);
  }

  int titleWidth(String title) {
    return pen.getFontMetrics(TITLE).stringWidth(title);
  }

  /** Text in ink whose middle line is at y. */
  void text(String text, double x, double y, Anchor anchor) {
    text(text, x, y, anchor, Palette.INK);
  }

  void text(String text, double x, double y, Anchor anchor, Color color) {
    pen.setColor(color);
    double width = textWidth(text);
    double left = anchor == Anchor.START ? x : anchor == Anchor.MIDDLE ? x - width / 2 : x - width;
    double middle = (pen.getFontMetrics().getAscent() - pen.getFontMetrics().getDescent()) / 2.0;
    pen.drawString(text, (float) left, (float) (y + middle));
  }

  /** Text read upwards whose middle line is at x; START is its lower end. */
  void textUpwards(String text, double x, double y, Anchor anchor) {
    AffineTransform before = pen.getTransform();
    pen.rotate(-Math.PI / 2, x, y);
    text(text, x, y, anchor);
    pen.setTransform(before);
  }

  /** A title at the upper left. */
  void title(String title) {
    title(title, "", 12, image.getWidth() - 4);
  }

  /**
   * A title that begins at {@code left}, cut if it is too long, and a note that ends at {@code
   * right}.
   */
  void title(String title, String note, int left, int right) {
    String fitted = fitTitle(title, right - left - (note.isEmpty() ? 0 : textWidth(note) + 12));
    pen.setFont(TITLE);
    text(fitted, left, 18, Anchor.START);
    pen.setFont(TEXT);
    text(note, right, 18, Anchor.END, Palette.NEGATIVE);
  }

  /**
   * The text on one line, its middle replaced by an ellipsis if it is wider than {@code most}
   * pixels; an empty name as a pair of quotes.
   */
  String fit(String text, int most) {
    String whole = OneLine.name(text);
    int[] points = whole.codePoints().toArray();
    String fitted = whole;
    int kept = Math.min(points.length, most); // no more can fit: a letter takes a pixel or more
    boolean fits = kept == points.length && textWidth(whole) <= most;
    while (!fits && kept > 1) {
      kept--;
      int tail = kept * 2 / 5;
      fitted =
          new String(points, 0, kept - tail)
              + "\u2026"
              + new String(points, points.length - tail, tail);
      fits = textWidth(fitted) <= most;
    }
    return fitted;
  }

  /** As {@link #fit}, in the font of titles. */
  String fitTitle(String title, int most) {
    pen.setFont(TITLE);
    String fitted = fit(title, most);
    pen.setFont(TEXT);
    return fitted;
  }

  /** A thin rectangle around what is drawn. */
  void frame(double x, double y, double width, double height) {
    pen.setColor(Palette.MUTED);
    pen.setStroke(new BasicStroke(1));
    pen.draw(new Rectangle2D.Double(x, y, width, height));
  }

  /** A shape with an outline {@code width} pixels wide. */
  void outlined(Shape shape, Color fill, Color outline, double width) {
    pen.setColor(fill);
    pen.fill(shape);
    pen.setColor(outline);
    pen.setStroke(new BasicStroke((float) width));
    pen.draw(shape);
    pen.setStroke(new BasicStroke(1));
  }

  void line(double x1, double y1, double x2, double y2) {
    pen.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
