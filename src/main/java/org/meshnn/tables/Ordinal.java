package org.meshnn.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.Column;

/**
 * A column of entries in an order: one input, the place of the row's own among the levels, from 0
 * on, standardised.
 *
 * @param name of the column
 * @param levels from the lowest to the highest, at least two, each once
 * @param scale how places are standardised
 */
public record Ordinal(String name, List<String> levels, Scale scale) implements Feature {
  /**
   * Checks the levels.
   *
   * @param name of the column
   * @param levels from the lowest to the highest, at least two, each once
   * @param scale how places are standardised
   * @throws IllegalArgumentException if there are fewer, one stands there twice, or a part is null
   */
  public Ordinal {
    Names.column(name);
    levels = Names.distinct("levels of " + Listing.quoted(name), levels, 2);
    Required.of(scale, "a scale, for example Scale.NONE");
  }

  @Override
  public Ordinal standardised(Column<?> column, int[] rows) {
    return new Ordinal(name, levels, Scale.of(DoubleColumn.create(name, places(column)), rows));
  }

  @Override
  public Ordinal plain() {
    return new Ordinal(name, levels, Scale.NONE);
  }

  /**
   * {@return the input of a level}
   *
   * @param place from 0 on
   */
  public double input(double place) {
    return scale.standardise(place);
  }

  private double[] places(Column<?> column) {
    Map<String, Integer> positions = Names.positions(levels);
    Map<String, Integer> unknown = new TreeMap<>();
    double[] places = new double[column.size()];
    for (int row = 0; row < places.length; row++) {
      String entry = Entries.text(column, row);
      Integer place = positions.get(entry);
      if (place == null) {
        unknown.merge(entry, 1, Integer::sum);
      } else {
        places[row] = place;
      }
    }
    if (!unknown.isEmpty()) {
      throw Columns.unseen(
          "column " + Listing.quoted(name) + " has entries that are no level of its order and were",
          unknown,
          levels);
    }
    return places;
  }

  @Override
  public List<String> inputNames() {
    return List.of(name);
  }

  @Override
  public List<String> values() {
    return levels;
  }

  @Override
  public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
    double[] places = places(column);
    for (int row = 0; row < places.length; row++) {
      inputs.set(row, at, Entries.finite(name, row, input(places[row])));
    }
  }

  @Override
  public Content content(Column<?> column, int[] rows) {
    double[] places = places(column);
    return Content.Groups.of(
        name, levels, Arrays.stream(rows).map(row -> (int) places[row]).toArray());
  }

  @Override
  public String rule() {
    return "in the order " + Listing.of(levels);
  }
}
