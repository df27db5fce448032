package org.meshnn.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Utf8;

/**
 * A mesh as an ONNX file (<a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">IR version
 * 7</a>, opset 13 of ai.onnx, and 2 of ai.onnx.ml where there is text), which takes the columns of
 * a table and gives what {@code TrainedMesh.predict} does. The same mesh makes the same bytes.
 *
 * <p><b>Inputs</b>, each of shape (batch, 1): one per feature column, under the column's name as it
 * stands. A numeric or boolean column (0 or 1) takes numbers of the precision asked for; a text
 * column takes strings. With single precision, a column whose numbers differ by little beside their
 * size, or are beyond 1e30, is still of doubles: it is standardised before it is made single. A
 * column counted from a reference, as large whole numbers are, takes 64-bit integers, exactly.
 *
 * <p><b>Outputs</b>: for classes, {@code label}, strings of shape (batch), and {@code
 * probabilities}, shape (batch, classes), in the order of {@code encoding.classes()}; for a value,
 * one output in the label's own unit, shape (batch, 1), under the label's name. A name that an
 * input has already gets an underscore behind it.
 *
 * <p><b>What is refused in Java and not there.</b> NaN and infinite numbers pass through to the
 * outputs. A category that the training did not see is an error in ONNX Runtime on CPUs ("indices
 * element out of data bounds"), as ONNX asks; a runtime that does not check takes it for no
 * category, all zeros.
 */
public final class OnnxExport {
  /** What writes ONNX files: group, artifact and version, as Maven takes them. */
  static final String LIBRARY = "org.tribuo:tribuo-util-onnx:4.3.2";

  private static final String MESSAGES = "ai.onnx.proto.OnnxMl";

  private final OnnxFile file;

  private OnnxExport(OnnxFile file) {
    this.file = file;
  }

  /**
   * Lays a file out; its weights are written later and one by one, so that it takes little memory.
   *
   * @param plan of a mesh whose input is constant
   * @param transition the activations that the plan was made for
   * @param weights one per edge, finite, within the precision's range; not to be changed until the
   *     file is written
   * @param encoding with as many inputs and outputs as the mesh has
   * @param precision of the numbers it computes with
   * @param metadata kept in the file's metadata_props, sorted; for example where the mesh is from.
   *     What stands under "meshnn" is the producer's version too
   * @return what can be written
   * @throws IllegalStateException if the library is not there that ONNX files are written with,
   *     which is optional
   * @throws IllegalArgumentException if the parts do not fit each other, an argument is null, a
   *     name has half of a character, a weight is too large, an activation is one's own or gelu in
   *     double precision, or the file would be beyond 2 GiB, which ONNX does not hold
   */
  public static OnnxExport of(
      Plan plan,
      Transition transition,
      double[] weights,
      Encoding encoding,
      OnnxPrecision precision,
      Map<String, String> metadata) {
    requireLibrary(MESSAGES);
    Required.of(plan, "a plan, for example model.plan()");
    Required.of(transition, "a transition");
    Required.of(weights, "weights, for example model.weights()");
    Required.of(encoding, "an encoding, for example model.encoding()");
    Required.of(metadata, "metadata, for example Map.of()");
    Required.of(precision, "a precision, for example OnnxPrecision.FLOAT32");
    requireFitting(plan, transition, weights, encoding);
    requireActivations(transition.activations(plan.topology().roles()), precision);
    requireText(encoding);
    requireRange(weights, precision);
    return new OnnxExport(
        OnnxFile.of(plan, transition, weights, encoding, precision, metadata).requireFits(plan));
  }

  /** {@return the bytes that the file takes} */
  public long bytes() {
    return file.size();
  }

  /**
   * Writes the file.
   *
   * @param out where to; left open
   * @throws IOException if it does not take it
   */
  public void writeTo(OutputStream out) throws IOException {
    file.writeTo(out);
  }

  /** Refuses to go on without the messages that ONNX files are made of. */
  static void requireLibrary(String messages) {
    try {
      Class.forName(messages, true, OnnxExport.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      String[] parts = LIBRARY.split(":");
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "ONNX files are written with %s, which meshnn does not bring along; in a notebook add"
                  + " it by %%maven %s, in a POM by <dependency><groupId>%s</groupId>"
                  + "<artifactId>%s</artifactId><version>%s</version></dependency>",
              LIBRARY,
              LIBRARY,
              parts[0],
              parts[1],
              parts[2]),
          e);
    }
  }

  /** Names that a file in UTF-8 holds: else two that differ would become the same. */
  private static void requireText(Encoding encoding) {
    Stream.concat(encoding.inputNames().stream(), encoding.classes().stream())
        .filter(name -> !name.equals(Utf8.wellFormed(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "the name "
                      + Listing.quoted(name)
                      + " holds half of a character (a surrogate without the other); correct it in"
                      + " the table and train again");
            });
  }

  private static void requireFitting(
      Plan plan, Transition transition, double[] weights, Encoding encoding) {
    if (plan.clamping() != Clamping.CONSTANT) {
      throw new IllegalArgumentException(
          "an ONNX file takes one row of a table for all ticks; got a plan with inputs that change"
              + " from tick to tick");
    }
    if (!plan.rest().equals(transition.rest(plan.topology().roles()))) {
      throw new IllegalArgumentException(
          "the plan was made for other activations: expected "
              + plan.rest()
              + ", got "
              + transition.rest(plan.topology().roles()));
    }
    if (weights.length != plan.topology().edges()) {
      throw new IllegalArgumentException(
          "one weight per edge: expected " + plan.topology().edges() + ", got " + weights.length);
    }
    ExportedLabels.require("an ONNX file", encoding);
    if (encoding.inputs() != plan.topology().inputs()
        || encoding.outputs() != plan.topology().outputs()) {
      throw new IllegalArgumentException(
          "expected an encoding for "
              + plan.topology().roles()
              + "; got one with "
              + encoding.inputs()
              + " inputs and "
              + encoding.outputs()
              + " outputs");
    }
  }

  private static void requireActivations(Activation[] activations, OnnxPrecision precision) {
    for (Activation f : activations) {
      if (!f.builtIn()) {
        throw new IllegalArgumentException(
            "an ONNX file holds built-in activations, those of Activation.all(); this mesh applies "
                + f
                + ", one of your own: save it as a model file, model.save(path)");
      }
      if (f == Activation.GELU && precision == OnnxPrecision.FLOAT64) {
        throw new IllegalArgumentException(
            "gelu needs the error function, which ONNX Runtime has in single precision alone; take"
                + " OnnxPrecision.FLOAT32");
      }
    }
  }

  private static void requireRange(double[] weights, OnnxPrecision precision) {
    double largest = precision == OnnxPrecision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    for (int e = 0; e < weights.length; e++) {
      if (!(Math.abs(weights[e]) <= largest)) {
        throw new IllegalArgumentException(
            "expected finite weights of at most "
                + largest
                + " for "
                + precision
                + ", got "
                + weights[e]
                + " at edge "
                + e);
      }
    }
  }
}
