package org.meshnn.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.meshnn.text.Required;

/**
 * Files that are replaced as a whole: whoever opens one, even after a crash, finds the old content
 * or the new.
 *
 * <p>The new content is written to a file beside the target, {@code .NAME.UUID.saving}, flushed to
 * disk and moved over the target in one step. If writing fails the target stays as it is, and the
 * file beside it is deleted; only a process that is killed leaves that file behind.
 */
public final class Replacement {
  private static final int BUFFER = 1 << 16; // bytes

  /** What a file is to hold. */
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param out is buffered, and closed by the caller
     * @throws IOException if that fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private Replacement() {}

  /**
   * Writes a file, or replaces the one that is there. Where the target is a symbolic link, the file
   * that it leads to is replaced.
   *
   * @param target in a folder that exists
   * @param content of the file
   * @return the absolute path of the target
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if the target is null
   */
  public static Path write(Path target, Content content) {
    Path absolute =
        Required.of(target, "a path to write to, for example Path.of(\"iris.mesh\")")
            .toAbsolutePath();
    try {
      replace(followed(absolute), content);
      return absolute;
    } catch (IOException e) {
      throw new UncheckedIOException(
          absolute + " is not written, and what was there before is unchanged: " + reason(e), e);
    }
  }

  private static Path followed(Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return path;
    }
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException("it is a link to what is not there; delete or correct it", e);
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    if (target.getFileSystem() != FileSystems.getDefault()) {
      throw new IOException("it is not a path of the disk; save to the disk, then Files.copy");
    }
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("it is a folder; add a file name");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + "; create it first");
    }
    Path beside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".saving");
    try {
      writeToDisk(beside, content);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable e) {
      Files.deleteIfExists(beside);
      throw e;
    }
    flushFolder(folder);
  }

  /** By a stream that an interrupt does not close, so that a stopped training can be saved. */
  private static void writeToDisk(Path file, Content content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile());
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER)) {
      content.writeTo(buffered);
      buffered.flush();
      out.getFD().sync();
    }
  }

  /** Makes the move itself last, on systems that open folders (Windows does not). */
  private static void flushFolder(Path folder) {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // the move is done; when it reaches the disk is up to the system
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
