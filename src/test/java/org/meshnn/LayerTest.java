package org.meshnn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.plot.Picture;

/** Dependencies run downwards only, and each library stays in the layer that is its home. */
class LayerTest {
  private static final List<String> DOWNWARDS =
      List.of(
          "org.meshnn.cli..",
          "org.meshnn.notebook..",
          "org.meshnn.paper..",
          "org.meshnn.protocol..",
          "org.meshnn.replication..",
          "org.meshnn.display..",
          "org.meshnn.experiment..",
          "org.meshnn.inspect..",
          "org.meshnn",
          "org.meshnn.card..",
          "org.meshnn.plot..",
          "org.meshnn.export..",
          "org.meshnn.exchange..",
          "org.meshnn.file..",
          "org.meshnn.provenance..",
          "org.meshnn.tables..",
          "org.meshnn.train..",
          "org.meshnn.engine..",
          "org.meshnn.explain..",
          "org.meshnn.plan..",
          "org.meshnn.graph..",
          "org.meshnn.scores..",
          "org.meshnn.workers..",
          "org.meshnn.text..");

  static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.meshnn");

  @Test
  void dependenciesRunDownwards() {
    layers(DOWNWARDS).check(PRODUCT);
  }

  /** Inside the notebook: the runner over documents over kernel over session over the rest. */
  @Test
  void theNotebooksRoomsTooRunDownwards() {
    layers(
            List.of(
                "org.meshnn.notebook.runner",
                "org.meshnn.notebook.document",
                "org.meshnn.notebook.kernel",
                "org.meshnn.notebook.session",
                "org.meshnn.notebook.magic",
                "org.meshnn.notebook.assist"))
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("org.meshnn.notebook.magic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.meshnn.notebook.assist")
        .check(PRODUCT);
  }

  /** The stock kernels' adapters: found by those kernels, used by nothing else. */
  @Test
  void theAdaptersStandAlone() {
    String adapters = "org.meshnn.notebook.stock";
    noClasses()
        .that()
        .resideOutsideOfPackage(adapters)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(adapters)
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage(adapters)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.meshnn..")
                .and(resideOutsideOfPackages(adapters, "org.meshnn.display")))
        .check(PRODUCT);
    staysIn("io.github.spencerpark..", adapters);
  }

  /** The first rule can fail: upside down, it does. */
  @Test
  void theRuleIsNotEmpty() {
    List<String> upsideDown = new java.util.ArrayList<>(DOWNWARDS);
    java.util.Collections.reverse(upsideDown);
    LayeredArchitecture rule = layers(upsideDown);
    assertThrows(AssertionError.class, () -> rule.check(PRODUCT));
    assertTrue(PRODUCT.size() > 40);
  }

  private static LayeredArchitecture layers(List<String> downwards) {
    LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String layer : downwards) {
      architecture = architecture.layer(layer).definedBy(layer);
    }
    for (int i = 0; i < downwards.size(); i++) {
      architecture =
          i == 0
              ? architecture.whereLayer(downwards.get(0)).mayNotBeAccessedByAnyLayer()
              : architecture
                  .whereLayer(downwards.get(i))
                  .mayOnlyBeAccessedByLayers(downwards.subList(0, i).toArray(new String[0]));
    }
    return architecture;
  }

  @Test
  void noCircleOfPackages() {
    slices().matching("org.meshnn.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void tablesawStaysWithTables() {
    staysIn(
        "tech.tablesaw..",
        "org.meshnn.tables..",
        "org.meshnn.exchange..",
        "org.meshnn",
        "org.meshnn.inspect..",
        "org.meshnn.experiment..",
        "org.meshnn.display..",
        "org.meshnn.replication..",
        "org.meshnn.paper..",
        "org.meshnn.protocol..");
  }

  @Test
  void tablesawsParserStaysWithTables() {
    staysIn("com.univocity..", "org.meshnn.tables..");
  }

  @Test
  void notebookLibrariesStayInTheNotebook() {
    for (String library :
        List.of("org.dflib..", "org.commonmark..", "org.jsoup..", "jdk.jshell..")) {
      staysIn(library, "org.meshnn.notebook..", "org.meshnn.cli..");
    }
  }

  @Test
  void jsonStaysInFilesAndNotebooks() {
    staysIn(
        "com.google.gson..",
        "org.meshnn.file..",
        "org.meshnn.exchange..",
        "org.meshnn.notebook..",
        "org.meshnn.cli..");
  }

  @Test
  void messagesOfOnnxStayInExport() {
    staysIn("ai.onnx..", "org.meshnn.export..");
    staysIn("com.google.protobuf..", "org.meshnn.export..");
  }

  @Test
  void graphsOfJGraphTStayInTheirRooms() {
    staysIn("org.jgrapht..", "org.meshnn.exchange..");
  }

  /** Spark is for {@code src/spark} alone. */
  @Test
  void noClassKnowsSpark() {
    staysIn("org.apache.spark..", "org.meshnn.spark..");
    staysIn("scala..", "org.meshnn.spark..");
  }

  @Test
  void optionsStayOnTheCommandLine() {
    staysIn("picocli..", "org.meshnn.cli..");
  }

  @Test
  void picturesStayInPlotAndDisplay() {
    staysIn("org.knowm.xchart..", "org.meshnn.display..");
    staysIn("java.awt..", "org.meshnn.plot..", "org.meshnn.display..");
  }

  /** What one holds draws itself by plot; from numbers, a class of the plot room by draw. */
  @Test
  void picturesComeByPlotOrDraw() {
    methods()
        .that()
        .haveRawReturnType(Picture.class)
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("org.meshnn.plot")
        .should()
        .haveNameMatching("plot.*")
        .check(PRODUCT);
    methods()
        .that()
        .haveRawReturnType(Picture.class)
        .and()
        .arePublic()
        .and()
        .areStatic()
        .should()
        .haveName("draw")
        .check(PRODUCT);
  }

  @Test
  void everyClassIsInALayer() {
    classes().should().resideInAnyPackage(DOWNWARDS.toArray(new String[0])).check(PRODUCT);
  }

  private static void staysIn(String library, String... homes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(PRODUCT);
  }
}
