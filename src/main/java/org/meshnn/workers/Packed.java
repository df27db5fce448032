package org.meshnn.workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An object as bytes, to travel to other machines of one's own; unpacked once where it arrives.
 *
 * @param <T> its type
 */
public final class Packed<T> implements Serializable {
  private static final String NOTEBOOK = "REPL."; // the package of what JShell compiles

  private final byte[] bytes;
  private transient @Nullable T object; // null until unpacked

  private Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * {@return an object, packed}
   *
   * @param <T> its type
   * @param object all of whose parts Java serialises
   * @param what it is, for the error: "the mesh"
   * @throws IllegalArgumentException if a part cannot travel
   */
  public static <T> Packed<T> of(T object, String what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new Writer(bytes)) {
      out.writeObject(object);
    } catch (NotSerializableException | InvalidClassException e) {
      throw refused(what, String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          what
              + " has parts nested too deep to travel to other machines; where it is a wiring of many"
              + " parts, take Wiring.edges(from, to)",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // none in memory
    }
    return new Packed<>(bytes.toByteArray());
  }

  private static IllegalArgumentException refused(String what, String type, Throwable cause) {
    return new IllegalArgumentException(
        "expected what can travel to other machines, but "
            + what
            + " holds a "
            + type
            + "; "
            + (type.startsWith(NOTEBOOK)
                ? "it was compiled in this notebook, whose classes other machines do not have: put it"
                    + " into a jar"
                : "make it a class that implements java.io.Serializable: a function, such as that of"
                    + " an activation of one's own, a record")
            + ", or run on Workers.threads()",
        cause);
  }

  /** {@return how many bytes travel} */
  public int size() {
    return bytes.length;
  }

  /**
   * {@return the object, the same at every call}
   *
   * @throws IllegalStateException if a class of it is missing here, or is another
   */
  @SuppressWarnings("unchecked")
  public synchronized T get() {
    if (object == null) {
      try (Reader in = new Reader(new ByteArrayInputStream(bytes))) {
        object = (T) in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException(
            "expected the same classes on every machine, got " + e + "; send the same jars", e);
      }
    }
    return object;
  }

  /** Refuses classes that no other machine has. */
  private static final class Writer extends ObjectOutputStream {
    Writer(OutputStream out) throws IOException {
      super(out);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      if (type.getName().startsWith(NOTEBOOK)) {
        throw new NotSerializableException(type.getName());
      }
    }
  }

  /** Finds the classes that were sent. */
  private static final class Reader extends ObjectInputStream {
    Reader(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      ClassLoader sent = Thread.currentThread().getContextClassLoader();
      try {
        return Class.forName(type.getName(), false, sent);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type); // names of primitive types
      }
    }
  }
}
