import Foundation
import Testing

extension `End to end` {
  @Suite struct `The end of the server` {
    @Test(arguments: [false, true])
    func `nothing is left of a server whose launcher is killed`(isBusy: Bool) throws {
      let server = try ServerUnderTest(["--paper"])
      let processes = try server.allProcesses()
      // Launcher, gateway, three workers and the paper exchange.
      #expect(processes.count == 6, "\(processes.map(\.name))")
      if isBusy {
        for _ in 0..<100 { _ = server.begin("get_klines", ["symbol": "BTCUSDT", "interval": "1m"]) }
        server.program.move(forMilliseconds: 1)
      }
      server.program.signal(SIGKILL)
      try server.program.wait(for: "the launcher's end") { server.program.isEnded }
      try ProcessRecord.expectGone(processes, after: "SIGKILL to the launcher")
    }

    @Test(arguments: [false, true])
    func `a killed gateway ends everything with exit code 70`(isBusy: Bool) throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try isBusy ? ServerUnderTest(exchange) : ServerUnderTest(["--paper"])
      let processes = try server.allProcesses()
      let gateway = try server.gatewayProcess()
      if isBusy {
        _ = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
        try server.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      }
      gateway.kill()
      try ProcessRecord.expectGone(
        processes.filter { $0.pid != server.program.pid }, after: "SIGKILL to the gateway")
      #expect(try server.program.waitForExit() == 70)
      #expect(server.program.errorText.contains("gateway"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends the server with exit code 0 after pending calls are answered`(number: Int32) throws {
      let exchange = try FakeExchange { _, _ in
        [.pause(milliseconds: 200), .reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let processes = try server.allProcesses()
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      try server.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      server.program.signal(number)
      #expect(try server.waitForExit() == 0)
      #expect(server.answers[id]?.isSuccess == true)
      try ProcessRecord.expectGone(processes, after: "the exit")
    }

    @Test func `a signal ends the server even while an exchange is silent and the call gets an answer`()
      throws
    {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      try server.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      server.program.signal(SIGTERM)
      #expect(try server.waitForExit() == 0)
      let answer = try #require(server.answers[id], "the pending call was not answered")
      #expect(answer.failureType == "worker_unavailable")
      #expect(answer.isRetryable == true)
    }

    @Test func `the end of the input ends the server after pending answers are written`() throws {
      let exchange = try FakeExchange { _, _ in
        [.pause(milliseconds: 300), .reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let processes = try server.allProcesses()
      let ids = (0..<20).map { _ in server.begin("get_ticker_price", ["symbol": "BTCUSDT"]) }
      #expect(try server.finish() == 0)
      for id in ids { #expect(server.answers[id]?.isSuccess == true) }
      try ProcessRecord.expectGone(processes, after: "the exit")
    }

    @Test func `the end of the input waits no longer than the deadline of a call`() throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange, ["--call-timeout", "1"])
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(try server.finish() == 0)
      #expect(server.answers[id]?.failureType == "timeout")
    }

    @Test func `a last line without its newline is still answered`() throws {
      let server = try ServerUnderTest(["--paper"])
      server.program.send(Array(#"{"jsonrpc":"2.0","id":77,"method":"ping"}"#.utf8))
      #expect(try server.finish() == 0)
      #expect(server.answers[77]?.result != nil)
    }

    @Test func `an input that ends before its first byte gets one hint and exit code 0`() throws {
      let server = try ServerUnderTest(["--paper"], initializes: false)
      #expect(try server.finish() == 0)
      #expect(server.answers.isEmpty && server.others.isEmpty)
      let lines = server.program.errorText.split(separator: "\n")
      #expect(lines.count == 1, "\(lines)")
      #expect(lines.first?.contains("bulkhead tour") == true)
    }

    @Test func `the end of the client's process ends the server although its input stays open`() throws {
      // A shell in the client's place: the pipe to the server is held by the test, too, and so never ends.
      let shell = try ProgramUnderTest(
        "/bin/sh", ["-c", "exec 3<&0; '\(Programs.bulkhead)' serve --paper <&3 3<&- & wait"])
      var processes: [ProcessRecord] = []
      try shell.wait(for: "the server's processes") {
        processes = ProcessRecord.descendants(of: shell.pid)
        return processes.count >= 4
      }
      shell.signal(SIGKILL)
      try ProcessRecord.expectGone(processes, after: "SIGKILL to the client")
    }

    @Test func `a client that stops reading ends the server`() throws {
      let shell = try ProgramUnderTest(
        "/bin/sh",
        [
          "-c",
          "exec 3<&0; '\(Programs.bulkhead)' serve --paper <&3 3<&- | head -c 20 >/dev/null; echo over",
        ])
      let hello =
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#
        + #""capabilities":{},"clientInfo":{"name":"x","version":"1"}}}"#
      shell.send(Array(hello.utf8) + [10])
      let ping = Array(#"{"jsonrpc":"2.0","id":2,"method":"ping"}"#.utf8) + [10]
      try shell.wait(for: "the end of both") {
        shell.send(ping)
        shell.move(forMilliseconds: 20)
        return shell.output.count >= 5
      }
    }
  }
}
