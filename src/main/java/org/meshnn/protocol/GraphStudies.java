package org.meshnn.protocol;

import java.util.stream.Stream;
import org.meshnn.replication.Study;
import org.meshnn.replication.StudySource;

/** The studies of the graph, whole and quick. */
public final class GraphStudies implements StudySource {
  /** For {@link java.util.ServiceLoader}. */
  public GraphStudies() {}

  @Override
  public Stream<Study> studies() {
    return Stream.of(GraphStudy.WHOLE, GraphStudy.QUICK).flatMap(s -> s.studies().stream());
  }
}
