package org.meshnn.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meshnn.graph.Roles.Role;

/** What files say of a neuron beside its name, as {@link Draft#attribute} takes it. */
final class Attributes {
  private Attributes() {}

  /** By name: of inputs and bias the role alone, of others a leak below 1 too. */
  static Map<String, String> of(MeshGraph.Neuron neuron) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(Draft.ROLE, neuron.role().toString());
    if (neuron.role() == Role.HIDDEN || neuron.role() == Role.OUTPUT) {
      attributes.put(Draft.ACTIVATION, neuron.activation().name());
      if (neuron.leak() < 1) {
        attributes.put(Draft.LEAK, Double.toString(neuron.leak()));
      }
    }
    return attributes;
  }
}
