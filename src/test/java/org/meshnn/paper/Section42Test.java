package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.Evaluation;
import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.replication.Result;
import org.meshnn.tables.Split;
import org.meshnn.train.Samples;

/** The networks of section 4.2, and how they are trained: on few rows, so that it takes no time. */
class Section42Test {
  private static final List<Net> NETS = List.of(Net.MESH_85, Net.MESH_80, Net.MLP_13, Net.MLP_17);

  private static Images.Rows few(boolean standardised) {
    Images.Rows rows = Images.MNIST.rows(standardised);
    return new Images.Rows(part(rows.train(), 1000), part(rows.test(), 500));
  }

  private static Samples part(Samples samples, int rows) {
    return samples.take(IntStream.range(0, rows).toArray());
  }

  @Test
  void parametersAreThoseOfThePaper() {
    assertEquals(751, Net.MLP_13.topology(1).edges());
    assertEquals(1047, Net.MLP_17.topology(1).edges());
    double[] means = new double[2];
    for (long seed = 1; seed <= 50; seed++) {
      means[0] += Net.MESH_85.topology(seed).edges() / 50.0;
      means[1] += Net.MESH_80.topology(seed).edges() / 50.0;
    }
    assertEquals(798, means[0], 12);
    assertEquals(1044, means[1], 12);
    for (Net net : Beyond.random(751)) {
      assertEquals(751, net.topology(3).edges(), net.name());
    }
    assertEquals(1047, Beyond.chosenRandom(1047).topology(3).edges());
  }

  @Test
  void outputsFeedNothingAndTheBiasAll() {
    for (Net net : List.of(Net.MESH_85, Net.MESH_80, Net.random(30, 4, 751))) {
      Topology mesh = net.topology(7);
      for (int to = 0; to < mesh.neurons(); to++) {
        assertEquals(to > 32, mesh.edge(32, to) >= 0, net + ": bias to " + to);
        for (int from = mesh.roles().firstOutput(); from < mesh.neurons(); from++) {
          assertTrue(mesh.edge(from, to) < 0);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void validationRowsAreTheLastOfTheTrainingRows(Images set) {
    assertEquals(60_000, set.rows(false).train().size());
    assertEquals(10_000, set.rows(true).test().size());
    Images.Rows rows = set.validation();
    assertEquals(50_000, rows.train().size());
    assertEquals(10_000, rows.test().size());
    double[] all = set.rows(true).train().y().data;
    assertArrayEquals(Arrays.copyOfRange(all, 500_000, 600_000), rows.test().y().data);
    double mean = 0;
    for (int row = 0; row < 50_000; row++) {
      mean += rows.train().x().get(row, 0) / 50_000;
    }
    assertEquals(0, mean, 1e-9, "standardised over the rows learned from");
  }

  /** The library's own way, table and all, leads to the same bits. */
  @Test
  void asItShouldBeIsAnOrdinaryMesh() {
    Split split = Images.MNIST.tables();
    Split few = new Split(split.train().first(1000), split.test().first(500));
    for (Net net : List.of(Net.MESH_85, Net.MLP_13)) {
      Setup setup = Setup.AS_IT_SHOULD_BE;
      Mesh mesh = net.mesh(3);
      Evaluation evaluation =
          mesh.train(few.train(), "digit", setup.training(net, 4, 3)).evaluate(few.test());
      var encoding = mesh.train(few.train(), "digit", setup.training(net, 1, 3)).encoding();
      Images.Rows rows =
          new Images.Rows(
              new Samples(encoding.inputs(few.train()), encoding.targets(few.train())),
              new Samples(encoding.inputs(few.test()), encoding.targets(few.test())));
      assertEquals(evaluation.accuracy(), setup.run(rows, net, 4, 3).metric());
    }
  }

  @Test
  void eachDefectMattersToMeshesAndSoftmaxTwiceToAll() {
    Images.Rows rows = few(true);
    for (Net net : NETS) {
      Result clean = Setup.AS_IT_SHOULD_BE.run(rows, net, 2, 1);
      assertEquals(clean, Setup.AS_IT_SHOULD_BE.run(rows, net, 2, 1), "seeded");
      assertNotEquals(clean, Setup.AS_IT_SHOULD_BE.run(rows, net, 2, 2));
      for (Defect defect : Defect.values()) {
        Result result = Setup.AS_IT_SHOULD_BE.with(defect).run(rows, net, 2, 1);
        boolean perceptron = net.name().startsWith("MLP");
        if (perceptron && defect != Defect.SOFTMAX_TWICE) {
          assertEquals(clean, result, net + " has no " + defect);
        } else {
          assertNotEquals(clean, result, net + " has " + defect);
        }
      }
    }
  }

  /** Trained with relu and without, the weights differ; tested, both are linear. */
  @Test
  void aLinearMeshOfTwoTicksIsLogisticRegression() {
    Images.Rows rows = few(true);
    Result linear = Setup.AS_IT_SHOULD_BE.with(Defect.NO_RELU).run(rows, Net.MESH_80, 60, 1);
    Result relu = Setup.AS_IT_SHOULD_BE.run(rows, Net.MESH_80, 60, 1);
    Result mixed =
        Setup.AS_IT_SHOULD_BE.with(Defect.RELU_IN_TRAINING_ONLY).run(rows, Net.MESH_80, 60, 1);
    assertTrue(linear.metric() > 0.6, linear.toString());
    assertTrue(relu.metric() > 0.6, relu.toString());
    assertTrue(mixed.loss() > relu.loss(), "what was learned is not what is tested");
  }

  @Test
  void reluOnOutputsIsTheFormalModel() {
    assertEquals(Activation.RELU, Setup.FORMAL_MODEL.outputs());
    assertEquals(Set.of(), Setup.FORMAL_MODEL.defects());
    assertEquals(
        Set.of(Defect.SOFTMAX_TWICE, Defect.DROPOUT, Defect.RELU_IN_TRAINING_ONLY),
        Setup.AS_PUBLISHED.defects());
    Roles roles = new Roles(1, true, 1, 1);
    assertArrayEquals(
        new double[] {0.2, 0.2, 0.2, 0.2},
        Setup.AS_PUBLISHED.training(Net.MESH_85, 1, 1).dropout().probabilities(roles),
        "outputs included");
    assertArrayEquals(
        new double[4],
        Setup.AS_PUBLISHED.training(Net.MLP_13, 1, 1).dropout().probabilities(roles));
  }

  @Test
  void pruningLeavesExactlySoManyOfTheEdgesItBeganWith() {
    Images.Rows rows = few(true);
    for (Pruning pruning : List.of(Pruning.ofMesh(20, 4, 751), Pruning.ofPerceptron(30, 751))) {
      Pruning.Found found = pruning.find(rows, 20, 1);
      assertEquals(751, found.topology().edges());
      Topology full =
          org.meshnn.Mesh.of(found.topology().neurons())
              .inputs(32)
              .outputs(10)
              .connect(pruning.from())
              .topology();
      Set<Double> distinct = new HashSet<>();
      for (int to = 0; to < full.neurons(); to++) {
        for (int e = found.topology().columnStart(to); e < found.topology().columnEnd(to); e++) {
          assertTrue(full.edge(found.topology().source(e), to) >= 0);
          distinct.add(found.weights()[e]);
        }
      }
      assertTrue(distinct.size() > 740);
      assertArrayEquals(found.weights(), pruning.find(rows, 20, 1).weights());
      assertFalse(Arrays.equals(found.weights(), pruning.find(rows, 20, 2).weights()));
      Result result = pruning.run(rows, 20, 1);
      assertEquals(751, result.parameters());
      assertTrue(result.metric() > 0.5, result.toString());
      assertEquals(751, pruning.find(rows, 1, 1).topology().edges(), "even in one epoch");
    }
  }

  /** What SET and RigL move stays in its region; the bias keeps its edges; the number is kept. */
  @Test
  void aMeshThatRewiresKeepsItsParameters() {
    Images.Rows rows = few(true);
    for (int parameters : new int[] {751, 1047}) {
      Result stays = Setup.AS_IT_SHOULD_BE.run(rows, Net.random(17, 3, parameters), 8, 1);
      for (Net net : List.of(Net.set(17, 3, parameters), Net.rigl(17, 3, parameters))) {
        assertEquals(parameters, net.topology(1).edges());
        assertEquals(Net.random(17, 3, parameters).topology(1), net.topology(1), "begins alike");
        Result result = Setup.AS_IT_SHOULD_BE.run(rows, net, 8, 1);
        assertEquals(parameters, result.parameters());
        assertNotEquals(stays, result, net + " moves edges");
        assertEquals(result, Setup.AS_IT_SHOULD_BE.run(rows, net, 8, 1), "seeded");
      }
    }
  }

  @Test
  void whatMovesIsNotTheBias() {
    Split split = Images.MNIST.tables();
    for (Net net : List.of(Net.set(17, 3, 751), Net.rigl(17, 3, 751))) {
      Topology first = net.topology(1);
      Topology last =
          net.mesh(1)
              .train(split.train().first(4000), "digit", Setup.AS_IT_SHOULD_BE.training(net, 4, 1))
              .topology();
      assertNotEquals(first, last);
      assertEquals(751, last.edges());
      for (int to = 0; to < last.neurons(); to++) {
        assertEquals(to > 32, last.edge(32, to) >= 0, net + ": bias to " + to);
        for (int from = last.roles().firstOutput(); from < last.neurons(); from++) {
          assertTrue(last.edge(from, to) < 0, net + ": out of an output");
        }
      }
    }
  }

  @Test
  void anInterruptEndsARun() {
    Images.Rows rows = few(true);
    Thread.currentThread().interrupt();
    assertNull(Setup.AS_IT_SHOULD_BE.run(rows, Net.MLP_13, 5, 1));
    Thread.currentThread().interrupt();
    assertNull(Pruning.ofMesh(20, 3, 751).run(rows, 5, 1));
    assertFalse(Thread.interrupted(), "taken");
  }
}
