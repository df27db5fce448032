package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FontsTest {
  @Test
  void withoutFontsTheMessageSaysWhatToInstall() {
    Error noFonts = new InternalError("Fontconfig head is null, check your fonts");
    Throwable fault =
        Fonts.fault(
            () -> {
              throw noFonts;
            });
    assertSame(noFonts, fault);
    IllegalStateException told =
        assertThrows(IllegalStateException.class, () -> Fonts.check(fault));
    assertTrue(told.getMessage().contains("apt-get install fontconfig fonts-dejavu-core"));
    assertSame(noFonts, told.getCause());
  }

  @Test
  void withFontsNothingIsSaid() {
    assertEquals(null, Fonts.fault(() -> {}));
    Fonts.check();
  }
}
