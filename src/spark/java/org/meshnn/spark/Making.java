package org.meshnn.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.meshnn.replication.Provenance;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Packed;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What a Spark task does: makes one run, where it would have the same bits as here. */
final class Making<S, R> extends AbstractFunction1<Iterator<Sent<S, R>>, Packed<Ended<R>>>
    implements Serializable {

  private static @Nullable String here; // null until asked for

  private final String madeBy;

  Making(String madeBy) {
    this.madeBy = madeBy;
  }

  /** What the bits of a run depend on here; asked once of each JVM, as it reads all classes. */
  static synchronized String here() {
    if (here == null) {
      here = Provenance.madeBy();
    }
    return here;
  }

  @Override
  public Packed<Ended<R>> apply(Iterator<Sent<S, R>> one) {
    if (!madeBy.equals(here())) {
      throw new IllegalStateException(
          "expected executors that make the same bits as the driver, ["
              + madeBy
              + "], got ["
              + here()
              + "]; give all machines the same jars, Java and flags, or keep to machines of one kind");
    }
    return one.next().made();
  }
}
