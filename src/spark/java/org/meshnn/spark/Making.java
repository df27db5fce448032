package org.meshnn.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.meshnn.replication.Provenance;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Packed;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What a Spark task does: makes one run, where code, data and Java are those of the driver. */
final class Making<S, R> extends AbstractFunction1<Iterator<Sent<S, R>>, Packed<Ended<R>>>
    implements Serializable {

  private static @Nullable String here; // null until asked for

  private static final String UNKNOWN = "code unknown"; // as madeBy() has it

  private final String madeBy;

  /** Refuses code that cannot be compared with that of executors. */
  Making(String madeBy) {
    if (madeBy.startsWith(UNKNOWN)) {
      throw new IllegalStateException(
          "expected the library from a folder or a jar, so that executors can be compared with it, got ["
              + madeBy
              + "]; put the jar itself on the class path, not into another");
    }
    this.madeBy = madeBy;
  }

  /** The code, data and Java here; asked once of each JVM, as it reads all classes. */
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
              + "]; give all machines the same jars and Java");
    }
    return one.next().made();
  }
}
