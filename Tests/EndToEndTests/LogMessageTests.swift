import Foundation
import Testing

extension `End to end` {
  /// What clients that set a level hear of the workers, asked of the built programs.
  @Suite struct `Log messages` {
    /// One `notifications/message`.
    private struct Line: Equatable {
      let level: String
      let logger: String
      let text: String

      init?(_ message: Answer) {
        guard message.method == "notifications/message",
          let params = message.message["params"] as? [String: Any]
        else { return nil }
        level = params["level"] as? String ?? ""
        logger = params["logger"] as? String ?? ""
        text = params["data"] as? String ?? ""
      }
    }

    private static func lines(_ server: ServerUnderTest) -> [Line] { server.others.compactMap(Line.init) }

    /// Waits for a line and says which.
    private static func wait(
      for text: String, of logger: String, _ server: ServerUnderTest, after count: Int = 0
    ) throws -> Line {
      var found: Line?
      try server.wait(for: "\(logger): \(text)") {
        found = lines(server).dropFirst(count).first { $0.logger == logger && $0.text.hasPrefix(text) }
        return found != nil
      }
      return try #require(found)
    }

    private static func setLevel(_ level: String, _ server: ServerUnderTest) throws {
      #expect(try server.answer(server.request("logging/setLevel", ["level": level])).result != nil)
    }

    @Test func `say starts, ends by their cause, and what the trading worker says`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let market = try server.readyWorker()
      let (_, generation) = try server.tradingWorker()
      try server.absorb()
      #expect(Self.lines(server).isEmpty, "nothing before a level is set")
      try Self.setLevel("debug", server)

      kill(try #require(market.pid), SIGKILL)
      let crash = try Self.wait(for: "ended: ", of: "market worker", server)
      #expect(crash.level == "warning" && crash.text == "ended: signal 9 (Killed)")
      let ready = try Self.wait(for: "ready: ", of: "market worker", server)
      #expect(ready.level == "info" && ready.text == "ready: generation \(market.generation + 1)")

      #expect(try floor.operate(["restart", "trading"]).code == 0)
      let restart = try Self.wait(for: "ended: ", of: "trading worker", server)
      #expect(restart.level == "notice" && restart.text == "ended: restarted (the operator asked)")
      _ = try server.tradingWorker(after: generation)
      try server.waitUntilOpen()

      #expect(try floor.operate(["halt", "enough"]).code == 0)
      let halt = try Self.wait(for: "the operator has halted", of: "trading worker", server)
      #expect(halt.level == "warning" && halt.text == "the operator has halted trading: enough")
      #expect(server.program.errorText.contains("warning: the operator has halted trading: enough"))

      let count = Self.lines(server).count
      server.program.signal(SIGHUP)
      for logger in ["market worker", "trading worker"] {
        let end = try Self.wait(for: "ended: ", of: logger, server, after: count)
        #expect(end.level == "notice" && end.text == "ended: restarted (SIGHUP)", "\(logger)")
        #expect(try Self.wait(for: "ready: ", of: logger, server, after: count).level == "info")
      }
      try floor.finish(server)
    }

    @Test func `are those of the level and graver, and none without one`() throws {
      let server = try ServerUnderTest(["--paper"])
      let silent = try ServerUnderTest(["--paper"])
      let first = try server.readyWorker()
      try Self.setLevel("warning", server)
      // In their order: a restart, which is no warning, and then a crash, which is one.
      server.program.signal(SIGHUP)
      let second = try server.readyWorker(after: first.generation)
      kill(try #require(second.pid), SIGKILL)
      _ = try Self.wait(for: "ended: signal 9", of: "market worker", server)
      let market = Self.lines(server).filter { $0.logger == "market worker" }
      #expect(market.map(\.text) == ["ended: signal 9 (Killed)"])
      kill(try #require(try silent.readyWorker().pid), SIGKILL)
      try silent.readyWorker(after: 1)
      try silent.expectAlive()
      #expect(Self.lines(silent).isEmpty)
      #expect(try server.finish() == 0)
      #expect(try silent.finish() == 0)
    }

    /// A session of a token over HTTP that hears everything it may.
    private static func listen(
      _ server: HTTPServerUnderTest, _ field: [String: String]
    ) throws -> (fields: [String: String], stream: HTTPPeer) {
      let opened = try server.post(HTTPServerUnderTest.initialize(), field)
      let fields = field.merging(["Mcp-Session-Id": try #require(opened.session)]) { $1 }
      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/mcp", ["Accept": "text/event-stream"].merging(fields) { $1 })
      #expect(try stream.head().status == 200)
      let level = HTTPServerUnderTest.request(2, "logging/setLevel", ["level": "debug"])
      #expect(try server.post(level, fields).status == 200)
      return (fields, stream)
    }

    /// Reads lines up to one that begins so.
    private static func read(upTo text: String, of logger: String, _ stream: HTTPPeer) throws -> [Line] {
      var lines: [Line] = []
      while let message = try stream.message() {
        guard let line = Line(message) else { continue }
        lines.append(line)
        if line.logger == logger, line.text.hasPrefix(text) { return lines }
      }
      Issue.record("the stream ended before \(text): \(lines)")
      return lines
    }

    @Test func `over HTTP go to whom their worker concerns, and to no other`() throws {
      let home = try HomeFolder()
      let all = try home.token("all", "market,account,trade")
      let some = try home.token("some", "market")
      let server = try HTTPServerUnderTest(network: [], environment: ["HOME": home.path])
      try server.program.wait(for: "both tokens") {
        try [all, some].allSatisfy {
          try server.post(HTTPServerUnderTest.initialize(), $0).status == 200
        }
      }
      let trader = try Self.listen(server, all)
      let reader = try Self.listen(server, some)
      func status() throws -> [[String: Any]] {
        let call = HTTPServerUnderTest.request(3, "tools/call", ["name": "server_status"])
        let answer = try server.post(call, trader.fields).message()
        return try #require(answer.data["workers"] as? [[String: Any]])
      }
      func isReady(after generation: Int) throws -> Bool {
        try status().allSatisfy {
          $0["state"] as? String == "ready" && ($0["generation"] as? Int ?? 0) > generation
        }
      }
      try server.program.wait(for: "workers") { try isReady(after: 0) }
      server.program.signal(SIGHUP)
      let ends = try Self.read(upTo: "ended: ", of: "trading worker", trader.stream)
      #expect(ends.last?.level == "notice" && ends.last?.text == "ended: restarted (SIGHUP)")
      try server.program.wait(for: "the next workers") { try isReady(after: 1) }

      let halt = try ProgramUnderTest(
        Programs.bulkhead, ["halt", "enough", "--state-folder", server.stateFolder],
        environment: ["HOME": home.path])
      halt.closeInput()
      #expect(try halt.waitForExit() == 0, "\(halt.errorText)")
      let said = try Self.read(upTo: "the operator has halted", of: "trading worker", trader.stream)
      #expect(said.last?.level == "warning" && said.last?.text.hasSuffix(": enough") == true)

      let market = try status().first { $0["role"] as? String == "market" }
      kill(Int32(try #require(market?["pid"] as? Int)), SIGKILL)
      let heard = try Self.read(upTo: "ended: signal 9", of: "market worker", reader.stream)
      #expect(heard.last?.level == "warning")
      #expect(heard.contains { $0.level == "notice" && $0.text == "ended: restarted (SIGHUP)" })
      #expect(heard.contains { $0.level == "info" && $0.text.hasPrefix("ready: ") })
      #expect(heard.allSatisfy { $0.logger == "market worker" }, "\(heard)")
      #expect(try server.finish() == 0)
    }
  }
}
