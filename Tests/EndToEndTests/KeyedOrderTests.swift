import Foundation
import Testing

/// Orders with a user's own key: the real processes, in front of a paper exchange that counts.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `Orders with a key` {
  private static let trading =
    #", "trading": {"enabled": true, "symbols": ["BTCUSDT"], "max_order_notional": "200", "#
    + #""confirm_above": "100"}"#

  private func order(_ keyed: KeyedServer, _ quantity: String, key: String? = nil) throws -> Answer {
    var arguments = [
      "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": quantity, "price": "50000",
    ]
    if let key { arguments["idempotency_key"] = key }
    return try call(keyed, "create_order", arguments)
  }

  private func call(_ keyed: KeyedServer, _ tool: String, _ arguments: [String: String]) throws -> Answer {
    let id = keyed.server.request("tools/call", ["name": tool, "arguments": arguments])
    return try keyed.server.answer(id)
  }

  private func openOrders(_ keyed: KeyedServer) throws -> Int? {
    try call(keyed, "get_open_orders", ["symbol": "BTCUSDT"]).data["count"] as? Int
  }

  private func failure(_ answer: Answer) -> String? {
    (answer.envelope["error"] as? [String: Any])?["type"] as? String
  }

  @Test func `the same key gives the same order, also after the worker was killed`() throws {
    let keyed = try KeyedServer(.file, configuration: Self.trading)
    let first = try order(keyed, "0.001", key: "once")
    try #require(first.isSuccess, "\(first.text)")
    let name = try #require(first.data["client_order_id"] as? String)
    let (worker, generation) = try keyed.worker("trading")
    kill(worker.pid, SIGKILL)
    _ = try keyed.worker("trading", after: generation)
    let second = try order(keyed, "0.001", key: "once")
    #expect(second.data["client_order_id"] as? String == name, "\(second.text)")
    #expect(try openOrders(keyed) == 1)
    let other = try order(keyed, "0.002", key: "once")
    #expect(failure(other) == "validation_error", "\(other.text)")
    #expect(try openOrders(keyed) == 1)
    let cancelled = try call(keyed, "cancel_order", ["symbol": "BTCUSDT", "client_order_id": name])
    #expect(cancelled.isSuccess, "\(cancelled.text)")
    #expect(try openOrders(keyed) == 0)
    try keyed.finish()
  }

  @Test func `limits hold, and above one of them a person has to agree whom this client cannot ask`() throws {
    let keyed = try KeyedServer(.environment, configuration: Self.trading)
    let (_, generation) = try keyed.worker("trading")
    #expect(failure(try order(keyed, "0.01")) == "policy_refused")
    let asked = try order(keyed, "0.003")
    #expect(failure(asked) == "confirmation_required", "\(asked.text)")
    #expect(asked.text.contains("bulkhead confirm"))
    #expect(try openOrders(keyed) == 0)
    #expect(try order(keyed, "0.001").isSuccess)
    #expect(try keyed.worker("trading").generation == generation, "it has not ended meanwhile")
    try keyed.finish()
  }

  @Test func `a client without a session takes the question away, and its yes counts once`() throws {
    let keyed = try KeyedServer(.file, configuration: Self.trading)
    _ = try keyed.worker("trading")
    let name = "io.modelcontextprotocol/"
    func ask(_ more: [String: Any], _ quantity: String = "0.003") throws -> Answer {
      let params: [String: Any] = [
        "name": "create_order",
        "arguments": [
          "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": quantity, "price": "50000",
          "allow_duplicate": true,
        ] as [String: Any],
        "_meta": [
          name + "protocolVersion": "2026-07-28",
          name + "clientCapabilities": ["elicitation": [:] as [String: Any]],
        ] as [String: Any],
      ]
      return try keyed.server.answer(
        keyed.server.request("tools/call", params.merging(more) { $1 }))
    }
    func question(_ answer: Answer) throws -> String {
      #expect(answer.result?["resultType"] as? String == "input_required", "\(answer.text)")
      return try #require(answer.result?["requestState"] as? String)
    }
    func yes(_ state: String) -> [String: Any] {
      [
        "requestState": state,
        "inputResponses": ["confirm": ["action": "accept", "content": ["confirm": true]]],
      ]
    }
    let state = try question(try ask([:]))
    #expect(try openOrders(keyed) == 0)
    // Forged, of another order, and of an order that nobody has to agree to: an error of the request.
    func refusal(_ answer: Answer) -> Int? {
      #expect(answer.result == nil, "\(answer.text)")
      return answer.errorCode
    }
    #expect(refusal(try ask(yes(state + "AAAA"))) == -32602)
    #expect(refusal(try ask(["requestState": "forged"])) == -32602)
    #expect(refusal(try ask(yes(state), "0.0031")) == -32602)
    #expect(refusal(try ask(yes(state), "0.001")) == -32602)
    #expect(try openOrders(keyed) == 0)
    // A state without an answer asks again.
    #expect(try question(try ask(["requestState": state])) == state)
    let placed = try ask(yes(state))
    #expect(placed.isSuccess, "\(placed.text)")
    #expect(try openOrders(keyed) == 1)
    // Replayed.
    #expect(refusal(try ask(yes(state))) == -32602)
    #expect(try openOrders(keyed) == 1)
    #expect(try question(try ask([:])) != state)
    try keyed.finish()
  }

  @Test func `while halted nothing is placed, and what stands can be cancelled`() throws {
    let keyed = try KeyedServer(.file, configuration: Self.trading)
    let first = try order(keyed, "0.001")
    let name = try #require(first.data["client_order_id"] as? String, "\(first.text)")
    #expect(FileManager.default.createFile(atPath: keyed.home.path("state") + "/halt", contents: Data()))
    #expect(failure(try order(keyed, "0.0011")) == "policy_refused")
    #expect(try openOrders(keyed) == 1)
    let cancelled = try call(keyed, "cancel_order", ["symbol": "BTCUSDT", "client_order_id": name])
    #expect(cancelled.isSuccess, "\(cancelled.text)")
    try keyed.finish()
  }
}
