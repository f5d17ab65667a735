import Foundation
import Testing

extension `End to end` {
  /// The journal that several tokens' orders go to.
  @Suite struct `The audit trail over HTTP` {
    private typealias Server = HTTPServerUnderTest

    private static func call(
      _ asking: AskingServer, _ token: [String: String], _ tool: String, _ arguments: [String: Any]
    ) throws -> Answer {
      let fields = Server.statelessFields("tools/call", name: tool).merging(token) { $1 }
      let answer = try asking.server.post(
        Server.stateless("tools/call", ["name": tool, "arguments": arguments]), fields
      ).message()
      #expect(answer.isSuccess, "\(answer.text)")
      return answer
    }

    /// The records that `bulkhead audit show --json` prints, one object a line.
    private static func records(_ asking: AskingServer) throws -> [[String: Any]] {
      let program = try ProgramUnderTest(
        Programs.bulkhead,
        // The journal is where the link beside this file leads.
        ["audit", "show", "--json", "--config", asking.home.path("bulkhead.json")],
        environment: ["HOME": asking.home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 0, "\(program.errorText)")
      return try program.output.split(separator: UInt8(ascii: "\n")).map { line in
        try #require(ParsedJSON.object(Data(line)), "\(String(decoding: line, as: UTF8.self))")
      }
    }

    @Test func `says of every order and every cancel which token asked`() throws {
      let asking = try AskingServer()
      var names: [String: String] = [:]
      for (token, price) in [("desk", "15000"), ("phone", "15100")] {
        let field = token == "desk" ? asking.desk : asking.phone
        let order = AskingServer.order(price)["arguments"] as? [String: Any] ?? [:]
        // Worth so little that nobody is asked.
        let placed = try Self.call(
          asking, field, "create_order", order.merging(["quantity": "0.005"]) { $1 })
        let name = try #require(placed.clientOrderID, "\(placed.text)")
        names[token] = name
      }
      // Another's order can be cancelled; who did it is written down.
      let cancelled = try #require(names["desk"])
      _ = try Self.call(
        asking, asking.phone, "cancel_order", ["symbol": "BTCUSDT", "client_order_id": cancelled])
      let records = try Self.records(asking)
      for (token, name) in names {
        let own = records.filter { $0["id"] as? String == name }
        let steps = own.compactMap { $0["what"] as? String }
        #expect(steps.starts(with: ["intent", "sent", "placed"]), "\(steps)")
        #expect(own.allSatisfy { $0["principal"] as? String == token }, "\(own)")
      }
      let cancels = records.filter { $0["what"] as? String == "cancel_order" }
      // That it was sent, and how it ended.
      #expect(cancels.count == 2, "\(cancels)")
      #expect(cancels.allSatisfy { $0["principal"] as? String == "phone" }, "\(cancels)")
      // Nobody is named who did not ask.
      #expect(Set(records.compactMap { $0["principal"] as? String }) == ["desk", "phone"], "\(records)")
      try asking.finish()
    }
  }
}
