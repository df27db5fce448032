package org.meshnn.bench;

import java.util.concurrent.TimeUnit;
import org.meshnn.Mesh;
import org.meshnn.Predictor;
import org.meshnn.TrainedMesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tech.tablesaw.api.Table;

/** Iris, one row at a time: the probabilities of the three species. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowBench {
  private static final int ROWS = 150;

  private TrainedMesh model;
  private Predictor predictor;
  private Table[] tables; // of one row each
  private double[][] rows;
  private int next;

  /** Trains 18 neurons, dense, T = 3. */
  @Setup
  public void prepare() {
    Table iris = Datasets.iris();
    model =
        Mesh.of(18).connect(Wiring.dense()).train(iris, "species", Training.defaults().epochs(20));
    predictor = model.predictor();
    tables = new Table[ROWS];
    rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      int row = i;
      tables[i] = iris.rows(i);
      rows[i] =
          predictor.columns().stream().mapToDouble(c -> iris.doubleColumn(c).get(row)).toArray();
    }
  }

  private int next() {
    next = next + 1 < ROWS ? next + 1 : 0;
    return next;
  }

  /** By position. */
  @Benchmark
  public double row() {
    predictor.row(rows[next()]);
    return predictor.probability(0) + predictor.probability(1) + predictor.probability(2);
  }

  /** By name, and the name of the class. */
  @Benchmark
  public String byName() {
    double[] row = rows[next()];
    return predictor
        .set("sepal_length", row[0])
        .set("sepal_width", row[1])
        .set("petal_length", row[2])
        .set("petal_width", row[3])
        .predictedClass();
  }

  /** A table of the row, and a table of its prediction. */
  @Benchmark
  public Table table() {
    return model.predict(tables[next()]);
  }
}
