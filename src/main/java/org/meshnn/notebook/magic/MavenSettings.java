package org.meshnn.notebook.magic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/**
 * What the user's {@code ~/.m2/settings.xml} says: local repository, offline, mirrors, proxies,
 * servers' names and passwords (encrypted ones too), repositories of profiles that are active by
 * name or by default.
 */
final class MavenSettings {
  private static final Path FOLDER = Path.of(System.getProperty("user.home"), ".m2");

  /** Where the current user's settings are, if any. */
  static final Path FILE = FOLDER.resolve("settings.xml");

  private final Settings settings;

  private MavenSettings(Settings settings) {
    this.settings = settings;
  }

  /** What a file says; nothing when it is not there. */
  static MavenSettings read(Path file) throws MagicException {
    if (!Files.isRegularFile(file)) {
      return new MavenSettings(new Settings());
    }
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    System.getenv().forEach((name, value) -> properties.put("env." + name, value));
    var request = new DefaultSettingsBuildingRequest();
    request.setUserSettingsFile(file.toFile()).setSystemProperties(properties);
    try {
      var built = new DefaultSettingsBuilderFactory().newInstance().build(request);
      return new MavenSettings(decrypted(built.getEffectiveSettings()));
    } catch (SettingsBuildingException e) {
      throw new MagicException(file + " cannot be read: " + String.valueOf(e.getMessage()).strip());
    }
  }

  private static Settings decrypted(Settings settings) {
    Path security = FOLDER.resolve("settings-security.xml");
    var dispatcher =
        new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), security.toString());
    SettingsDecryptionResult plain =
        new DefaultSettingsDecrypter(dispatcher)
            .decrypt(new DefaultSettingsDecryptionRequest(settings));
    settings.setServers(plain.getServers());
    settings.setProxies(plain.getProxies());
    return settings;
  }

  /** Where artifacts are kept: {@code -Dmaven.repo.local}, else the settings, else the default. */
  LocalRepository local() {
    String set = System.getProperty("maven.repo.local", settings.getLocalRepository());
    boolean none = set == null || set.isBlank();
    return new LocalRepository(none ? FOLDER.resolve("repository").toFile() : new File(set));
  }

  /** Where artifacts are fetched from, before mirrors: Maven's own first, then the profiles'. */
  List<RemoteRepository> remotes() {
    var processor = new DefaultModelProcessor().setModelReader(new DefaultModelReader());
    var own = new DefaultSuperPomProvider().setModelProcessor(processor).getSuperModel("4.0.0");
    List<RemoteRepository> remotes = new ArrayList<>();
    own.getRepositories().forEach(r -> remotes.add(ArtifactDescriptorUtils.toRemoteRepository(r)));
    Set<String> active = new HashSet<>(settings.getActiveProfiles());
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (byDefault || active.contains(profile.getId())) {
        profile.getRepositories().stream()
            .map(r -> new RemoteRepository.Builder(r.getId(), "default", r.getUrl()).build())
            .forEach(remotes::add);
      }
    }
    return remotes;
  }

  /** A session of the resolver that honours these settings; its local repository is not set. */
  DefaultRepositorySystemSession session() {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setOffline(settings.isOffline());
    session.setSystemProperties(System.getProperties()); // profiles of POMs ask for java.version
    var mirrors = new DefaultMirrorSelector();
    for (Mirror m : settings.getMirrors()) {
      String of = m.getMirrorOf();
      mirrors.add(
          m.getId(), m.getUrl(), m.getLayout(), false, m.isBlocked(), of, m.getMirrorOfLayouts());
    }
    session.setMirrorSelector(mirrors);
    var proxies = new DefaultProxySelector();
    for (Proxy p : settings.getProxies()) {
      if (p.isActive()) {
        Authentication login = login(p.getUsername(), p.getPassword()).build();
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                p.getProtocol(), p.getHost(), p.getPort(), login),
            p.getNonProxyHosts());
      }
    }
    session.setProxySelector(proxies);
    var logins = new DefaultAuthenticationSelector();
    for (Server s : settings.getServers()) {
      var login = login(s.getUsername(), s.getPassword());
      logins.add(s.getId(), login.addPrivateKey(s.getPrivateKey(), s.getPassphrase()).build());
    }
    session.setAuthenticationSelector(logins);
    return session;
  }

  private static AuthenticationBuilder login(String name, String password) {
    return new AuthenticationBuilder().addUsername(name).addPassword(password);
  }
}
