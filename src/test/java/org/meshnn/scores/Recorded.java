package org.meshnn.scores;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Oracle;

/** A case that {@code src/bench/python/sklearn_scores.py} recorded. */
public record Recorded(JsonObject json) {

  /** Those of a kind: two, several or values. */
  public static Stream<Recorded> all(String kind) {
    return StreamSupport.stream(Oracle.readJson("scores").getAsJsonArray(kind).spliterator(), false)
        .map(each -> new Recorded(each.getAsJsonObject()));
  }

  public boolean has(String field) {
    return json.has(field);
  }

  public double number(String field) {
    return json.get(field).getAsDouble();
  }

  public double[] numbers(String field) {
    return numbers(json.get(field));
  }

  private static double[] numbers(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  /** The class of each row. */
  public int[] classes() {
    return StreamSupport.stream(json.getAsJsonArray("y").spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  /** Whether each row is of class 1. */
  public boolean[] positive() {
    int[] y = classes();
    boolean[] positive = new boolean[y.length];
    for (int i = 0; i < y.length; i++) {
      positive[i] = y[i] == 1;
    }
    return positive;
  }

  public DMatrixRMaj logits() {
    List<double[]> rows = new ArrayList<>();
    json.getAsJsonArray("logits").forEach(row -> rows.add(numbers(row)));
    return new DMatrixRMaj(rows.toArray(new double[0][]));
  }

  @Override
  public String toString() {
    return json.get("name").getAsString();
  }
}
