package org.meshnn.plot;

import java.awt.Color;
import org.meshnn.graph.Topology;

/** What a neuron is for, and the colour that says so. */
enum Role {
  INPUT("input", new Color(0x009E73)),
  BIAS("bias", new Color(0x7F7F7F)),
  HIDDEN("hidden", new Color(0xFAF6E3)),
  OUTPUT("output", new Color(0xCC79A7));

  final String word;
  final Color color;

  Role(String word, Color color) {
    this.word = word;
    this.color = color;
  }

  int count(Topology topology) {
    return switch (this) {
      case INPUT -> topology.inputs();
      case BIAS -> topology.hasBias() ? 1 : 0;
      case HIDDEN -> topology.hidden();
      case OUTPUT -> topology.outputs();
    };
  }

  /** The first neuron of this role; neurons are ordered inputs, bias, hidden, outputs. */
  int first(Topology topology) {
    int first = 0;
    for (Role earlier : values()) {
      if (earlier == this) {
        break;
      }
      first += earlier.count(topology);
    }
    return first;
  }

  static Role of(Topology topology, int neuron) {
    Role role = INPUT;
    for (Role candidate : values()) {
      role =
          candidate.count(topology) > 0 && candidate.first(topology) <= neuron ? candidate : role;
    }
    return role;
  }
}
