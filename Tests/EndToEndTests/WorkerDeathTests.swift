import Foundation
import Testing

extension `End to end` {
  @Suite struct `Death of a worker` {
    private static var calls: [(tool: String, arguments: [String: Any])] {
      [
        ("get_ticker_price", ["symbol": "BTCUSDT"]), ("get_order_book", ["symbol": "ETHUSDT", "limit": 20]),
        ("get_klines", ["symbol": "BTCUSDT", "interval": "1m", "limit": 50]),
        ("get_recent_trades", ["symbol": "BTCUSDT", "limit": 20]), ("get_server_time", [:]),
      ]
    }

    private static func begin(_ number: Int, on server: ServerUnderTest) -> Int {
      let call = calls[number % calls.count]
      return server.begin(call.tool, call.arguments)
    }

    @Test(arguments: [0, 1, 3, 10, 30, 64, 65, 90, 120, 150, 180, 199])
    func `of 200 calls in flight every one succeeds wherever the worker is killed`(answered: Int) throws {
      let server = try ServerUnderTest(["--paper"])
      let worker = try server.readyWorker()
      let pid = try #require(worker.pid)
      let before = server.answers.count
      let ids = (0..<200).map { Self.begin($0, on: server) }
      try server.wait(for: "\(answered) answers") { server.answers.count - before >= answered }
      kill(pid, SIGKILL)
      for id in ids {
        let answer = try server.answer(id)
        #expect(answer.isSuccess, "killed after \(answered) answers: \(answer.message)")
      }
      let next = try server.readyWorker(after: worker.generation)
      #expect(next.generation == worker.generation + 1)
      #expect(next.restarts == 1)
      #expect(next.pid != pid)
      #expect(try server.finish() == 0)
    }

    @Test func `calls one after the other go on over four deaths`() throws {
      let server = try ServerUnderTest(["--paper"])
      var worker = try server.readyWorker()
      let deaths: Set<Int> = [17, 80, 81, 150]
      for number in 0..<200 {
        let id = Self.begin(number, on: server)
        if deaths.contains(number) {
          // In the middle of this call, as far as the pipe and the scheduler let it be.
          server.program.move(forMilliseconds: 0)
          kill(try #require(worker.pid), SIGKILL)
        }
        let answer = try server.answer(id)
        #expect(answer.isSuccess, "call \(number): \(answer.message)")
        if deaths.contains(number) { worker = try server.readyWorker(after: worker.generation) }
      }
      #expect(worker.generation == 5)
      #expect(worker.restarts == 4)
      #expect(try server.finish() == 0)
    }

    @Test func `a worker that dies before it is ready is replaced and no call is lost`() throws {
      let server = try ServerUnderTest(["--paper"])
      let ids = (0..<50).map { Self.begin($0, on: server) }
      var killed: Int32?
      try server.wait(for: "a first worker") {
        killed =
          ProcessRecord.descendants(of: server.program.pid)
          .first { $0.text("cmdline")?.contains("--role\0market") == true }?.pid
        return killed != nil
      }
      kill(try #require(killed), SIGKILL)
      for id in ids { #expect(try server.answer(id).isSuccess) }
      #expect(try server.readyWorker().pid != killed)
      #expect(try server.finish() == 0)
    }

    @Test func `a read whose worker dies during a slow answer is sent once more and nobody notices`() throws {
      let exchange = try FakeExchange { number, _ in
        number == 0 ? [.silence] : [.reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let worker = try server.readyWorker()
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      try server.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      kill(try #require(worker.pid), SIGKILL)
      let answer = try server.answer(id)
      #expect(answer.isSuccess, "\(answer.message)")
      #expect(answer.data["price"] as? String == "64000.10000000")
      #expect(exchange.requestCount == 2)
      #expect(try server.worker().generation == 2)
      #expect(try server.finish() == 0)
    }

    @Test func `a call whose worker dies twice gets a clear error and the session goes on`() throws {
      let exchange = try FakeExchange { number, _ in
        number < 2 ? [.silence] : [.reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      var worker = try server.readyWorker()
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      for death in 1...2 {
        try server.wait(for: "request \(death) at the exchange") { exchange.requestCount == death }
        worker = try server.readyWorker()
        kill(try #require(worker.pid), SIGKILL)
      }
      let answer = try server.answer(id)
      #expect(answer.isToolError)
      #expect(answer.failureType == "worker_unavailable")
      #expect(answer.isRetryable == true)
      #expect(answer.failureMessage.contains("ended twice"))
      #expect(!answer.suggestion.isEmpty)
      #expect(answer.structured == nil)
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      #expect(exchange.requestCount == 3)
      #expect(try server.finish() == 0)
    }

    @Test func `a worker that hangs is ended and its call goes to the next one`() throws {
      let server = try ServerUnderTest(["--paper", "--call-timeout", "60"])
      let worker = try server.readyWorker()
      kill(try #require(worker.pid), SIGSTOP)
      let watch = Stopwatch()
      let answer = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(answer.isSuccess, "\(answer.message)")
      print("a call was answered \(watch.text) s after its worker had stopped")
      #expect(try server.worker().generation == 2)
      #expect(try server.finish() == 0)
    }
  }
}
