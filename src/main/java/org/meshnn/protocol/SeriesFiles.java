package org.meshnn.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Sha256;

/**
 * The folder with the two measured series of the protocol, one value a line, which are not ours to
 * ship: {@code sunspot.txt}, the monthly sunspot numbers from January 1749 on (WDC-SILSO, Royal
 * Observatory of Belgium, Brussels, https://www.sidc.be/SILSO, SN_m_tot_V2.0), and {@code
 * laser.txt}, the 1,000 values of data set A of the Santa Fe competition (Hübner, Abraham, Weiss
 * 1989).
 *
 * @param folder null for none: what needs it is left out
 */
public record SeriesFiles(@Nullable Path folder) {
  /** What the files are called. */
  public static final List<String> NAMES = List.of("sunspot.txt", "laser.txt");

  /** {@return the files that are not there} */
  public List<String> missing() {
    return NAMES.stream().filter(name -> !has(name)).toList();
  }

  private @Nullable Path file(String name) {
    Path place = folder == null ? null : folder.resolve(name);
    return place != null && Files.isRegularFile(place) ? place : null;
  }

  /** Whether a file is there. */
  boolean has(String name) {
    return file(name) != null;
  }

  /**
   * {@return the sha256 of a file, or that it is not there}
   *
   * @param name of the file
   */
  public String sha256(String name) {
    Path file = file(name);
    try {
      return file == null ? "not there" : Sha256.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first values of a file.
   *
   * @param n how many
   * @throws IllegalArgumentException if the file is not there or has fewer
   */
  double[] values(String name, int n) {
    Path file = file(name);
    if (file == null) {
      throw new IllegalArgumentException(
          "expected the file " + name + " in " + folder + "; see SeriesFiles for where it is from");
    }
    try {
      double[] values =
          Files.readString(file).lines().limit(n).mapToDouble(Double::parseDouble).toArray();
      if (values.length < n) {
        throw new IllegalArgumentException(
            "expected " + n + " values, one a line, in " + file + "; got " + values.length);
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
