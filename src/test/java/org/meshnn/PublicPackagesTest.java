package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages that semantic versioning covers: what they show is of them too. */
class PublicPackagesTest {
  private static final Pattern INTERNAL =
      Pattern.compile("<internal.packages>(.*?)</internal.packages>");

  /** Those whose documentation is not published. */
  private static Set<String> internal() throws IOException {
    Matcher found = INTERNAL.matcher(Files.readString(Path.of("pom.xml")));
    found.find();
    return Set.of(found.group(1).split(","));
  }

  private static Set<String> covered() throws IOException {
    Set<String> internal = internal();
    return LayerTest.PRODUCT.stream()
        .map(JavaClass::getPackageName)
        .filter(p -> !internal.contains(p) && !p.startsWith("org.meshnn.notebook"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theReadmeNamesThem() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher promise =
        Pattern.compile("(?s)\\*\\*What versions promise.*?below `org.meshnn`:(.*?)\\.\n")
            .matcher(readme);
    promise.find();
    Set<String> named =
        Pattern.compile("`(.*?)`")
            .matcher(promise.group(1))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> covered =
        covered().stream()
            .map(p -> p.replace("org.meshnn.", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(covered, named);
  }

  @Test
  void noSignatureLeadsOutOfThem() throws IOException {
    Set<String> covered = covered();
    Set<String> out = new TreeSet<>();
    for (JavaClass c : LayerTest.PRODUCT) {
      if (covered.contains(c.getPackageName()) && isPublic(c)) {
        Stream.concat(
                c.getMembers().stream()
                    .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
                    .flatMap(m -> shown(m).map(t -> m.getFullName() + " shows " + t.getName())),
                Stream.concat(c.getRawInterfaces().stream(), c.getRawSuperclass().stream())
                    .filter(PublicPackagesTest::isOurs)
                    .map(t -> c.getName() + " is " + t.getName()))
            .filter(line -> !covered.contains(packageOf(line)))
            .forEach(out::add);
      }
    }
    assertEquals("", String.join("\n", out));
  }

  private static boolean isPublic(JavaClass c) {
    return c.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isOurs(JavaClass c) {
    return c.getPackageName().startsWith("org.meshnn");
  }

  private static String packageOf(String line) {
    String name = line.substring(line.lastIndexOf(' ') + 1);
    return Arrays.stream(name.split("\\."))
        .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
        .collect(Collectors.joining("."));
  }

  private static Stream<JavaClass> shown(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .filter(PublicPackagesTest::isOurs);
  }
}
