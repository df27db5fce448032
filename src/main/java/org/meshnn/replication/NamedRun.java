package org.meshnn.replication;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.workers.Task;

/**
 * A run of a setting, which travels as its name and that of its source: where it is received, the
 * source makes the setting. Without a source it does not travel, so that no other setting of the
 * same name is run.
 */
final class NamedRun implements Task.Work<String, Result> {
  private final transient Setting setting;
  private final Ledger.Key key;

  NamedRun(Setting setting, Ledger.Key key) {
    this.setting = setting;
    this.key = key;
  }

  @Override
  public @Nullable Result run(String shared) {
    return setting.run().apply(key.seed());
  }

  private record Written(String source, Ledger.Key key) implements Serializable {
    Object readResolve() {
      return new NamedRun(Known.setting(source, key), key);
    }
  }

  /** Refuses what would not be known where it is received. */
  Object writeReplace() {
    Class<? extends StudySource> source = setting.source();
    if (source == null) {
      throw new IllegalArgumentException(
          "expected a study that says which source makes it on other machines, got a run of "
              + Listing.quoted(key.setting())
              + "; make it in a StudySource and ask for study.knownTo(MyStudies.class), or run it on"
              + " threads of this machine");
    }
    Known.setting(source.getName(), key);
    return new Written(source.getName(), key);
  }

  /** The settings of all sources, made at first use. */
  private static final class Known {
    private record Name(String source, String id, int epochs) {}

    private static final Map<Name, Setting> SETTINGS = new HashMap<>();

    static {
      for (StudySource source : ServiceLoader.load(StudySource.class, loader())) {
        String name = source.getClass().getName();
        source
            .studies()
            .flatMap(study -> study.settings().stream())
            .forEach(s -> SETTINGS.putIfAbsent(new Name(name, s.id(), s.epochs()), s));
      }
    }

    /** That which finds the classes that were sent. */
    private static @Nullable ClassLoader loader() {
      return Thread.currentThread().getContextClassLoader();
    }

    static Setting setting(String source, Ledger.Key key) {
      Setting setting = SETTINGS.get(new Name(source, key.setting(), key.epochs()));
      if (setting == null) {
        throw new IllegalArgumentException(
            "expected a study that is known by name on every machine, got a run of "
                + Listing.quoted(key.setting())
                + " with "
                + key.epochs()
                + " epochs, which "
                + source
                + " does not make; name that in META-INF/services/"
                + StudySource.class.getName()
                + ", or run it on threads of this machine");
      }
      return setting;
    }
  }
}
