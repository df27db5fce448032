package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Files run by ONNX Runtime. */
final class OrtSessions {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private OrtSessions() {}

  static OrtSession open(Path file) throws OrtException {
    return ENVIRONMENT.createSession(file.toString(), new OrtSession.SessionOptions());
  }

  /** The outputs of a session by name, for inputs by name. */
  static Map<String, OnnxTensor> run(OrtSession session, Map<String, OnnxTensor> inputs)
      throws OrtException {
    Map<String, ai.onnxruntime.OnnxTensor> given = new HashMap<>();
    try {
      for (Map.Entry<String, OnnxTensor> input : inputs.entrySet()) {
        given.put(input.getKey(), given(input.getValue()));
      }
      Map<String, OnnxTensor> outputs = new HashMap<>();
      try (OrtSession.Result result = session.run(given)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), taken((ai.onnxruntime.OnnxTensor) output.getValue()));
        }
      }
      return outputs;
    } finally {
      given.values().forEach(ai.onnxruntime.OnnxTensor::close);
    }
  }

  private static ai.onnxruntime.OnnxTensor given(OnnxTensor tensor) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return switch (tensor.type()) {
      case STRING -> ai.onnxruntime.OnnxTensor.createTensor(ENVIRONMENT, tensor.texts(), shape);
      case INT64 ->
          ai.onnxruntime.OnnxTensor.createTensor(
              ENVIRONMENT, LongBuffer.wrap(tensor.wholes()), shape);
      case DOUBLE ->
          ai.onnxruntime.OnnxTensor.createTensor(
              ENVIRONMENT, DoubleBuffer.wrap(tensor.numbers()), shape);
      case FLOAT -> {
        FloatBuffer floats = FloatBuffer.allocate(tensor.numbers().length);
        for (double number : tensor.numbers()) {
          floats.put((float) number);
        }
        yield ai.onnxruntime.OnnxTensor.createTensor(ENVIRONMENT, floats.rewind(), shape);
      }
      default -> throw new AssertionError(tensor.type());
    };
  }

  private static OnnxTensor taken(ai.onnxruntime.OnnxTensor tensor) throws OrtException {
    TensorInfo info = tensor.getInfo();
    int[] shape = Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray();
    return switch (info.type) {
      case STRING -> OnnxTensor.texts(shape, (String[]) tensor.getValue());
      case DOUBLE -> {
        DoubleBuffer numbers = tensor.getDoubleBuffer();
        yield OnnxTensor.numbers(
            DataType.DOUBLE,
            shape,
            IntStream.range(0, numbers.remaining()).mapToDouble(numbers::get).toArray());
      }
      case FLOAT -> {
        FloatBuffer numbers = tensor.getFloatBuffer();
        yield OnnxTensor.numbers(
            DataType.FLOAT,
            shape,
            IntStream.range(0, numbers.remaining()).mapToDouble(numbers::get).toArray());
      }
      default -> throw new AssertionError(info.type);
    };
  }
}
