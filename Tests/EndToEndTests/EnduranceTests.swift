import Foundation
import Testing

extension `End to end` {
  @Suite struct `A hundred thousand calls` {
    private static let callCount = 100_000
    private static let warmUpCount = 12_000
    /// Calls in flight at a time.
    private static let roundCount = 32

    /// A round of calls: most of them are the gateway's own to answer, and as many go through the worker as
    /// its budget of 61,000 requests in five minutes lets pass without ever waiting.
    private static func round() -> [UInt8] {
      var text = ""
      for number in 0..<roundCount {
        let call =
          switch number % 8 {
          case 0, 2, 5: #"{"name":"get_ticker_price","arguments":{"symbol":"btc/usdt"}}"#
          case 1, 4: #"{"name":"get_klines","arguments":{"symbol":"BTCUSDT","interval":"1h","limit":5000}}"#
          case 3: #"{"name":"get_ticker_prise","arguments":{}}"#
          default: #"{"name":"server_status","arguments":{}}"#
          }
        text += #"{"jsonrpc":"2.0","id":\#(1000 + number),"method":"tools/call","params":\#(call)}"# + "\n"
      }
      return Array(text.utf8)
    }

    /// One process's size. Anonymous memory is what can leak; pages of the executable come and go.
    private struct Size {
      let descriptorCount: Int?
      let anonymousKibibytes: Int

      init(_ process: ProcessRecord) throws {
        descriptorCount = process.descriptors?.count
        anonymousKibibytes = try #require(process.kibibytes("RssAnon"))
      }
    }

    @Test func `nothing grows`() throws {
      // The first answers are slow, so that the warm-up has as many calls at work as there can be.
      let exchange = try FakeExchange { number, _ in
        [
          .pause(milliseconds: number < 300 ? 20 : 0),
          .reply(headers: "x-mbx-used-weight-1m: 12\r\n", body: FakeExchange.priceBody()),
        ]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let processes = [
        ("launcher", try server.launcherProcess()), ("gateway", try server.gatewayProcess()),
        ("worker", try server.workerProcess()),
      ]
      let watch = Stopwatch()
      try Self.run(calls: Self.warmUpCount, on: server.program)
      let before = try processes.map { try Size($0.1) }
      try Self.run(calls: Self.callCount - Self.warmUpCount, on: server.program)
      let after = try processes.map { try Size($0.1) }
      print("\(Self.callCount) calls, \(exchange.requestCount) to the exchange, took \(watch.text) s")
      for (index, process) in processes.enumerated() {
        let growth = after[index].anonymousKibibytes - before[index].anonymousKibibytes
        print("\(process.0): \(after[index].anonymousKibibytes) KiB anonymous, grown by \(growth) KiB")
        #expect(growth <= 512, "the \(process.0) has grown by \(growth) KiB")
        #expect(after[index].descriptorCount == before[index].descriptorCount, "the \(process.0)")
        #expect(process.1.isRunning)
      }
      #expect(exchange.requestCount == Self.callCount / 8 * 3)
      #expect(try server.worker().generation == 1)
      try server.expectAlive()
      #expect(try server.finish() == 0)
    }

    private static func run(calls: Int, on program: ProgramUnderTest) throws {
      let round = round()
      for _ in 0..<(calls / roundCount) {
        program.send(round)
        var lineCount = 0
        try program.wait(for: "\(roundCount) answers") {
          lineCount += newlines(in: program.takeOutput())
          return lineCount >= roundCount
        }
        guard lineCount == roundCount else {
          throw EndToEndFailure.unreadable("\(lineCount) answers to a round")
        }
      }
    }

    private static func newlines(in bytes: [UInt8]) -> Int {
      bytes.withUnsafeBytes { all in
        guard var rest = all.baseAddress else { return 0 }
        let end = rest + all.count
        var count = 0
        while let hit = memchr(rest, 10, end - rest) {
          count += 1
          rest = UnsafeRawPointer(hit) + 1
        }
        return count
      }
    }
  }
}
