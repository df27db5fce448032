package org.meshnn.tables;

final class ArffFile {
  private ArffFile() {}

  static ReadTable read(TextFile file, Reading reading) {
    throw new IllegalArgumentException("not yet");
  }
}
