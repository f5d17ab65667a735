import Foundation
import Testing

extension `End to end` {
  /// `--no-token` is for servers that move no real money, and for one's own machine.
  @Suite struct `Without a token` {
    private typealias Server = HTTPServerUnderTest

    private static let enabled = #", "trading": {"enabled": true}"#
    private static let words = "--no-token lets every program of this machine trade with real money"

    private static func venue(_ configuration: String) throws -> KeyVenue {
      try KeyVenue(
        [["--kind", "hmac", "--rights", "read,spot", "--ip", "127.0.0.1"]], configuration: configuration)
    }

    private static func run(_ venue: KeyVenue, _ flags: [String]) throws -> ProgramUnderTest {
      try ProgramUnderTest(
        Programs.bulkhead,
        ["serve", "--config", venue.home.path("bulkhead.json"), "--port", "0", "--no-token"] + flags,
        environment: venue.environment([.trading: venue.keys[0]]))
    }

    private static func server(_ venue: KeyVenue) throws -> Server {
      try Server(
        ["--config", venue.home.path("bulkhead.json"), "--tools", "all"],
        environment: venue.environment([.trading: venue.keys[0]]))
    }

    private static func tools(_ server: Server, _ session: String) throws -> Set<String> {
      let list = try server.post(
        Server.request(server.id(), "tools/list"), ["Mcp-Session-Id": session]
      ).message()
      return Set((list.result?["tools"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
    }

    @Test func `no server starts that could trade with real money, unless it is read-only`() throws {
      let venue = try Self.venue(Self.enabled)
      for transport in ["sse", "streamable-http"] {
        let refused = try Self.run(venue, ["--transport", transport])
        #expect(try refused.waitForExit() == 78)
        #expect(refused.errorText.contains(Self.words), "\(refused.errorText)")
        #expect(refused.errorText.contains("bulkhead token new") && refused.output.isEmpty)
        // Nor does it hold the servers after it to its state folder.
        #expect(!FileManager.default.fileExists(atPath: venue.home.path("bulkhead.json.state")))
        let reader = try Self.run(venue, ["--transport", transport, "--read-only"])
        try reader.wait(for: "the address") {
          reader.errorText.contains("http://127.0.0.1:") || reader.isEnded
        }
        reader.signal(SIGTERM)
        #expect(try reader.waitForExit() == 0, "\(reader.errorText)")
      }
      try venue.finish()
    }

    @Test func `no server starts that others can reach, whatever it may do`() throws {
      for flags in [["--paper"], ["--read-only"]] {
        let refused = try ProgramUnderTest(
          Programs.bulkhead,
          ["serve", "--transport", "sse", "--host", "0.0.0.0", "--port", "0", "--no-token"] + flags)
        #expect(try refused.waitForExit() == 64)
        #expect(refused.errorText.contains("--no-token lets everybody in who reaches 0.0.0.0"))
      }
    }

    @Test func `a server that runs stays without trading when the file allows it afterwards`() throws {
      let venue = try Self.venue("")
      let server = try Self.server(venue)
      let session = try server.open()
      let before = try Self.tools(server, session)
      #expect(before.contains("get_balance") && !before.contains("create_order"))
      try venue.configure(Self.enabled)
      server.program.signal(SIGHUP)
      try server.program.wait(for: "the refusal") {
        server.program.errorText.contains("keys and trading stay as they are: \(Self.words)")
      }
      try server.waitForWorker(in: session)
      #expect(try Self.tools(server, session) == before)
      let order = try server.post(
        Server.request(
          server.id(), "tools/call", ["name": "create_order", "arguments": PlainOrder(0).arguments]),
        ["Mcp-Session-Id": session]
      ).message()
      #expect(order.errorCode == -32602, "\(order.message)")
      #expect(try venue.orderCount() == 0)
      #expect(try server.finish() == 0)
      #expect(!FileManager.default.fileExists(atPath: venue.home.path("bulkhead.json.state")))
      // The sign means something: who has a token has the tools.
      try venue.configure("")
      let home = venue.environment([.trading: venue.keys[0]])
      let made = try ProgramUnderTest(
        Programs.bulkhead,
        [
          "token", "new", "--name", "desk", "--scope", "market,account,trade", "--config",
          venue.home.path("bulkhead.json"),
        ], environment: home)
      #expect(try made.waitForExit() == 0, "\(made.errorText)")
      let token = String(decoding: made.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      let guarded = try Server(
        ["--config", venue.home.path("bulkhead.json"), "--tools", "all"], network: [], environment: home)
      func list() throws -> String {
        try guarded.post(
          Server.stateless("tools/list"),
          Server.statelessFields("tools/list").merging(["Authorization": "Bearer \(token)"]) { $1 }
        ).text
      }
      #expect(try list().contains(#""name":"get_balance""#) && !list().contains(#""name":"create_order""#))
      try venue.configure(Self.enabled)
      guarded.program.signal(SIGHUP)
      try guarded.program.wait(for: "the tools of an order") {
        try list().contains(#""name":"create_order""#)
      }
      #expect(try guarded.finish() == 0)
      try venue.finish()
    }
  }
}
