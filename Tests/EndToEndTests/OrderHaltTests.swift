import Foundation
import Testing

extension `End to end` {
  @Suite struct `Halt in the middle of a burst` {
    @Test func `no order is sent after it, and cancels pass`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      let first = try server.place(PlainOrder(0))
      #expect(first.isSuccess, "\(first.text)")
      let count = 250
      let calls = (0..<count).map { number in
        server.begin(
          "create_order", PlainOrder(number % 8, key: "burst-\(number)").arguments)
      }
      try server.wait(for: "the first orders of the burst") {
        server.program.move(forMilliseconds: 1)
        return try floor.orderPosts().count > 20
      }
      #expect(try floor.operate(["halt", "enough"]).code == 0)
      let haltedAt = Int(Date().timeIntervalSince1970 * 1_000)
      let id = try #require(first.clientOrderID)
      let cancelled = try server.call("cancel_order", ["symbol": "BTCUSDT", "client_order_id": id])
      #expect(cancelled.isSuccess, "\(cancelled.text)")
      let answers = try calls.map { try server.answer($0) }
      let placed = answers.filter(\.isSuccess)
      let halted = answers.filter { $0.details["limit"] as? String == "halt" }
      #expect(placed.count + halted.count == count, "\(answers.first { !$0.isSuccess }?.text ?? "")")
      #expect(placed.count > 10 && halted.count > 10, "\(placed.count) placed, \(halted.count) halted")
      let posts = try floor.orderPosts()
      #expect(posts.count == placed.count + 1)
      // Of the two clocks of one machine the test's was read when the command had ended.
      #expect(posts.allSatisfy { $0.time <= haltedAt }, "\(posts.map(\.time).max() ?? 0), \(haltedAt)")
      #expect(try server.trading()["trading"] as? String == "halted")
      let all = try server.call("cancel_all_orders", ["symbol": "ETHUSDT"])
      #expect(all.isSuccess, "\(all.text)")
      try floor.finish(server)
    }
  }

  /// What the operator is told about servers that run, over their control sockets.
  @Suite struct `The status of servers that run` {
    /// The answers of `bulkhead status --json`, by process.
    private static func answers(
      _ floor: TradingFloor, _ server: ServerUnderTest, halted: Bool
    ) throws -> [String: [String: Any]] {
      let said = try floor.operate(["status", "--json"])
      #expect(said.code == 0, "\(said)")
      let json = try #require(ParsedJSON.object(Data(said.output.utf8)), "\(said)")
      #expect(json["state_folder"] as? String == floor.stateFolder)
      #expect(json["halted"] as? Bool == halted)
      #expect(json["halted_because"] as? String == (halted ? "a look around" : nil))
      var answers: [String: [String: Any]] = [:]
      for reply in json["servers"] as? [[String: Any]] ?? [] {
        #expect(reply["ok"] as? Bool == true && reply["pid"] as? Int == Int(server.program.pid), "\(reply)")
        answers[reply["process"] as? String ?? ""] = reply["answer"] as? [String: Any]
      }
      return answers
    }

    @Test func `is that of the launcher and of the trading worker, for people and for programs`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let (worker, _) = try server.tradingWorker()
      let answers = try Self.answers(floor, server, halted: false)
      #expect(answers.keys.sorted() == ["launcher", "trading"])
      let launcher = answers["launcher"] ?? [:]
      #expect(launcher["venue"] as? String == "custom" && launcher["server"] as? String == floor.url)
      #expect(launcher["gateway_pid"] as? Int == Int(try server.gatewayProcess().pid))
      let roles = launcher["roles"] as? [[String: Any]] ?? []
      let trading = roles.first { $0["role"] as? String == "trading" }
      #expect(trading?["pid"] as? Int == Int(worker.pid) && trading?["state"] as? String == "ready")
      #expect(answers["trading"]?["trading"] as? String == "open", "\(answers)")
      let shown = try floor.operate(["status"])
      #expect(shown.code == 0)
      let pid = server.program.pid
      for part in ["Not halted.", "server \(pid)\n", "trading worker of server \(pid)\n", floor.url] {
        #expect(shown.output.contains(part), "\(part): \(shown.output)")
      }

      #expect(try floor.operate(["halt", "a", "look", "around"]).code == 0)
      #expect(try Self.answers(floor, server, halted: true)["trading"]?["trading"] as? String == "halted")
      let halted = try floor.operate(["status"])
      #expect(halted.output.contains("HALTED: no new orders. a look around"), "\(halted.output)")
      try floor.finish(server)
      // Whoever has ended says nothing.
      let ended = try floor.operate(["status"])
      #expect(ended.code == 0 && ended.output.contains("No server runs."), "\(ended)")
    }
  }
}
