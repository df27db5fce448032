package org.meshnn.notebook.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.meshnn.text.Listing;

/**
 * Artifacts with all they need at run time, found as Maven finds them: in the user's local
 * repository, else fetched into it from where the user's settings say. What is on the class path
 * already stays and is not fetched again.
 */
public final class MavenRepository {
  /**
   * What was found.
   *
   * @param artifacts those whose jars are not on the class path yet
   * @param notes what the user should know, a line each
   */
  record Found(List<Artifact> artifacts, List<String> notes) {
    List<Path> jars() {
      return artifacts.stream().map(artifact -> artifact.getFile().toPath()).toList();
    }
  }

  /** How long a repository may send nothing before it counts as not there. */
  private static final int SILENCE_MS = 60_000;

  private final Path settings;
  private final JarsPresent present;

  /** {@return the user's repository, as their settings have it, beside this JVM's class path} */
  public static MavenRepository ofUser() {
    return new MavenRepository(
        MavenSettings.FILE, new JarsPresent(System.getProperty("java.class.path")));
  }

  /**
   * A repository with the settings of a file, which need not be there.
   *
   * @param present the jars that are there already
   */
  MavenRepository(Path settings, JarsPresent present) {
    this.settings = settings;
    this.present = present;
  }

  /** The jars of what was found are on the class path from now on. */
  void added(Found found) {
    found.artifacts().forEach(present::add);
  }

  /**
   * Finds artifacts, {@code group:artifact[:extension[:classifier]]:version} each. A call that was
   * given up and still waits for a repository does not keep others waiting.
   */
  Found resolve(List<String> coordinates) throws MagicException {
    List<Dependency> wanted = new ArrayList<>();
    for (String coordinate : coordinates) {
      wanted.add(new Dependency(artifact(coordinate), JavaScopes.RUNTIME));
    }
    RepositorySystem system = new RepositorySystemSupplier().get();
    try {
      return resolve(system, MavenSettings.read(settings), wanted);
    } finally {
      system.shutdown();
    }
  }

  private static Artifact artifact(String coordinate) throws MagicException {
    try {
      return new DefaultArtifact(coordinate);
    } catch (IllegalArgumentException e) {
      throw new MagicException(
          "%maven expects group:artifact:version"
              + " (or group:artifact:extension:classifier:version), got "
              + coordinate);
    }
  }

  private Found resolve(RepositorySystem system, MavenSettings settings, List<Dependency> wanted)
      throws MagicException {
    DefaultRepositorySystemSession session = settings.session();
    Set<String> notes = new LinkedHashSet<>();
    Set<String> kept = new LinkedHashSet<>();
    session.setRepositoryListener(new PomListener(notes));
    session.setConfigProperty(
        ConfigurationProperties.REQUEST_TIMEOUT,
        Integer.getInteger(ConfigurationProperties.REQUEST_TIMEOUT, SILENCE_MS));
    session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, settings.local()));
    List<RemoteRepository> remotes = system.newResolutionRepositories(session, settings.remotes());
    CollectRequest collect = new CollectRequest(wanted, List.of(), remotes);
    DependencyFilter needed =
        DependencyFilterUtils.andFilter(
            DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME),
            (node, parents) -> !isPresent(node.getArtifact(), kept));
    try {
      DependencyResult found =
          system.resolveDependencies(session, new DependencyRequest(collect, needed));
      List<Artifact> artifacts =
          found.getArtifactResults().stream().map(ArtifactResult::getArtifact).toList();
      if (!kept.isEmpty()) {
        notes.add("what is on the class path already stays: " + Listing.of(kept));
      }
      return new Found(artifacts, List.copyOf(notes));
    } catch (DependencyResolutionException e) {
      throw new MagicException(explain(e, session, remotes));
    }
  }

  private boolean isPresent(Artifact artifact, Set<String> kept) {
    if (artifact == null) {
      return false;
    }
    var version = present.version(artifact);
    version
        .filter(there -> !there.equals(artifact.getVersion()))
        .ifPresent(
            there ->
                kept.add(
                    String.join(":", artifact.getGroupId(), artifact.getArtifactId(), there)
                        + " (not "
                        + artifact.getVersion()
                        + ")"));
    return version.isPresent();
  }

  private static String explain(
      DependencyResolutionException failure,
      DefaultRepositorySystemSession session,
      List<RemoteRepository> remotes) {
    String from = Listing.ofParts(remotes.stream().map(r -> r.getId() + " " + r.getUrl()).toList());
    Throwable cause = failure;
    while (cause.getCause() != null) {
      if (cause instanceof ArtifactNotFoundException missing && !session.isOffline()) {
        return notFound(missing.getArtifact(), session, from);
      }
      cause = cause.getCause();
    }
    if (cause instanceof ArtifactNotFoundException missing && !session.isOffline()) {
      return notFound(missing.getArtifact(), session, from);
    }
    String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getPackageName().startsWith("java.net")
            || cause.getClass().getPackageName().startsWith("org.apache.http")
        ? "no connection to " + from + " (" + cause.getClass().getSimpleName() + reason + ")"
        : cause.getClass().getSimpleName().replaceFirst("Exception$", "") + reason;
  }

  private static String notFound(
      Artifact artifact, DefaultRepositorySystemSession session, String from) {
    return "no artifact "
        + artifact
        + "; looked in "
        + session.getLocalRepository().getBasedir()
        + " and "
        + from;
  }

  /** Notes the artifacts whose own dependencies are not known. */
  private static final class PomListener extends AbstractRepositoryListener {
    private final Set<String> notes;

    PomListener(Set<String> notes) {
      this.notes = notes;
    }

    @Override
    public void artifactDescriptorMissing(RepositoryEvent event) {
      note(event, "not found");
    }

    @Override
    public void artifactDescriptorInvalid(RepositoryEvent event) {
      note(event, "invalid");
    }

    private synchronized void note(RepositoryEvent event, String fault) {
      String text = "the POM of %s is %s: what it depends on is not added";
      notes.add(String.format(Locale.ROOT, text, event.getArtifact(), fault));
    }
  }
}
