package org.meshnn.paper;

import java.util.stream.Stream;
import org.meshnn.replication.Study;
import org.meshnn.replication.StudySource;

/** The paper's studies and those of wirings, whole and quick. */
public final class PaperStudies implements StudySource {
  /** For {@link java.util.ServiceLoader}. */
  public PaperStudies() {}

  @Override
  public Stream<Study> studies() {
    return Stream.of(Paper.WHOLE, Paper.QUICK)
        .flatMap(
            paper ->
                Stream.concat(paper.studies().stream(), new WiringStudy(paper).studies().stream()));
  }
}
