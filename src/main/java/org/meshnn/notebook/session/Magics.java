package org.meshnn.notebook.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.text.Spelling;

/** The lines that begin with {@code %}, in IJava's spelling: what each name does. */
final class Magics {
  private static final Pattern LINE = Pattern.compile("(%%?)(\\S*)(.*)", Pattern.DOTALL);
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Outcome DONE = Outcome.of(null);

  /**
   * A magic as it stands in a cell.
   *
   * @param where what errors name the text by
   * @param text the cell's text; what stands after {@code end} is the rest of the cell
   * @param from where the arguments begin
   */
  record Call(String where, String text, int from, int end, Outlet outlet) {
    List<String> arguments() {
      List<String> all = new ArrayList<>();
      Matcher argument = ARGUMENT.matcher(text.substring(from, end));
      while (argument.find()) {
        for (int group = 1; group <= 3; group++) {
          Optional.ofNullable(argument.group(group)).ifPresent(all::add);
        }
      }
      return all;
    }

    List<String> arguments(String name, String expected) throws MagicException {
      List<String> all = arguments();
      if (all.isEmpty()) {
        throw new MagicException(
            "%" + name + " expects " + expected + ", got nothing; e.g. " + example(name));
      }
      return all;
    }

    private static String example(String name) {
      return switch (name) {
        case "maven" -> "%maven org.apache.commons:commons-csv:1.11.0";
        case "load" -> "%load start.jsh";
        default -> "%" + name + " lib/*.jar";
      };
    }
  }

  private interface Magic {
    Outcome run(Call call) throws MagicException, IOException, InterruptedException;
  }

  private final Session session;
  private final Map<String, Magic> known = new TreeMap<>();
  private final MavenRepository maven;
  private final Set<Path> loading = new LinkedHashSet<>();

  Magics(Session session, MavenRepository maven) {
    this.session = session;
    this.maven = maven;
    known.put("%maven", this::maven);
    known.put("%classpath", call -> classPath("classpath", call));
    known.put("%jars", call -> classPath("jars", call));
    known.put("%load", this::load);
    known.put("%time", call -> time(call, call.text().substring(0, call.end()), call.from()));
    known.put("%%time", call -> time(call, call.text(), call.end()));
  }

  /** The names that begin so, with their percent signs. */
  List<String> names(String prefix) {
    return known.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** Runs the magic of a line; {@code %%} magics take the rest of the text with it. */
  Outcome run(String where, String text, Piece line, Outlet outlet) {
    Matcher parts = LINE.matcher(line.code());
    parts.matches();
    String name = parts.group(1) + parts.group(2);
    Call call = new Call(where, text, line.start() + parts.start(3), line.end(), outlet);
    try {
      Magic magic = known.get(name);
      if (magic == null) {
        throw new MagicException(unknown(name));
      }
      return magic.run(call);
    } catch (InterruptedException e) {
      return Outcome.failed(Failure.interrupted(where, false));
    } catch (MagicException | IOException e) {
      String message = e instanceof MagicException ? e.getMessage() : e.toString();
      long number = 1 + text.substring(0, line.start()).chars().filter(c -> c == '\n').count();
      String told = where + ", line " + number + ": " + message;
      return Outcome.failed(new Failure("MagicError", told, told.lines().toList()));
    }
  }

  private String unknown(String name) {
    String near =
        Spelling.closest(name, List.copyOf(known.keySet()))
            .map(k -> "; did you mean " + k + "?")
            .orElse("");
    return "no magic is called "
        + name
        + near
        + " (known: "
        + String.join(" ", known.keySet())
        + ")";
  }

  private Outcome maven(Call call) throws MagicException, InterruptedException {
    List<String> wanted = call.arguments("maven", "group:artifact:version");
    MavenRepository.Found found = session.interruptible(() -> maven.resolve(wanted));
    session.addToClassPath(found.jars());
    maven.added(found);
    found.notes().forEach(note -> call.outlet().stream("stderr", "note: " + note + "\n"));
    String added =
        found.jars().isEmpty() ? "nothing: all of it was there" : jars(found.jars().size());
    call.outlet().stream("stdout", "added to the class path: " + added + "\n");
    return DONE;
  }

  private static String jars(int count) {
    return count == 1 ? "1 jar" : count + " jars";
  }

  private Outcome classPath(String name, Call call) throws MagicException, IOException {
    List<Path> found = new ArrayList<>();
    for (String pattern : call.arguments(name, "jar files, folders or patterns")) {
      found.addAll(Globs.files(pattern));
    }
    session.addToClassPath(found);
    String noun = found.size() == 1 ? " entry" : " entries";
    call.outlet().stream("stdout", "added to the class path: " + found.size() + noun + "\n");
    return DONE;
  }

  private Outcome load(Call call) throws MagicException, IOException {
    Outcome outcome = DONE;
    for (String name : call.arguments("load", "a .java, .jsh, .jshell or .ipynb file")) {
      outcome = load(Path.of(name).toAbsolutePath().normalize(), call.outlet());
      if (outcome.failure().isPresent()) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome load(Path file, Outlet outlet) throws MagicException, IOException {
    if (!loading.add(file)) {
      throw new MagicException(file + " loads itself");
    }
    try {
      Outcome outcome = DONE;
      for (Script.Part part : Script.read(file)) {
        outcome = session.runPieces(part.name(), part.source(), 0, outlet);
        if (outcome.failure().isPresent()) {
          return outcome;
        }
      }
      return outcome;
    } finally {
      loading.remove(file);
    }
  }

  /** Shows the value itself, so that the time stands below it. */
  private Outcome time(Call call, String text, int from) {
    long start = System.nanoTime();
    long cpu = cpuNanos();
    Outcome outcome = session.runPieces(call.where(), text, from, call.outlet());
    double wallSeconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    outcome.value().ifPresent(value -> call.outlet().display(Rich.bundle(value)));
    String times = String.format(Locale.ROOT, "%.3f s, CPU %.3f s", wallSeconds, cpuSeconds);
    call.outlet().stream("stdout", "time: " + times + "\n");
    return new Outcome(Optional.empty(), outcome.failure());
  }

  /** Processor time of all threads of this process. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
