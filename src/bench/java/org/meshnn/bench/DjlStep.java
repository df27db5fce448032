package org.meshnn.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;

/** The same step in PyTorch, called from Java through DJL: eager mode, autograd, DJL's Adam. */
final class DjlStep {
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Work work;
  private final DataType type;
  private final NDArray x;
  private final NDArray label;
  private final NDArray mask;
  private final NDArray silent;
  private final NDIndex free;
  private final NDIndex outputs;
  private final List<NDIndex> batches = new ArrayList<>();
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Optimizer adam =
      Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) Step.LEARNING_RATE)).build();
  private int next;

  DjlStep(Work work, DataType type) {
    this.work = work;
    this.type = type;
    Problem numbers = Problem.of(work);
    Roles roles = work.roles();
    x = array(withBias(numbers.x(), work));
    label = manager.create(numbers.label());
    mask = array(numbers.mask());
    silent = array(new DMatrixRMaj(work.batch(), roles.neurons() - roles.clamped()));
    free = new NDIndex(":, " + roles.clamped() + ":");
    outputs = new NDIndex(":, " + roles.firstOutput() + ":");
    for (int from = 0; from + work.batch() <= work.rows(); from += work.batch()) {
      long[] rows =
          Arrays.stream(numbers.order(), from, from + work.batch()).asLongStream().toArray();
      batches.add(new NDIndex("{}", manager.create(rows)));
    }
    addParameters(numbers.topology().denseMatrix(numbers.weights()));
  }

  /** A perceptron keeps its bias apart, as a user of PyTorch would. */
  private static DMatrixRMaj withBias(DMatrixRMaj x, Work work) {
    if (work.layered()) {
      return x;
    }
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols + 1);
    for (int i = 0; i < x.numRows; i++) {
      System.arraycopy(x.data, i * x.numCols, y.data, i * y.numCols, x.numCols);
      y.set(i, x.numCols, 1);
    }
    return y;
  }

  private void addParameters(DMatrixRMaj weights) {
    NDArray a = array(weights);
    if (work.layered()) {
      Roles roles = work.roles();
      String hidden = roles.clamped() + ":" + roles.firstOutput();
      String output = roles.firstOutput() + ":";
      parameters.put("w1", a.get(":" + roles.inputs() + ", " + hidden).duplicate());
      parameters.put("b1", a.get(roles.inputs() + ", " + hidden).duplicate());
      parameters.put("w2", a.get(hidden + ", " + output).duplicate());
      parameters.put("b2", a.get(roles.inputs() + ", " + output).duplicate());
    } else {
      parameters.put("a", a);
    }
    parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  private NDArray array(DMatrixRMaj matrix) {
    return manager
        .create(matrix.data, new Shape(matrix.numRows, matrix.numCols))
        .toType(type, false);
  }

  /** One step; returns the loss. */
  double run() {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDIndex rows = batches.get(next);
      next = (next + 1) % batches.size();
      NDArray xb = x.get(scope, rows);
      NDArray logits = work.layered() ? perceptron(xb) : mesh(xb, scope);
      NDArray mean = loss.evaluate(new NDList(label.get(scope, rows)), new NDList(logits));
      collector.backward(mean);
      parameters.forEach(this::update);
      return mean.toType(DataType.FLOAT64, false).getDouble();
    }
  }

  private void update(String name, NDArray parameter) {
    try (NDArray gradient = parameter.getGradient()) {
      adam.update(name, parameter, gradient);
    }
  }

  private NDArray mesh(NDArray xb, NDManager scope) {
    NDArray w = parameters.get("a").mul(mask);
    w.attach(scope);
    NDArray s = NDArrays.concat(new NDList(xb, silent), 1);
    for (int t = 1; t <= work.ticks(); t++) {
      s = s.matMul(w).getNDArrayInternal().relu();
      if (t < work.ticks()) {
        s = NDArrays.concat(new NDList(xb, s.get(free)), 1);
      }
    }
    return s.get(outputs);
  }

  private NDArray perceptron(NDArray xb) {
    NDArray hidden = xb.matMul(parameters.get("w1")).add(parameters.get("b1"));
    return hidden
        .getNDArrayInternal()
        .relu()
        .matMul(parameters.get("w2"))
        .add(parameters.get("b2"));
  }

  void close() {
    manager.close();
  }
}
