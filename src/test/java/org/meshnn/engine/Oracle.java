package org.meshnn.engine;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/** A recorded case: see src/test/resources/oracles/README.md for its fields. */
public final class Oracle {
  public static final List<String> CASES =
      List.of(
          "01_tiny_relu_t1",
          "02_tiny_relu_t2",
          "03_tiny_sigmoid_t2",
          "04_tiny_tanh_t3",
          "05_relu_t2_b3",
          "06_relu_t3_b3",
          "07_relu_t4_b2_nobias",
          "08_relu_t5_b2",
          "10_sigmoid_t1_b4",
          "11_sigmoid_t2_b4",
          "13_sigmoid_t6_b2",
          "14_tanh_t2_b4",
          "15_tanh_t4_b4_mse",
          "17_relu_mask50_t3",
          "20_relu_refmask_t3",
          "21_sigmoid_refmask_t3",
          "22_relu_mlp_as_mesh_t3",
          "23_relu_pertick_t3",
          "25_sigmoid_pertick_t5_nobias",
          "27_iris_ref_init_t3",
          "29_relu_n30_t2");

  public final JsonObject json;
  public final Roles roles;
  public final DMatrixRMaj a;
  public final DMatrixRMaj mask;

  private Oracle(JsonObject json) {
    this.json = json;
    boolean bias = json.get("bias").getAsBoolean();
    roles =
        new Roles(
            json.get("inputs").getAsInt() - (bias ? 1 : 0),
            bias,
            json.get("hidden").getAsInt(),
            json.get("outputs").getAsInt());
    a = matrix("A");
    mask = matrix("mask");
  }

  public static Oracle read(String name) {
    return new Oracle(readJson(name));
  }

  public static JsonObject readJson(String name) {
    String resource = "/oracles/" + name + ".json";
    try (var in = Objects.requireNonNull(Oracle.class.getResourceAsStream(resource), resource)) {
      return new Gson()
          .fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), JsonObject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stream<Oracle> all() {
    return CASES.stream().map(Oracle::read);
  }

  /** The mesh of the mask, as a masked training step sees it. */
  public Case masked() {
    return asCase(Wiring.nonZerosOf(mask).wire(roles));
  }

  /** Every ordered pair an edge, those of weight 0 included. */
  public Case unmasked() {
    return asCase(Wiring.complete().wire(roles));
  }

  private Case asCase(Topology topology) {
    Activation f = Activation.named(json.get("activation").getAsString());
    boolean classes = json.get("loss_type").getAsString().equals("cross_entropy");
    return new Case(
        topology,
        json.get("ticks").getAsInt(),
        new Transition(f, f),
        topology.weights(a),
        x(),
        classes ? oneHot() : matrix("targets"),
        classes ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR);
  }

  private List<DMatrixRMaj> x() {
    JsonArray samples = json.getAsJsonArray("X");
    boolean perTick = json.get("per_tick_input").getAsBoolean();
    int ticks = perTick ? json.get("ticks").getAsInt() : 1;
    List<DMatrixRMaj> x = new ArrayList<>();
    for (int t = 0; t < ticks; t++) {
      DMatrixRMaj xt = new DMatrixRMaj(samples.size(), roles.inputs());
      for (int p = 0; p < samples.size(); p++) {
        JsonArray row = samples.get(p).getAsJsonArray();
        row = perTick ? row.get(t).getAsJsonArray() : row;
        for (int i = 0; i < roles.inputs(); i++) {
          xt.set(p, i, row.get(i).getAsDouble());
        }
      }
      x.add(xt);
    }
    return x;
  }

  private DMatrixRMaj oneHot() {
    JsonArray targets = json.getAsJsonArray("targets");
    DMatrixRMaj y = new DMatrixRMaj(targets.size(), roles.outputs());
    for (int p = 0; p < targets.size(); p++) {
      y.set(p, targets.get(p).getAsInt(), 1);
    }
    return y;
  }

  public DMatrixRMaj matrix(String field) {
    return matrix(json.getAsJsonArray(field));
  }

  public static DMatrixRMaj matrix(JsonArray rows) {
    DMatrixRMaj m = new DMatrixRMaj(rows.size(), rows.get(0).getAsJsonArray().size());
    for (int i = 0; i < m.numRows; i++) {
      for (int j = 0; j < m.numCols; j++) {
        m.set(i, j, rows.get(i).getAsJsonArray().get(j).getAsDouble());
      }
    }
    return m;
  }

  @Override
  public String toString() {
    return json.get("name").getAsString();
  }
}
