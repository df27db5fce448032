package org.meshnn.display;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.Matrix;
import org.ejml.simple.SimpleMatrix;
import org.jspecify.annotations.Nullable;
import org.meshnn.Evaluation;
import org.meshnn.History;
import org.meshnn.Mesh;
import org.meshnn.OnlineMesh;
import org.meshnn.Prequential;
import org.meshnn.RateFinder;
import org.meshnn.SequenceEvaluation;
import org.meshnn.SequenceModel;
import org.meshnn.TrainedMesh;
import org.meshnn.card.Card;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.experiment.Found;
import org.meshnn.experiment.SettingImportance;
import org.meshnn.experiment.Trials;
import org.meshnn.explain.Explanation;
import org.meshnn.explain.MeshDescription;
import org.meshnn.explain.SequenceExplanation;
import org.meshnn.explain.StreamExplanation;
import org.meshnn.graph.Topology;
import org.meshnn.inspect.Inspection;
import org.meshnn.plan.Plan;
import org.meshnn.plot.Animation;
import org.meshnn.plot.Picture;
import org.meshnn.provenance.Origin;
import org.meshnn.tables.ReadTable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How a value looks: its MIME bundle, from a type to its content. {@code text/plain} is always
 * there; {@code text/html} or {@code image/png} (base64) joins it for the types registered here.
 * Knows no kernel.
 */
public final class Rich {
  /** The text twin that every value has. */
  public static final String TEXT = "text/plain";

  /** HTML without script, style sheet or outside resource. */
  public static final String HTML = "text/html";

  /** A PNG in base64. */
  public static final String PNG = "image/png";

  private static final Map<Class<?>, Function<Object, Map<String, String>>> LOOKS =
      new LinkedHashMap<>();

  static {
    register(Table.class, t -> Tables.grid(t).bundle());
    register(Column.class, c -> Tables.grid(c).bundle());
    register(ReadTable.class, Tables::read);
    register(Matrix.class, m -> Map.of(TEXT, Matrices.text(m)));
    register(DMatrixRMaj.class, m -> Matrices.grid(m).bundle());
    register(DMatrixSparseCSC.class, m -> Matrices.grid(m).bundle());
    register(SimpleMatrix.class, m -> Matrices.grid(m).bundle());
    register(Picture.class, p -> picture(p.toString(), p.png()));
    register(Animation.class, a -> html(a.toString(), image(a)));
    register(BufferedImage.class, Rich::image);
    register(Mesh.class, Results::mesh);
    register(Topology.class, Results::topology);
    register(MeshGraph.class, Results::graph);
    register(Plan.class, p -> Results.explanation(Explanation.of(p)));
    register(TrainedMesh.class, Results::trained);
    register(History.class, Results::history);
    register(RateFinder.class, Results::rates);
    register(Evaluation.class, Results::evaluation);
    register(Inspection.class, i -> picture(i.toString(), i.plot().png()));
    register(SequenceModel.class, Results::sequences);
    register(SequenceEvaluation.class, Results::evaluation);
    register(Trials.class, Results::trials);
    register(Found.class, Results::found);
    register(SettingImportance.class, Results::importance);
    register(Card.class, Cards::bundle);
    register(Origin.class, Results::origin);
    register(Explanation.class, Results::explanation);
    register(MeshDescription.class, Results::description);
    register(SequenceExplanation.class, Results::sequenceExplanation);
    register(StreamExplanation.class, Results::streamExplanation);
    register(OnlineMesh.class, Results::online);
    register(Prequential.class, Results::prequential);
    register(StreamBar.Reading.class, StreamBar.Reading::bundle);
    register(TrainingBar.Reading.class, TrainingBar.Reading::bundle);
    register(PieceBar.Reading.class, PieceBar.Reading::bundle);
    try {
      XCharts.register();
    } catch (NoClassDefFoundError e) {
      // Without XChart there are no charts of it to show.
    }
  }

  private Rich() {}

  /**
   * Says how values of a type, and of its subtypes, look. The type registered last wins.
   *
   * @param <T> the type
   * @param type a class or an interface
   * @param look gives the bundle; {@link #html} and {@link #picture} make one
   * @throws NullPointerException if one is null
   */
  public static synchronized <T> void register(
      Class<T> type, Function<? super T, Map<String, String>> look) {
    Objects.requireNonNull(look, "look");
    LOOKS.put(Objects.requireNonNull(type, "type"), value -> look.apply(type.cast(value)));
  }

  /** {@return the types that look richer than their text} */
  public static synchronized Set<Class<?>> types() {
    return Set.copyOf(LOOKS.keySet());
  }

  /**
   * {@return the bundle of a value; of one that cannot be shown, a text that says why}
   *
   * @param value of any type, or null
   */
  public static Map<String, String> bundle(@Nullable Object value) {
    Function<Object, Map<String, String>> look = look(value);
    if (look == null || value == null) {
      return Map.of(TEXT, Plain.of(value));
    }
    try {
      return look.apply(value);
    } catch (RuntimeException | LinkageError | VirtualMachineError | AssertionError e) {
      return Map.of(TEXT, Plain.unshowable(value, e));
    }
  }

  /**
   * {@return the text twin of a value}
   *
   * @param value of any type, or null
   */
  public static String text(@Nullable Object value) {
    return bundle(value).getOrDefault(TEXT, "");
  }

  /**
   * {@return a bundle of HTML and its text twin}
   *
   * @param text what is shown where HTML is not
   * @param html an element, without script
   */
  public static Map<String, String> html(String text, String html) {
    return Map.of(TEXT, text, HTML, html);
  }

  /** A PNG as an element of HTML. */
  static String image(Picture picture) {
    return image(picture.caption(), PNG, picture.png());
  }

  private static String image(Animation animation) {
    return image(animation.caption(), "image/gif", animation.gif());
  }

  private static String image(String alt, String type, byte[] content) {
    return "<img alt=\""
        + escape(alt)
        + "\" src=\"data:"
        + type
        + ";base64,"
        + Base64.getEncoder().encodeToString(content)
        + "\">";
  }

  /**
   * {@return a bundle of a PNG and its text twin}
   *
   * @param text what is shown where pictures are not
   * @param png the bytes of a PNG file
   */
  public static Map<String, String> picture(String text, byte[] png) {
    return Map.of(TEXT, text, PNG, Base64.getEncoder().encodeToString(png));
  }

  /**
   * {@return the text as HTML, safe in attributes too}
   *
   * @param text any
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static synchronized @Nullable Function<Object, Map<String, String>> look(
      @Nullable Object value) {
    @Nullable Function<Object, Map<String, String>> found = null;
    for (var entry : LOOKS.entrySet()) {
      if (entry.getKey().isInstance(value)) {
        found = entry.getValue();
      }
    }
    return found;
  }

  private static Map<String, String> image(BufferedImage image) {
    String text = "image " + image.getWidth() + " x " + image.getHeight() + " pixels";
    return picture(text, new Picture(image, text).png());
  }
}
