package org.meshnn.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meshnn.file.Replacement;
import org.meshnn.text.Excerpt;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Sizes;
import org.meshnn.text.Utf8;

/** Files of graphs, read into memory and handed to the reader of their format. */
final class GraphFile {
  static final String PATH = "a path, for example \"mesh.graphml\"";
  static final String FORMAT = "a format, for example GraphFormat.GRAPHML";

  private static final long LONGEST = 1 << 30; // bytes
  private static final int LONGEST_REASON = 300;

  private GraphFile() {}

  /** Reads a file in a format, or in the one that its name and content tell. */
  static MeshGraph read(Path path, @Nullable GraphFormat given) {
    String text = text(Required.of(path, PATH));
    String name = String.valueOf(path.getFileName());
    GraphFormat format = given == null ? GraphFormat.of(name, text) : given;
    return parse(text, Listing.quoted(name), format);
  }

  private static String text(Path path) {
    byte[] bytes;
    try {
      long size = Files.size(path);
      if (size > LONGEST) {
        throw new IllegalArgumentException(
            path + " has " + Sizes.bytes(size) + ", more than the 1 GiB that a graph is read of");
      }
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no file " + path.toAbsolutePath(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          Listing.quoted(String.valueOf(path.getFileName()))
              + " is not text in UTF-8; convert it first",
          e);
    }
  }

  /** Reads a text; what a library throws beside what it declares is an error of the text. */
  static MeshGraph parse(String text, String name, GraphFormat format) {
    Draft draft = new Draft(name + ", read as " + format);
    draft.remark("read from " + name + " as " + format);
    try {
      switch (format) {
        case GRAPHML -> GraphMl.read(text, draft);
        case DOT -> new DotReader(text, draft).read();
        case GML -> new GmlReader(text, draft).read();
        case CSV -> EdgeListCsv.read(text, draft);
        case MATRIX_MARKET -> MatrixMarket.read(text, draft);
        case NODE_LINK -> NodeLink.read(text, draft);
        case NEAT -> NeatReader.read(text, draft);
      }
      return draft.graph();
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw draft.refused(
          "it is malformed: " + Excerpt.start(String.valueOf(e.getMessage()), LONGEST_REASON));
    }
  }

  /** Writes a file, in one step. */
  static Path write(MeshGraph graph, Path path, GraphFormat format) {
    requireText(graph);
    return Replacement.write(
        path,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          write(graph, writer, format);
          writer.flush();
        });
  }

  static void write(MeshGraph graph, Writer out, GraphFormat format) throws IOException {
    switch (format) {
      case GRAPHML -> GraphMl.write(graph, out);
      case DOT -> DotWriter.write(graph, out);
      case GML -> GmlWriter.write(graph, out);
      case CSV -> EdgeListCsv.write(graph, out);
      case MATRIX_MARKET -> MatrixMarket.write(graph, out);
      case NODE_LINK -> NodeLink.write(graph, out);
      case NEAT -> NeatWriter.write(graph, out);
    }
  }

  /** Names that a file in UTF-8 holds: else two that differ would become the same. */
  private static void requireText(MeshGraph graph) {
    for (MeshGraph.Neuron neuron : graph.neurons()) {
      if (!neuron.name().equals(Utf8.wellFormed(neuron.name()))) {
        throw new IllegalArgumentException(
            "the name "
                + Listing.quoted(neuron.name())
                + " holds half of a character (a surrogate without the other); rename it");
      }
    }
  }
}
