package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * What the columns of stored rows hold in some rows: extremes, counts, means and deviations, to the
 * bits with which a table in memory has them. Goes through the rows three times.
 */
public final class StoredStatistics {
  private final RowLayout layout;
  private final ScaleFit[] fits; // of each column; of groups not used
  private final int[][] counts; // of each column, rows of each category or class; empty of numbers

  private StoredStatistics(RowLayout layout) {
    this.layout = layout;
    int columns = layout.columns();
    fits = new ScaleFit[columns];
    counts = new int[columns][];
    for (int i = 0; i < columns; i++) {
      fits[i] = new ScaleFit(layout.single().get(i));
      counts[i] = new int[groups(i)];
    }
  }

  /**
   * {@return the statistics of some rows}
   *
   * @param layout what the numbers are
   * @param rows where they are
   * @param taken the rows that count, at least one
   * @throws IllegalArgumentException if a number is not finite, or of no category or class: the
   *     file is damaged
   */
  public static StoredStatistics of(RowLayout layout, StoredRows rows, int[] taken) {
    StoredStatistics statistics = new StoredStatistics(layout);
    double[] numbers = new double[layout.columns()];
    for (int row : taken) {
      rows.read(row, numbers);
      statistics.add(row, numbers);
    }
    List<ScaleFit> varying = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      if (statistics.counts[i].length == 0) {
        statistics.fits[i].begin();
        if (!statistics.fits[i].constant()) {
          varying.add(statistics.fits[i]);
          places.add(i);
        }
      }
    }
    ScaleFit[] fits = varying.toArray(ScaleFit[]::new);
    int[] at = places.stream().mapToInt(Integer::intValue).toArray();
    for (int row : fits.length == 0 ? new int[0] : taken) {
      rows.read(row, numbers);
      for (int i = 0; i < fits.length; i++) {
        fits[i].mean(numbers[at[i]]);
      }
    }
    for (int row : fits.length == 0 ? new int[0] : taken) {
      rows.read(row, numbers);
      for (int i = 0; i < fits.length; i++) {
        fits[i].deviation(numbers[at[i]]);
      }
    }
    return statistics;
  }

  /** Categories or classes of a column, 2 of a flag; 0 where it is a number. */
  private int groups(int column) {
    if (column == layout.features().size()) {
      return layout.labels() instanceof Labels.Classes classes ? classes.outputs() : 0;
    }
    Feature feature = layout.features().get(column);
    if (feature instanceof Feature.Category category) {
      return category.categories().size();
    }
    return feature instanceof Feature.Flag ? 2 : 0;
  }

  private void add(int row, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      double number = numbers[i];
      int[] groups = counts[i];
      if (groups.length == 0) {
        fits[i].extremes(number);
        require(Double.isFinite(number), i, row, number);
      } else {
        require(number >= 0 && number < groups.length && number == (int) number, i, row, number);
        groups[(int) number]++;
      }
    }
  }

  private void require(boolean holds, int column, int row, double number) {
    if (!holds) {
      boolean label = column == layout.features().size();
      throw new IllegalArgumentException(
          "the file is damaged: row "
              + row
              + " of the column "
              + Listing.quoted(
                  label ? layout.labels().name() : layout.features().get(column).name())
              + " is "
              + number
              + ", which stands for no entry; write it again");
    }
  }

  /**
   * {@return the encoding of the rows by these statistics}
   *
   * @param standardised whether numeric features and a label that is a value are standardised
   */
  public Encoding encoding(boolean standardised) {
    List<Feature> features = new ArrayList<>(layout.features());
    for (int i = 0; i < features.size() && standardised; i++) {
      if (features.get(i) instanceof Feature.Numeric number) {
        features.set(i, new Feature.Numeric(number.name(), 0, fits[i].scale()));
      }
    }
    Labels labels =
        standardised && layout.labels() instanceof Labels.Values value
            ? new Labels.Values(value.name(), value.kind(), fits[features.size()].scale())
            : layout.labels();
    return new Encoding(features, labels);
  }

  /**
   * {@return the largest magnitude of an input of these rows}
   *
   * @param encoding that makes the inputs
   */
  public double largestInput(Encoding encoding) {
    double largest = 1; // a flag or category
    for (int i = 0; i < layout.features().size(); i++) {
      if (encoding.features().get(i) instanceof Feature.Numeric number) {
        largest = Math.max(largest, largest(number.scale(), fits[i]));
      }
    }
    return largest;
  }

  /**
   * {@return the largest magnitude of a target of these rows}
   *
   * @param encoding that makes the targets
   * @param weights what they are multiplied by, one an output; null for 1
   */
  public double largestTarget(Encoding encoding, double @Nullable [] weights) {
    if (encoding.labels() instanceof Labels.Values values) {
      return largest(values.scale(), fits[layout.features().size()]);
    }
    return weights == null ? 1 : Arrays.stream(weights).max().orElse(1);
  }

  /** Standardising keeps the order of numbers. */
  private static double largest(Scale scale, ScaleFit fit) {
    return Math.max(
        Math.abs(scale.standardise(fit.low())), Math.abs(scale.standardise(fit.high())));
  }

  /** {@return how many rows are of each class; empty where the label is a value} */
  public int[] rowsOfClass() {
    return counts[layout.features().size()].clone();
  }

  /** {@return what the columns hold: the features in their order, then the label} */
  public List<Content> contents() {
    return IntStream.range(0, layout.columns()).mapToObj(this::content).toList();
  }

  private Content content(int column) {
    String name =
        column == layout.features().size()
            ? layout.labels().name()
            : layout.features().get(column).name();
    if (counts[column].length == 0) {
      return new Content.Numbers(name, fits[column].low(), fits[column].high());
    }
    return new Content.Groups(name, values(column), Arrays.stream(counts[column]).boxed().toList());
  }

  private List<String> values(int column) {
    if (column == layout.features().size()) {
      return ((Labels.Classes) layout.labels()).classes();
    }
    return layout.features().get(column) instanceof Feature.Category category
        ? category.categories()
        : List.of("false", "true");
  }
}
