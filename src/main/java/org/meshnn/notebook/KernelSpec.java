package org.meshnn.notebook;

/** The Jupyter kernel spec. */
final class KernelSpec {
  static final String NAME = "meshnn";
  static final String DISPLAY_NAME = "Java (meshnn)";

  private KernelSpec() {}
}
