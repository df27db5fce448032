package org.meshnn.plot;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing in at most 128 colours: a PNG of a third of the size. Colours alike in their upper five
 * bits become the most frequent among them; if more than 128 are left, those that are rare or like
 * others become the nearest of the others.
 */
final class Indexed {
  private static final int MOST = 128;
  private static final int FREQUENT = 96;
  private static final int UPPER_BITS = 0xF8F8F8;

  private Indexed() {}

  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    List<Integer> kept = frequent(pixels);
    Map<Integer, Integer> indexOf = new HashMap<>();
    for (int color : kept) {
      indexOf.put(color & UPPER_BITS, indexOf.size());
    }
    int[] colors = kept.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model =
        new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < pixels.length; i++) {
      int color = pixels[i];
      int index = indexOf.computeIfAbsent(color & UPPER_BITS, bucket -> nearest(color, colors));
      indexed.getRaster().setSample(i % width, i / width, 0, index);
    }
    return indexed;
  }

  /** The most frequent colour of each of the most frequent buckets. */
  private static List<Integer> frequent(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
    }
    Map<Integer, Integer> total = new HashMap<>();
    Map<Integer, Integer> first = new HashMap<>();
    Comparator<Integer> byCount = Comparator.comparing(counts::get);
    counts.forEach(
        (color, count) -> {
          total.merge(color & UPPER_BITS, count, Integer::sum);
          first.merge(
              color & UPPER_BITS,
              color,
              (a, b) -> byCount.thenComparing(Comparator.naturalOrder()).compare(a, b) > 0 ? a : b);
        });
    List<Integer> buckets = new ArrayList<>(total.keySet());
    buckets.sort(
        Comparator.comparing((Integer bucket) -> -total.getOrDefault(bucket, 0))
            .thenComparing(Comparator.naturalOrder()));
    return (buckets.size() <= MOST ? buckets : worthKeeping(buckets, total))
        .stream().map(first::get).toList();
  }

  /**
   * Most of the colours by their number; the others so that a rare colour like none of these stays:
   * by number times squared distance from the nearest that is kept.
   */
  private static List<Integer> worthKeeping(List<Integer> byNumber, Map<Integer, Integer> numbers) {
    List<Integer> kept = new ArrayList<>(byNumber.subList(0, FREQUENT));
    Map<Integer, Integer> distances = new LinkedHashMap<>();
    for (int color : byNumber.subList(FREQUENT, byNumber.size())) {
      distances.put(
          color, kept.stream().mapToInt(other -> distance(color, other)).min().orElseThrow());
    }
    while (kept.size() < MOST) {
      int next =
          Collections.max(
              distances.keySet(),
              Comparator.comparing(
                  c -> (long) numbers.getOrDefault(c, 0) * distances.getOrDefault(c, 0)));
      kept.add(next);
      distances.remove(next);
      distances.replaceAll((color, least) -> Math.min(least, distance(color, next)));
    }
    return kept;
  }

  private static int nearest(int color, int[] colors) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colors.length; i++) {
      int distance = distance(color, colors[i]);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int distance = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int difference = (a >> shift & 0xFF) - (b >> shift & 0xFF);
      distance += difference * difference;
    }
    return distance;
  }
}
