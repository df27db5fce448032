package org.meshnn.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SizesTest {
  @Test
  void largeNumbersAreShort() {
    assertEquals("999,999", Sizes.count(999_999));
    assertEquals("1.00 M", Sizes.count(1_000_000));
    assertEquals("12.3 M", Sizes.count(12_345_678));
    assertEquals("1.00 G", Sizes.count(999_600_000));
    assertEquals("3.1e12", Sizes.count(3_100_000_000_000L));
    assertEquals("over 9e18", Sizes.count(Long.MAX_VALUE));
    assertEquals("872 B", Sizes.bytes(872));
    assertEquals("1.00 KiB", Sizes.bytes(1024));
    assertEquals("975 MiB", Sizes.bytes(975L << 20));
    assertEquals("25.0 TiB", Sizes.bytes(25L << 40));
    assertEquals("over 8 EiB", Sizes.bytes(Long.MAX_VALUE));
  }
}
