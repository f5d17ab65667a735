import Foundation
import Testing

extension `End to end` {
  /// What a key may do at the exchange decides whether it is used, before a server and in one.
  @Suite struct `What a key may do` {
    private static let bound = ["--ip", "127.0.0.1"]
    private static let trading = #", "trading": {"enabled": true}"#
    private static var order: PlainOrder { PlainOrder(0) }

    /// What follows a name in a report, for each time that it stands there.
    private static func values(_ name: String, in report: String) -> [String] {
      report.split(separator: "\n").filter { $0.hasPrefix("  \(name) ") }.map {
        $0.dropFirst(name.count + 2).trimmingCharacters(in: .whitespaces)
      }
    }

    @Test func `a good key is told with its kind and rights and used without a warning`() throws {
      let venue = try KeyVenue([
        ["--kind", "hmac", "--rights", "read,spot"] + Self.bound,
        ["--kind", "ed25519", "--rights", "read"] + Self.bound,
      ])
      let said = try venue.check([.trading: venue.keys[0], .reading: venue.keys[1]])
      #expect(said.code == 0, "\(said)")
      #expect(said.output.contains("trading key \(venue.keys[0].id.prefix(8))…\n"), "\(said.output)")
      #expect(said.output.contains("read key \(venue.keys[1].id.prefix(8))…\n"), "\(said.output)")
      let secrets = Set(Self.values("secret", in: said.output))
      #expect(
        secrets == [
          "HMAC with SHA-256, from \(venue.keys[0].secretFile)", "Ed25519, from \(venue.keys[1].secretFile)",
        ])
      #expect(Set(Self.values("may", in: said.output)) == ["read, trade spot and margin", "read"])
      #expect(
        Self.values("exchange", in: said.output) == [String](repeating: "\(venue.url) (custom)", count: 2))
      let clocks = Self.values("clock", in: said.output)
      #expect(clocks.count == 2 && clocks.allSatisfy { $0.contains("the exchange's") })
      let addresses = Self.values("addresses", in: said.output)
      #expect(addresses == [String](repeating: "only those that it is bound to", count: 2))
      #expect(Self.values("warning", in: said.output).isEmpty, "\(said.output)")
      #expect(Self.values("verdict", in: said.output) == ["is used", "is used"])
      try venue.finish()
    }

    @Test func `one that can withdraw is refused until the configuration file allows it`() throws {
      let venue = try KeyVenue([["--kind", "hmac", "--rights", "read,spot,withdraw"]])
      let key = venue.keys[0]
      let refused = try venue.check([.trading: key])
      #expect(refused.code == 77, "\(refused)")
      #expect(
        Self.values("verdict", in: refused.output) == ["is refused: it can withdraw, and no tool ever does"])
      #expect(Self.values("may", in: refused.output) == ["read, withdraw, trade spot and margin"])
      try venue.configure(#", "allow_withdrawal_permission": true"#)
      let allowed = try venue.check([.trading: key])
      #expect(allowed.code == 0 && Self.values("verdict", in: allowed.output) == ["is used"], "\(allowed)")
      let warnings = Self.values("warning", in: allowed.output)
      #expect(warnings.contains("the trading key can withdraw; allow_withdrawal_permission lets it"))
      #expect(warnings.contains("the trading key works from any address; bind it to yours at the exchange"))
      #expect(Self.values("addresses", in: allowed.output) == ["any"])
      try venue.finish()
    }

    @Test func `a read key that can trade is refused, and the worst of two keys decides`() throws {
      let venue = try KeyVenue([
        ["--kind", "hmac", "--rights", "read,spot"] + Self.bound,
        ["--kind", "hmac", "--rights", "read,spot,futures"] + Self.bound,
      ])
      let said = try venue.check([.trading: venue.keys[0], .reading: venue.keys[1]])
      #expect(said.code == 77, "\(said)")
      #expect(
        Set(Self.values("verdict", in: said.output)) == [
          "is used", "is refused: it is to read only, and may trade spot and margin, trade futures",
        ])
      try venue.finish()
    }

    @Test func `a secret of the environment, a strange key, no key and no exchange are each told`() throws {
      let venue = try KeyVenue([["--kind", "hmac", "--rights", "read,spot"] + Self.bound])
      let key = venue.keys[0]
      let secret = try String(contentsOfFile: key.secretFile, encoding: .utf8)
      let given = try venue.check(
        [.trading: key], [], ["BINANCE_API_SECRET": secret, "BINANCE_API_SECRET_FILE": nil as String?])
      #expect(given.code == 0, "\(given)")
      #expect(
        Self.values("secret", in: given.output)
          == ["HMAC with SHA-256, from the environment; a file is the better place"])
      let strange = try venue.check(
        [.trading: key], [], ["BINANCE_API_KEY": String(repeating: "A", count: 64)])
      #expect(strange.code == 77, "\(strange)")
      #expect(
        Self.values("verdict", in: strange.output).first?.hasPrefix("is refused by the exchange:") == true)
      let paper = try venue.check([.trading: key], ["--paper"])
      #expect(paper.code == 64 && paper.output.isEmpty && paper.errorText.contains("--paper uses no key"))
      let none = try venue.check([:])
      #expect(none.code == 78 && none.errorText.contains("there is no key to check"), "\(none)")
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.secretFile)
      let open = try venue.check([.trading: key])
      #expect(open.code == 78 && open.output.contains("is open to others (mode 644)"), "\(open)")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.secretFile)
      try venue.finish()
      let away = try venue.check([.trading: key])
      #expect(away.code == 69, "\(away)")
      #expect(Self.values("verdict", in: away.output).first?.hasPrefix("is not known:") == true, "\(away)")
    }

    /// A role's worker as server_status describes it.
    private static func worker(_ role: String, _ server: ServerUnderTest) throws -> [String: Any] {
      let workers = try server.status()["workers"] as? [[String: Any]] ?? []
      return try #require(workers.first { $0["role"] as? String == role })
    }

    /// Waits until a role's worker has ended for its key, and says what the status gives as the cause.
    private static func refusedWorker(_ role: String, _ server: ServerUnderTest) throws -> String {
      var cause: String?
      try server.wait(for: "the end of the \(role) worker") {
        cause = try worker(role, server)["cause"] as? String
        return cause != nil
      }
      return try #require(cause)
    }

    @Test func `a server with a refused key orders nothing, says why, and its market tools go on`() throws {
      let venue = try KeyVenue(
        [["--kind", "hmac", "--rights", "read,spot,withdraw"]], configuration: Self.trading)
      let server = try venue.server([.trading: venue.keys[0]])
      // At once, while the worker still asks what its key may do.
      let early = try server.place(Self.order)
      #expect(["policy_refused", "worker_unavailable"].contains(early.failureType), "\(early.text)")
      let cause = try Self.refusedWorker("trading", server)
      #expect(cause.hasPrefix("its key was refused (exit code 77)"), "\(cause)")
      #expect(cause.hasSuffix("bulkhead restart trading"))
      for (tool, arguments) in [
        ("create_order", Self.order.arguments), ("get_balance", [:]), ("trading_status", [:]),
      ] {
        let answer = try server.call(tool, arguments)
        #expect(!answer.isSuccess && answer.failureType == "worker_unavailable", "\(tool): \(answer.text)")
        #expect(answer.isRetryable == false && answer.failureMessage.contains("its key was refused"))
      }
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      let log = server.program.errorText
      #expect(log.contains("because it can withdraw, and no tool ever does"), "\(log)")
      #expect(log.contains("the trading worker is not started again"))
      #expect(try Self.worker("trading", server)["generation"] as? Int == 1)
      #expect(try venue.orderCount() == 0)
      // A client that wants to hear it is told with the next life.
      func wait(toHear words: String, _ level: String) throws {
        try server.wait(for: "the client to hear: \(words)") {
          server.others.contains { message in
            let params = message.message["params"] as? [String: Any]
            return params?["level"] as? String == level && params?["logger"] as? String == "trading worker"
              && (params?["data"] as? String)?.contains(words) == true
          }
        }
      }
      _ = try server.answer(server.request("logging/setLevel", ["level": "warning"]))
      server.program.signal(SIGHUP)
      try wait(toHear: "because it can withdraw, and no tool ever does", "error")
      try wait(toHear: "stopped: its key was refused (exit code 77)", "error")
      // Mended: the file lets it, and the worker is asked for anew.
      try venue.configure(#", "allow_withdrawal_permission": true"# + Self.trading)
      server.program.signal(SIGHUP)
      _ = try server.tradingWorker(after: 2)
      try wait(toHear: "can withdraw; allow_withdrawal_permission lets it", "warning")
      try server.waitUntilOpen()
      let order = try server.place(Self.order)
      #expect(order.isSuccess, "\(order.text)")
      #expect(try venue.orderCount() == 1)
      #expect(server.program.errorText.contains("can withdraw; allow_withdrawal_permission lets it"))
      try venue.finish(server)
    }

    @Test func `a refused read key takes no order from the trading key`() throws {
      let venue = try KeyVenue(
        [
          ["--kind", "ed25519", "--rights", "read,spot"] + Self.bound,
          ["--kind", "hmac", "--rights", "read,spot"] + Self.bound,
        ], configuration: Self.trading)
      let server = try venue.server([.trading: venue.keys[0], .reading: venue.keys[1]])
      #expect(try Self.refusedWorker("account", server).hasPrefix("its key was refused (exit code 77)"))
      #expect(server.program.errorText.contains("because it is to read only, and may trade spot and margin"))
      let balance = try server.call("get_balance")
      #expect(balance.failureType == "worker_unavailable", "\(balance.text)")
      try server.waitUntilOpen()
      let order = try server.place(Self.order)
      #expect(order.isSuccess, "\(order.text)")
      #expect(try venue.orderCount() == 1)
      try venue.finish(server)
    }

    @Test func `a key that cannot be read stops its worker and no other`() throws {
      let venue = try KeyVenue(
        [["--kind", "hmac", "--rights", "read,spot"] + Self.bound], configuration: Self.trading)
      let file = venue.keys[0].secretFile
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
      let server = try venue.server([.trading: venue.keys[0]])
      let cause = try Self.refusedWorker("trading", server)
      #expect(cause.hasPrefix("its key or its configuration cannot be used (exit code 78)"), "\(cause)")
      #expect(server.program.errorText.contains("is open to others (mode 640). Run: chmod 600 \(file)"))
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      #expect(try server.place(Self.order).failureType == "worker_unavailable")
      #expect(try venue.orderCount() == 0)
      try venue.finish(server)
    }
  }
}
