package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import org.junit.jupiter.api.Test;

/** No vector passes through a call that the compiler may leave alone: it would be on the heap. */
class VectorCallsTest {

  @Test
  void noMethodOfTheLoopsTakesOrReturnsAVector() throws ClassNotFoundException {
    List<String> with = new ArrayList<>();
    int methods = 0;
    for (String name : SinglePrecisionText.CLASSES) {
      for (String prefix : List.of("", "Single")) {
        for (Method method :
            Class.forName("org.meshnn.engine." + prefix + name).getDeclaredMethods()) {
          methods++;
          if (types(method).anyMatch(VectorCallsTest::isVector)) {
            with.add(prefix + name + "." + method.getName());
          }
        }
      }
    }
    assertTrue(methods > 100, methods + " methods");
    assertEquals(List.of(), with);
  }

  private static Stream<Class<?>> types(Method method) {
    return Stream.concat(
        Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
  }

  private static boolean isVector(Class<?> type) {
    return Vector.class.isAssignableFrom(type) || VectorMask.class.isAssignableFrom(type);
  }
}
