package org.meshnn.replication;

import java.util.stream.Stream;

/**
 * Studies that are known by name on every machine that has their classes, so that a run of theirs
 * travels as the name of this class and its {@link Ledger.Key}. What is to travel says so: {@code
 * study.knownTo(MyStudies.class)}. A class of this kind is named in {@code
 * META-INF/services/org.meshnn.replication.StudySource} and has a public constructor without
 * arguments: see {@link java.util.ServiceLoader}.
 */
public interface StudySource {
  /**
   * {@return the studies} Settings of the same id and epochs make the same runs wherever they are
   * made.
   */
  Stream<Study> studies();
}
