package org.meshnn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.display.Rich;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Wiring;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.plot.HeatMap;
import org.meshnn.plot.Lines;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** What is written depends neither on the default locale nor on the system's line separator. */
class LocaleTest {
  private static final Mesh MESH = Mesh.of(9).connect(Wiring.dense());

  private static final Set<String> FORMATTING =
      Set.of("format", "formatted", "printf", "toLowerCase", "toUpperCase");

  private static final DescribedPredicate<JavaCall<?>> BY_DEFAULT_LOCALE =
      DescribedPredicate.describe(
          "formats by the default locale",
          call -> {
            String owner = call.getTargetOwner().getPackageName();
            boolean formats =
                FORMATTING.contains(call.getName())
                    && (owner.equals("java.lang") || owner.equals("java.io"));
            boolean unicode = call.getTargetOwner().isEquivalentTo(Normalizer.class); // no locale's
            return (formats || (owner.equals("java.text") && !unicode))
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isEquivalentTo(Locale.class));
          });

  @Test
  void everyFormattingCallNamesItsLocale() {
    noClasses().should().callCodeUnitWhere(BY_DEFAULT_LOCALE).check(LayerTest.PRODUCT);
  }

  @Test
  void everyLineEndsTheSameOnEverySystem() throws IOException {
    Pattern ofTheSystem = Pattern.compile("%n|lineSeparator\\(|line\\.separator|newLine\\(");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> ofTheSystem.matcher(read(file)).find())
              .toList();
      assertEquals(List.of(), found, "write \\n");
    }
  }

  @Test
  void whatIsShownReadsAlikeInEveryLocale() {
    TrainedMesh model = model();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      Map<String, String> expected = shown(model);
      for (String tag : List.of("tr", "de", "ar-EG")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        shown(model)
            .forEach((what, text) -> assertEquals(expected.get(what), text, tag + ": " + what));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static TrainedMesh model() {
    return MESH.train(
        Datasets.moons(200, 0.1, 1), "label", Training.defaults().epochs(2).validation(0.2));
  }

  /** Tables, results, explanations, pictures and errors: text, HTML and PNG of each. */
  private static Map<String, String> shown(TrainedMesh model) {
    Table moons = Datasets.moons(200, 0.1, 1);
    Map<String, Object> values = new TreeMap<>();
    values.put("table", moons);
    values.put("table with missing entries", Datasets.penguins());
    values.put("model", model);
    values.put("history", model.history());
    values.put("history as table", model.history().table());
    values.put("evaluation", model.evaluate(moons));
    values.put("predictions", model.predict(moons));
    values.put("weights", model.matrix());
    values.put("mesh", MESH.inputs(2).outputs(2));
    values.put("plan", Mesh.of(400).connect(Wiring.dense()).inputs(2).outputs(2).plan());
    values.put("confusion matrix", model.evaluate(moons).plot());
    values.put("heat map", HeatMap.draw(model.matrix()));
    double[] x = {1, 1_234.5, 20_000};
    values.put("lines", Lines.draw("title", "x", x, Map.of("I", x, "i", new double[] {.1, 1, 9})));
    Trials trials =
        Experiment.on(moons, "label")
            .setting("small", MESH)
            .training(Training.defaults().epochs(1))
            .seeds(2)
            .test(0.3)
            .run();
    values.put("trials", trials);
    values.put("runs", trials.runs());
    Map<String, String> shown = new TreeMap<>();
    values.forEach(
        (what, value) ->
            Rich.bundle(value).forEach((type, text) -> shown.put(what + ", " + type, text)));
    shown.put("no input", message(() -> Mesh.of(1).inputs(-12_345)));
    shown.put("too few neurons", message(() -> Mesh.of(-1_234_567)));
    shown.put("counts", message(() -> ConfusionMatrix.draw(new int[1][2], List.of("I"))));
    shown.put("a column", message(() -> model.predict(moons.retainColumns(0))));
    return shown;
  }

  private static String message(Executable wrong) {
    return assertThrows(RuntimeException.class, wrong).getMessage();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
