import Synchronization
import Testing

@testable import Log

@Suite struct `Log lines` {
  /// Keeps what a logger writes, and is its clock.
  private final class Record: Sendable {
    let writes = Mutex<[String]>([])
    let now = Mutex<UInt64>(0)

    func logger(_ level: Logger.Level = .debug, burst: Int = 1000) -> Logger {
      Logger(
        process: "market", level: level, budget: LineBudget(burstCountMax: burst, countPerSecond: 10),
        now: { self.now.withLock { $0 } },
        write: { bytes in self.writes.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } })
    }

    var lines: [String] { writes.withLock { $0 } }
  }

  private static func line(_ text: String) -> String {
    let record = Record()
    record.logger().notice(text)
    return record.lines.joined().replacing("bulkhead[market] notice: ", with: "")
  }

  @Test func `a line names the process and the level and is one write`() {
    let record = Record()
    record.logger().warning("no answer in 5000 ms")
    #expect(record.lines == ["bulkhead[market] warning: no answer in 5000 ms\n"])
  }

  @Test func `only lines of the level or graver are written, and the others are not even made`() {
    let record = Record()
    let logger = record.logger(.notice)
    logger.error("a")
    logger.warning("b")
    logger.notice("c")
    logger.info(
      {
        Issue.record("the text was made")
        return "d"
      }())
    logger.debug("e")
    #expect(record.lines.map { $0.split(separator: " ")[1] } == ["error:", "warning:", "notice:"])
  }

  @Test func `levels are known by name and by number`() {
    for level in Logger.Level.allCases {
      #expect(Logger.Level(name: level.name) == level)
      #expect(Logger.Level(rawValue: level.rawValue) == level)
    }
    #expect(Logger.Level(name: "Error") == nil)
    #expect(Logger.Level.error < .warning && Logger.Level.info < .debug)
  }

  @Test(arguments: [
    ("a\nb", "a\\u{A}b"), ("a\r\nb", "a\\u{D}\\u{A}b"), ("\u{1B}[31m", "\\u{1B}[31m"), ("a\u{0}", "a\\u{0}"),
    ("a\tb", "a\\u{9}b"), ("\u{7F}", "\\u{7F}"), ("\u{85}\u{9B}", "\\u{85}\\u{9B}"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{202E}\u{2066}\u{200F}", "\\u{202E}\\u{2066}\\u{200F}"),
    ("é ü 币 😀", "é ü 币 😀"), ("", ""), ("\u{A0}", "\u{A0}"),
  ])
  func `text from outside can neither forge a line nor steer a terminal`(text: String, expected: String) {
    #expect(Self.line(text) == expected + "\n")
  }

  @Test func `a long line is cut at a whole character and says so`() {
    for character in ["-", "é", "币", "😀", "\u{1B}"] {
      let record = Record()
      record.logger().notice(String(repeating: character, count: 5000))
      let line = record.lines.joined()
      #expect(line.utf8.count <= 4096 && line.utf8.count > 4096 - 16)
      #expect(line.hasSuffix(" … (cut)\n"))
      #expect(!line.contains("\u{FFFD}"))
    }
  }

  @Test func `a line that leaves room for the mark is not cut, one byte more is`() {
    let room = 4096 - "bulkhead[market] notice: ".utf8.count - " … (cut)".utf8.count - 1
    #expect(
      Self.line(String(repeating: "b ", count: room / 2) + (room % 2 == 1 ? "c" : "")).utf8.count == room + 1)
    #expect(Self.line(String(repeating: "b ", count: room / 2 + 1)).hasSuffix(" … (cut)\n"))
  }

  @Test func `lines beyond the burst are dropped and counted`() {
    let record = Record()
    let logger = record.logger(burst: 3)
    for number in 1...10 { logger.notice("line \(number)") }
    #expect(record.lines.count == 3)
    record.now.withLock { $0 += 99_999_999 }
    logger.notice("too early")
    #expect(record.lines.count == 3)
    record.now.withLock { $0 += 1 }
    logger.notice("again")
    #expect(
      record.lines.suffix(2) == [
        "bulkhead[market] warning: 8 lines dropped\n", "bulkhead[market] notice: again\n",
      ])
    record.now.withLock { $0 += 1_000_000_000_000 }
    for number in 1...10 { logger.notice("line \(number)") }
    #expect(record.lines.count == 8, "a long silence earns no more than the burst")
  }

  @Test func `copies of a logger share the budget and the redaction`() {
    let record = Record()
    let logger = record.logger(burst: 2)
    let copy = logger
    #expect(copy.redact("correct horse battery"))
    logger.notice("the correct horse battery staple")
    copy.notice("two")
    logger.notice("three")
    #expect(
      record.lines == ["bulkhead[market] notice: the <redacted> staple\n", "bulkhead[market] notice: two\n"])
  }
}
