package org.meshnn.replication;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.workers.Task;

/**
 * A run of a setting, which travels as its name: where it is received, sources know the setting.
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

  private record Written(Ledger.Key key) implements Serializable {
    Object readResolve() {
      return new NamedRun(Known.setting(key), key);
    }
  }

  /** Refuses what would not be known where it is received. */
  Object writeReplace() {
    Known.setting(key);
    return new Written(key);
  }

  /** The settings of all sources, made at first use. */
  private static final class Known {
    private static final Map<Ledger.Key, Setting> SETTINGS = new HashMap<>();

    static {
      for (StudySource source : ServiceLoader.load(StudySource.class, loader())) {
        source.studies().flatMap(study -> study.settings().stream()).forEach(Known::add);
      }
    }

    /** That which finds the classes that were sent. */
    private static @Nullable ClassLoader loader() {
      return Thread.currentThread().getContextClassLoader();
    }

    private static void add(Setting setting) {
      SETTINGS.putIfAbsent(anySeed(setting.id(), setting.epochs()), setting);
    }

    private static Ledger.Key anySeed(String id, int epochs) {
      return new Ledger.Key(id, epochs, 0);
    }

    static Setting setting(Ledger.Key key) {
      Setting setting = SETTINGS.get(anySeed(key.setting(), key.epochs()));
      if (setting == null) {
        throw new IllegalArgumentException(
            "expected a study that is known by name on every machine, got a run of "
                + Listing.quoted(key.setting())
                + " with "
                + key.epochs()
                + " epochs; name its source in META-INF/services/"
                + StudySource.class.getName()
                + ", or run it on threads of this machine");
      }
      return setting;
    }
  }
}
