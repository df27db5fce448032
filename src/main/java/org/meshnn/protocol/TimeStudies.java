package org.meshnn.protocol;

import java.util.stream.Stream;
import org.meshnn.replication.Study;
import org.meshnn.replication.StudySource;

/** The published protocols of time, whole and quick, but those that need files of the user's. */
public final class TimeStudies implements StudySource {
  /** For {@link java.util.ServiceLoader}. */
  public TimeStudies() {}

  @Override
  public Stream<Study> studies() {
    SeriesFiles none = new SeriesFiles(null);
    return Stream.of(TimeStudy.WHOLE, TimeStudy.QUICK)
        .flatMap(study -> study.studies(none).stream());
  }
}
