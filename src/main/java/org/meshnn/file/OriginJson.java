package org.meshnn.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshnn.provenance.Environment;
import org.meshnn.provenance.Origin;
import org.meshnn.provenance.Rows;
import org.meshnn.tables.Content;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Labels;
import org.meshnn.tables.TableDigest;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * Where a model comes from, as model.json has it.
 *
 * @param ended an instant, as ISO 8601 writes it
 * @param before the trainings that it went on from
 */
record OriginJson(
    TableDigest table,
    Rows rows,
    List<ContentJson> contents,
    Environment environment,
    String ended,
    double seconds,
    List<OriginJson> before) {

  /**
   * What a column held.
   *
   * @param low of numbers; null of others, as high is
   * @param values of groups; null of others, as counts are
   * @param first of dates; null of others, as last is
   */
  record ContentJson(
      String name,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable List<String> values,
      @Nullable List<Integer> counts,
      @Nullable String first,
      @Nullable String last) {

    static ContentJson of(Content content) {
      if (content instanceof Content.Numbers numbers) {
        return new ContentJson(
            numbers.name(), numbers.low(), numbers.high(), null, null, null, null);
      }
      if (content instanceof Content.Span span) {
        return new ContentJson(span.name(), null, null, null, null, span.first(), span.last());
      }
      Content.Groups groups = (Content.Groups) content;
      return new ContentJson(
          groups.name(), null, null, groups.values(), groups.counts(), null, null);
    }

    Content content() {
      Required.of(name, "the name of a column");
      if (first != null) {
        return new Content.Span(name, first, Required.of(last, "the last date"));
      }
      return values == null
          ? new Content.Numbers(
              name, Required.of(low, "the smallest number"), Required.of(high, "the largest"))
          : new Content.Groups(name, values, Required.of(counts, "a count for each value"));
    }
  }

  static OriginJson of(Origin origin) {
    return new OriginJson(
        origin.table(),
        origin.rows(),
        origin.contents().stream().map(ContentJson::of).toList(),
        origin.environment(),
        origin.ended().toString(),
        origin.seconds(),
        origin.before().stream().map(OriginJson::of).toList());
  }

  /**
   * The origin of a model.
   *
   * @throws IllegalArgumentException if what the columns hold is not that of the encoding's columns
   */
  Origin origin(Encoding encoding) {
    return origin(values(encoding));
  }

  /**
   * The origin of a model of sequences, of whose columns nothing is said.
   *
   * @throws IllegalArgumentException if something is
   */
  Origin origin() {
    return origin(List.of());
  }

  private Origin origin(List<List<String>> values) {
    List<Content> held =
        Required.of(contents, "what the columns hold").stream()
            .map(content -> Required.of(content, "what a column holds").content())
            .toList();
    if (!held.stream().map(OriginJson::values).toList().equals(values)) {
      throw new IllegalArgumentException(
          "expected what each of its "
              + Math.max(0, values.size() - 1)
              + " columns holds, then what the label holds, with the values that they know; got "
              + Listing.of(held.stream().map(Content::name).toList()));
    }
    return new Origin(
        Required.of(table, "the digest of the table"),
        Required.of(rows, "the rows of the table"),
        held,
        Required.of(environment, "what computed"),
        instant(Required.of(ended, "when training ended")),
        seconds,
        Required.of(before, "the trainings before").stream()
            .map(origin -> Required.of(origin, "a training before").origin(values))
            .toList());
  }

  /** The values of each column and of the label; none of numbers. */
  private static List<List<String>> values(Encoding encoding) {
    return Stream.concat(
            encoding.features().stream().map(Feature::values),
            encoding.labels().parts().stream().map(Labels::classes))
        .toList();
  }

  private static List<String> values(Content content) {
    return content instanceof Content.Groups groups ? groups.values() : List.of();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected an instant, got " + Listing.quoted(text), e);
    }
  }
}
