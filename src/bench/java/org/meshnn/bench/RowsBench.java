package org.meshnn.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.meshnn.Mesh;
import org.meshnn.RowFile;
import org.meshnn.TrainedMesh;
import org.meshnn.file.Precision;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.Target;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;
import org.meshnn.train.Training;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A training on rows in a file beside the same on a table in memory: CPU and wall time of an epoch
 * on one thread, file and table in turn. Arguments: write|file|both|full FILE ROWS COLUMNS HIDDEN
 * BATCH EPOCHS.
 */
public final class RowsBench {
  private static final int CLASSES = 10;

  private RowsBench() {}

  /** Measures, and prints a line for each epoch. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    int[] n = Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
    if (!Files.exists(file) || arguments[0].equals("write")) {
      long begun = System.nanoTime();
      TableBlocks blocks = use -> rows(n[0], n[1]).forEach(use);
      System.out.println(
          RowFile.write(file, blocks, "label", Target.AUTO, Precision.FLOAT)
              + ", written in "
              + seconds(begun)
              + ", "
              + Files.size(file)
              + " bytes");
    }
    if (arguments[0].equals("write")) {
      return;
    }
    RowFile rows = RowFile.open(file);
    boolean full = arguments[0].equals("full");
    Mesh mesh = Mesh.of(n[1] + 1 + n[2] + CLASSES).connect(Wiring.layered(n[2])).ticks(2);
    Training training = Training.defaults().epochs(1).batchSize(n[3]).threads(full ? 2 : 1);
    Table table = arguments[0].equals("both") ? table(n[0], n[1]) : null;
    for (int epoch = 0; epoch < n[4]; epoch++) {
      if (table != null) {
        measure("memory", n[0], n[3], cpu -> mesh.train(table, "label", training.listen(cpu)));
      }
      measure("file", n[0], n[3], cpu -> mesh.train(rows, training.listen(cpu)));
    }
  }

  /** Blocks of random numbers, always the same. */
  private static Iterable<Table> rows(int rows, int columns) {
    return () ->
        IntStream.iterate(0, from -> from < rows, from -> from + TableBlocks.ROWS)
            .mapToObj(from -> block(from, Math.min(TableBlocks.ROWS, rows - from), columns))
            .iterator();
  }

  private static Table block(int seed, int rows, int columns) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Table block = Table.create("random");
    String[] label = new String[rows];
    for (int c = 0; c < columns; c++) {
      float[] values = new float[rows];
      for (int row = 0; row < rows; row++) {
        values[row] = random.nextFloat() - 0.5f;
        if (c == 0) {
          label[row] = "k" + (int) ((values[row] + 0.5f) * CLASSES) % CLASSES;
        }
      }
      block.addColumns(FloatColumn.create("x" + c, values));
    }
    return block.addColumns(StringColumn.create("label", label));
  }

  private static Table table(int rows, int columns) {
    Table all = Table.create("random");
    for (Table block : rows(rows, columns)) {
      if (all.columnCount() == 0) {
        all = block;
      } else {
        all.append(block);
      }
    }
    return all;
  }

  /** CPU time of the training thread from before the first step to after the last. */
  private static final class Cpu implements Listener {
    private double seconds;

    @Override
    public void begun(int epochs, String metric) {
      seconds = -now();
    }

    @Override
    public void epochDone(Epoch epoch, int epochs) {
      seconds += now();
    }

    private static double now() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
  }

  private static void measure(
      String what, int rows, int batch, Function<Listener, TrainedMesh> training) {
    Cpu cpu = new Cpu();
    long begun = System.nanoTime();
    Epoch epoch = training.apply(cpu).history().epochs().get(0);
    double steps = Math.ceil((double) rows / batch);
    System.out.printf(
        Locale.ROOT,
        "%-7s epoch %.1f s, cpu %.1f s, step %.1f us, cpu %.1f us; prepared in %.1f s; loss %.9f%n",
        what,
        epoch.seconds(),
        cpu.seconds,
        1e6 * epoch.seconds() / steps,
        1e6 * cpu.seconds / steps,
        (System.nanoTime() - begun) / 1e9 - epoch.seconds(),
        epoch.loss());
  }

  private static String seconds(long begun) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begun) / 1e9);
  }
}
