import Answers
import Catalog
import Exchange
import ExchangeTestSupport
import Foundation
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Market

@Suite(.onLoop) struct `Exchange time` {
  @Test @LoopActor func `the clock comes with its text and the distance to ours`() async throws {
    let bench = MarketBench { _ in #"{"serverTime":1499827319559}"# }
    bench.exchange.receivedAtMilliseconds = 1_499_827_319_600
    #expect(
      try await bench.data("get_server_time")
        == #"{"serverTime":1499827319559,"utc":"2017-07-12T02:41:59.559Z","local_time":1499827319600,"#
        + #""local_ahead_milliseconds":41}"#)
    #expect(bench.exchange.requests.last?.weight == 1)
  }

  @Test func `texts of times agree with Foundation's calendar`() {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    var time = 0
    for step in 0..<20_000 {
      let seconds = time / 1000
      let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds))).dropLast(4)
      let rest = String(1000 + time % 1000).dropFirst()
      #expect(UTCText.text(milliseconds: time) == "\(expected)\(rest)Z")
      time += step % 2 == 0 ? 86_399_999 : 900_000_001
    }
    #expect(UTCText.text(milliseconds: 951_782_400_000) == "2000-02-29T00:00:00.000Z")
    #expect(UTCText.text(milliseconds: 253_402_300_799_999) == "9999-12-31T23:59:59.999Z")
  }
}
