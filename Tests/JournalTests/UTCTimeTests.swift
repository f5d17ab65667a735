import Testing

@testable import Journal

@Suite struct `Times in UTC` {
  @Test(arguments: [
    (0, "1970-01-01 00:00:00.000"), (951_782_400_000, "2000-02-29 00:00:00.000"),
    (1_779_969_600_123, "2026-05-28 12:00:00.123"), (253_402_300_799_999, "9999-12-31 23:59:59.999"),
    (-1, "-1"), (.max, "9223372036854775807"),
  ])
  func `a time is written`(_ time: Int, _ text: String) { #expect(UTCTime.text(time) == text) }

  @Test(arguments: [
    ("1970-01-01", 0), ("2000-02-29", 951_782_400_000), ("2026-05-28T12:00", 1_779_969_600_000),
    ("2026-05-28 12:00:30Z", 1_779_969_630_000), ("90m", 1_000_000_000_000 - 5_400_000),
    ("24h", 1_000_000_000_000 - 86_400_000), ("7d", 1_000_000_000_000 - 604_800_000),
  ])
  func `a time is read`(_ text: String, _ time: Int) {
    #expect(UTCTime.read(text, nowMilliseconds: 1_000_000_000_000) == time)
  }

  @Test(arguments: [
    "", "h", "-1h", "2026-02-30", "2026-13-01", "2026-1-1", "2026-05-28T", "2026-05-28T24:00",
    "2026-05-28T12",
    "2026-05-28T12:00:60", "12345678d", "20260528", "2026-00-01", "2026-05-00", "x2026-05-28", "１h",
  ])
  func `what is none is refused`(_ text: String) {
    #expect(UTCTime.read(text, nowMilliseconds: 0) == nil)
  }
}
