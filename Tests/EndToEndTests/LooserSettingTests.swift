import Foundation
import Testing

extension `End to end` {
  /// Whoever starts a server, or writes where its client works, can take away what the operator's file allows
  /// and add nothing to it.
  @Suite struct `A setting that would loosen` {
    private static let key = ["--kind", "hmac", "--rights", "read,spot", "--ip", "127.0.0.1"]
    private static let enabled = #", "trading": {"enabled": true}"#

    /// The tools that the table calls destructive, of those that a server lists.
    private static func tools(_ server: ServerUnderTest) throws -> (all: Set<String>, moving: Set<String>) {
      let list = try server.answer(server.request("tools/list"))
      let tools = list.result?["tools"] as? [[String: Any]] ?? []
      func names(_ tools: [[String: Any]]) -> Set<String> { Set(tools.compactMap { $0["name"] as? String }) }
      return (
        names(tools),
        names(tools.filter { ($0["annotations"] as? [String: Any])?["destructiveHint"] as? Bool == true })
      )
    }

    /// The order is no tool of this server.
    private static func expectNoOrder(_ server: ServerUnderTest, location: SourceLocation = #_sourceLocation)
      throws
    {
      let listed = try tools(server)
      #expect(listed.moving.isEmpty, "\(listed.moving)", sourceLocation: location)
      #expect(listed.all.contains("get_balance") && listed.all.contains("trading_status"))
      let order = try server.place(PlainOrder(0))
      #expect(order.errorCode == -32602, "\(order.message)", sourceLocation: location)
    }

    /// Starts a server that is to be refused, and says how it ended.
    private static func refused(
      _ arguments: [String], _ environment: [String: String], in folder: String? = nil
    ) throws -> (code: Int32, words: String) {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["serve"] + arguments, environment: environment, workingFolder: folder)
      program.closeInput()
      let code = try program.waitForExit()
      #expect(program.output.isEmpty)
      return (code, program.errorText)
    }

    @Test func `a file in the working directory is not read, which is said, and not to be named`() throws {
      let venue = try KeyVenue([Self.key])
      let environment = venue.environment([.trading: venue.keys[0]])
      // The operator's own file names the exchange and leaves trading off.
      let own = venue.home.path(".config/bulkhead")
      let project = venue.home.path("project")
      for folder in [own, project, project + "/below"] {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
      let hosts = #"{"hosts": {"spot": "\#(venue.url)"}"#
      try venue.home.write(hosts + "}", as: ".config/bulkhead/bulkhead.json")
      let planted = ["project/bulkhead.json", "project/below/other.json"]
      for name in planted { try venue.home.write(hosts + Self.enabled + "}", as: name) }
      let server = try ServerUnderTest(["--tools", "all"], environment: environment, workingFolder: project)
      try Self.expectNoOrder(server)
      #expect(try server.trading()["trading"] as? String != "open")
      let words = "bulkhead.json in the working directory is not read, since a client may write there"
      #expect(server.program.errorText.contains(words), "\(server.program.errorText)")
      #expect(try server.finish() == 0)
      for name in planted {
        let named = try Self.refused(["--config", venue.home.path(name)], environment, in: project)
        #expect(named.code == 78, "\(named)")
        #expect(named.words.contains("lies in the working directory \(project), where a client may write"))
      }
      // Nor does a variable make the project the usual place.
      try FileManager.default.createDirectory(
        atPath: project + "/bulkhead", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try venue.home.write(hosts + Self.enabled + "}", as: "project/bulkhead/bulkhead.json")
      let moved = try Self.refused(
        [], environment.merging(["XDG_CONFIG_HOME": project]) { $1 }, in: project)
      #expect(moved.code == 78 && moved.words.contains("lies in the working directory"), "\(moved)")
      // Its own place is no crime of the file: from elsewhere it counts.
      let elsewhere = try ServerUnderTest(
        ["--tools", "all", "--config", venue.home.path(planted[0])], environment: environment)
      #expect(try Self.tools(elsewhere).moving.contains("create_order"))
      #expect(try elsewhere.finish() == 0)
      #expect(try venue.orderCount() == 0)
      try venue.finish()
    }

    @Test func `a file that others can write, or in a folder where they can, starts no server`() throws {
      let venue = try KeyVenue([Self.key], configuration: Self.enabled)
      let environment = venue.environment([.trading: venue.keys[0]])
      let file = venue.home.path("bulkhead.json")
      for (path, mode, usual) in [
        (file, 0o620, 0o600), (file, 0o602, 0o600), (venue.home.path, 0o770, 0o700),
        (venue.home.path, 0o1777, 0o700),
      ] {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let refused = try Self.refused(["--config", file], environment)
        #expect(refused.code == 78, "\(refused)")
        #expect(refused.words.contains("\(path) can be written by others"), "\(refused)")
        try FileManager.default.setAttributes([.posixPermissions: usual], ofItemAtPath: path)
      }
      #expect(try venue.orderCount() == 0)
      try venue.finish()
    }

    @Test func `there is no flag that allows more, and a variable cannot take back a flag`() throws {
      let venue = try KeyVenue([Self.key])
      let environment = venue.environment([.trading: venue.keys[0]])
      let file = ["--config", venue.home.path("bulkhead.json")]
      for loosening in [
        ["--trading"], ["--trading", "on"], ["--allow-trading"], ["--max-order", "1000000"],
        ["--confirm-above", "never"], ["--allow-withdrawal-permission"], ["--read-only=false"],
      ] {
        let refused = try Self.refused(file + loosening, environment)
        #expect(refused.code == 64, "\(loosening): \(refused)")
      }
      let unclear = try Self.refused(file, environment.merging(["BINANCE_READ_ONLY": "maybe"]) { $1 })
      #expect(unclear.code == 64 && unclear.words.contains("BINANCE_READ_ONLY"), "\(unclear)")
      // Off in the file is off, whatever is asked for.
      let off = try venue.server([.trading: venue.keys[0]], [], ["BINANCE_READ_ONLY": "false"])
      try Self.expectNoOrder(off)
      try venue.configure(Self.enabled)
      let both = try venue.server([.trading: venue.keys[0]], ["--read-only"], ["BINANCE_READ_ONLY": "false"])
      try Self.expectNoOrder(both)
      #expect(try venue.orderCount() == 0)
      try venue.finish(off, both)
    }

    @Test(arguments: [["--read-only"], []])
    func `read-only wins over a file that allows trading, also after SIGHUP`(_ flags: [String]) throws {
      let venue = try KeyVenue([Self.key], configuration: Self.enabled)
      let free = try venue.server([.trading: venue.keys[0]])
      let usual = try Self.tools(free)
      #expect(
        usual.moving.isSuperset(of: ["create_order", "cancel_order", "set_leverage", "close_position"]))
      try free.waitUntilOpen()
      #expect(try free.finish() == 0)
      let server = try venue.server(
        [.trading: venue.keys[0]], flags, flags.isEmpty ? ["BINANCE_READ_ONLY": "true"] : [:])
      try Self.expectNoOrder(server)
      #expect(try Self.tools(server).all.isDisjoint(with: usual.moving))
      #expect(try server.call("get_balance").isSuccess)
      let (_, generation) = try server.tradingWorker()
      server.program.signal(SIGHUP)
      _ = try server.tradingWorker(after: generation)
      try Self.expectNoOrder(server)
      for tool in usual.moving {
        let answer = try server.call(tool)
        #expect(answer.errorCode == -32602, "\(tool): \(answer.message)")
      }
      #expect(try server.trading()["trading"] as? String != "open")
      #expect(try venue.orderCount() == 0)
      try venue.finish(server)
    }

    @Test func `a key signs for no server that a flag or a variable names and the file does not`() throws {
      let named = try KeyVenue([Self.key], configuration: Self.enabled)
      let stranger = try FakeExchange { _, _ in [.reply(body: "{}")] }
      defer { stranger.stop() }
      let environment = named.environment([.trading: named.keys[0]])
      let file = ["--config", named.home.path("bulkhead.json")]
      let unnamed = "is not named by hosts.spot of the configuration file"
      for (arguments, more, words) in [
        (["--base-url", stranger.url], [:], unnamed),
        (file + ["--base-url", stranger.url], [:], unnamed),
        (file, ["BINANCE_BASE_URL": stranger.url], unnamed),
        (
          file + ["--base-url", named.url, "--futures-base-url", stranger.url], [:],
          "is not named by hosts.futures of the configuration file"
        ),
      ] as [([String], [String: String], String)] {
        let refused = try Self.refused(arguments, environment.merging(more) { $1 })
        #expect(refused.code == 78, "\(arguments): \(refused)")
        #expect(refused.words.contains("BINANCE_API_SECRET_FILE names a key, and \(stranger.url) \(words)"))
      }
      // Two exchanges at once are nobody's choice.
      let two = try Self.refused(file + ["--testnet", "--base-url", stranger.url], environment)
      #expect(two.code == 64 && two.words.contains("--testnet and --base-url"), "\(two)")
      let plain = try named.home.write(#"{"hosts": {"spot": "http://192.0.2.1"}}"#, as: "plain.json")
      let open = try Self.refused(["--config", plain], environment)
      #expect(
        open.code == 78 && open.words.contains("must be https, since signed requests go there"), "\(open)")
      let checked = try named.check([.trading: named.keys[0]], ["--base-url", stranger.url])
      #expect(checked.code == 78 && checked.errorText.contains(unnamed), "\(checked)")
      #expect(stranger.requestCount == 0, "\(stranger.targets)")
      // Without a key there is nothing to send on.
      let keyless = try ServerUnderTest(["--base-url", stranger.url], environment: ["HOME": named.home.path])
      _ = try keyless.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(stranger.requestCount > 0)
      try named.finish(keyless)
    }
  }
}
