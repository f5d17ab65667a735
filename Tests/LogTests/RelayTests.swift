import Synchronization
import Testing

@testable import Log

@Suite struct `Lines that are handed on` {
  /// Keeps what a logger writes and what it hands on, and is its clock.
  private final class Record: Sendable {
    let written = Mutex<[String]>([])
    let handed = Mutex<[String]>([])
    let now = Mutex<UInt64>(0)

    func logger(_ level: Logger.Level) -> Logger {
      let logger = Logger(
        process: "market", level: level, budget: LineBudget(burstCountMax: 1000, countPerSecond: 10),
        now: { self.now.withLock { $0 } },
        write: { bytes in self.written.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } })
      logger.relay { level, text in self.handed.withLock { $0.append("\(level.name) \(text)") } }
      return logger
    }

    var lines: [String] { handed.withLock { $0 } }
  }

  @Test(arguments: Logger.Level.allCases)
  func `are those from notice on, whatever stderr gets`(level: Logger.Level) {
    let record = Record()
    let logger = record.logger(level)
    for each in Logger.Level.allCases { logger.log(each, "a") }
    #expect(record.lines == ["error a", "warning a", "notice a"])
    #expect(record.written.withLock { $0.count } == Int(level.rawValue))
  }

  @Test func `hold no secret, are one line, and are cut`() {
    let record = Record()
    let logger = record.logger(.error)
    #expect(logger.redact("correct horse battery"))
    logger.notice("the correct horse battery staple")
    logger.notice("GET /api/v3/order?signature=abc&timestamp=1")
    logger.notice("key \(String(repeating: "aB3", count: 22))")
    logger.notice("a\nb\u{1B}[31m")
    #expect(
      record.lines == [
        "notice the <redacted> staple", "notice GET /api/v3/order?signature=<redacted>&timestamp=1",
        "notice key <redacted>", "notice a\\u{A}b\\u{1B}[31m",
      ])
    logger.notice(String(repeating: "ä ", count: 5000))
    let last = record.lines.last ?? ""
    #expect(last.utf8.count <= Logger.relayedByteCountMax + "notice ".utf8.count)
    #expect(last.hasSuffix(" … (cut)"))
  }

  @Test func `are few, and those that were dropped are counted`() {
    let record = Record()
    let logger = record.logger(.error)
    for number in 1...50 { logger.notice("line \(number)") }
    #expect(record.lines.count == 20)
    record.now.withLock { $0 += 1_000_000_000 }
    logger.notice("again")
    #expect(record.lines.suffix(2) == ["warning 30 lines dropped", "notice again"])
    #expect(record.written.withLock { $0.isEmpty })
  }
}
