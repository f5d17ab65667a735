import Foundation
import Testing

extension `End to end` {
  @Suite struct `A hundred thousand calls` {
    private static let callCount = 100_000
    private static let warmUpCount = 12_000
    /// Calls in flight at a time.
    private static let roundCount = 32

    /// A call, and the request to the exchange that it leads to; nil for one that the gateway answers itself.
    private static let calls: [(call: String, target: String?)] = [
      (#""get_ticker_price","arguments":{"symbol":"btc/usdt"}"#, "/api/v3/ticker/price?symbol=BTCUSDT"),
      (#""get_klines","arguments":{"symbol":"BTCUSDT","interval":"1h","limit":5000}"#, nil),
      (#""get_book_ticker","arguments":{"symbol":"BTCUSDT"}"#, "/api/v3/ticker/bookTicker?symbol=BTCUSDT"),
      (
        #""get_klines","arguments":{"symbol":"BTCUSDT","interval":"1h","limit":20}"#,
        "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=20"
      ),
      (#""get_ticker_prise","arguments":{}"#, nil),
      (
        #""get_order_book","arguments":{"symbol":"BTCUSDT","limit":5}"#,
        "/api/v3/depth?symbol=BTCUSDT&limit=5"
      ),
      (#""get_ticker_price","arguments":{"symbol":"NOSUCHUSDT"}"#, "/api/v3/ticker/price?symbol=NOSUCHUSDT"),
      (#""get_ticker","arguments":{"symbol":"BTCUSDT"}"#, "/api/v3/ticker/24hr?symbol=BTCUSDT"),
      (#""server_status","arguments":{}"#, nil),
      (#""get_average_price","arguments":{"symbol":"BTCUSDT"}"#, "/api/v3/avgPrice?symbol=BTCUSDT"),
      (
        #""get_recent_trades","arguments":{"symbol":"BTCUSDT","limit":20}"#,
        "/api/v3/trades?symbol=BTCUSDT&limit=20"
      ),
      (#""get_server_time","arguments":{}"#, "/api/v3/time"),
      (#""get_ticker_price","arguments":{"symbol":"BTCUSDT"}"#, "/api/v3/ticker/price?symbol=BTCUSDT"),
      (#""server_status","arguments":{}"#, nil),
      (
        #""get_aggregate_trades","arguments":{"symbol":"BTCUSDT","limit":20}"#,
        "/api/v3/aggTrades?symbol=BTCUSDT&limit=20"
      ),
      (#""get_book_ticker","arguments":{"symbol":"BTCUSDT"}"#, "/api/v3/ticker/bookTicker?symbol=BTCUSDT"),
    ]

    /// A round of calls, three quarters of which go through the worker.
    private static func round() -> [UInt8] {
      var text = ""
      for number in 0..<roundCount {
        let call = calls[number % calls.count].call
        text +=
          #"{"jsonrpc":"2.0","id":\#(1000 + number),"method":"tools/call","params":{"name":\#(call)}}"# + "\n"
      }
      return Array(text.utf8)
    }

    /// What the paper exchange answers to each of the requests, by path, and a refusal for what it does not
    /// list.
    private struct Answers {
      private var bodies: [String: String] = [:]

      init() throws {
        let paper = try PaperUnderTest()
        for target in calls.compactMap(\.target) + ["/api/v3/exchangeInfo?symbol=BTCUSDT"]
        where !target.contains("NOSUCH") {
          bodies[Self.path(target)] = String(
            decoding: try LoopbackSocket.body(of: target, port: paper.port), as: UTF8.self)
        }
        #expect(try paper.finish() == 0)
        // More requests in five minutes than the exchange grants today, so that none waits.
        let information = try #require(ParsedJSON.object(Data((bodies["/api/v3/exchangeInfo"] ?? "").utf8)))
        let limit: [String: Any] = [
          "rateLimitType": "RAW_REQUESTS", "interval": "MINUTE", "intervalNum": 5, "limit": 1_000_000,
        ]
        let changed = try #require(
          ParsedJSON.canonical(information.merging(["rateLimits": [limit]]) { $1 }))
        bodies["/api/v3/exchangeInfo"] = String(decoding: changed, as: UTF8.self)
      }

      private static func path(_ target: String) -> String { String(target.prefix { $0 != "?" }) }

      /// Every seventh answer comes in chunks.
      func step(_ number: Int, _ target: String) -> FakeExchange.Step {
        let used = "x-mbx-used-weight-1m: 12\r\n"
        guard !target.contains("NOSUCH"), let body = bodies[Self.path(target)] else {
          return .reply(status: 400, headers: used, body: #"{"code":-1121,"msg":"Invalid symbol."}"#)
        }
        guard number % 7 == 0 else { return .reply(headers: used, body: body) }
        let half = body.prefix(body.utf8.count / 2)
        let rest = body.dropFirst(half.count)
        let chunks = [half, rest, ""].map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }.joined()
        return .raw(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\(used)"
            + "Transfer-Encoding: chunked\r\n\r\n\(chunks)"
        )
      }
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
      let exchangeAnswers = try Answers()
      let exchange = try FakeExchange { number, target in
        [.pause(milliseconds: number < 300 ? 20 : 0), exchangeAnswers.step(number, target)]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let processes = [
        ("launcher", try server.launcherProcess()), ("gateway", try server.gatewayProcess()),
        ("worker", try server.workerProcess()),
      ]
      try Self.expectEach(on: server, exchange)
      let countBefore = exchange.requestCount
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
        if after[index].descriptorCount == nil {
          print("not checked here: descriptors of the \(process.0), which may not be looked at")
        }
        #expect(after[index].descriptorCount == before[index].descriptorCount, "the \(process.0)")
        #expect(process.1.isRunning)
      }
      #expect(exchange.requestCount - countBefore == Self.callCount / 4 * 3)
      #expect(try server.worker().generation == 1)
      try server.expectAlive()
      #expect(try server.finish() == 0)
    }

    /// Each call once, with what comes of it: a count of lines would not see that everything is refused.
    private static func expectEach(on server: ServerUnderTest, _ exchange: FakeExchange) throws {
      #expect(try server.call("get_symbol_rules", ["symbol": "BTCUSDT"]).isSuccess)
      for (call, target) in calls {
        let countBefore = exchange.requestCount
        let text = #"{"name":\#(call)}"#
        let params = try #require(ParsedJSON.object(Data(text.utf8)))
        let answer = try server.answer(server.request("tools/call", params))
        if call.contains("prise") {
          #expect(answer.errorCode == -32602)
        } else {
          let isRefused = target?.contains("NOSUCH") ?? call.contains("5000")
          #expect(answer.isSuccess == !isRefused, "\(call): \(answer.message)")
        }
        #expect(exchange.targets.dropFirst(countBefore) == (target.map { [$0] } ?? [])[...], "\(call)")
      }
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
