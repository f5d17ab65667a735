import Foundation
import Testing

extension `End to end` {
  /// What the protocol has besides tools, asked of the built programs.
  @Suite struct `Features of the protocol` {
    private func text(_ answer: Answer) -> String {
      let contents = answer.result?["contents"] as? [[String: Any]]
      return contents?.first?["text"] as? String ?? ""
    }

    private func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    private func read(_ server: ServerUnderTest, _ address: String) throws -> Answer {
      try server.answer(server.request("resources/read", ["uri": address]))
    }

    @Test func `resources are read through their workers, and prompts and completions are there`() throws {
      let server = try ServerUnderTest(["--paper"])
      let listed = try server.answer(server.request("resources/list"))
      let addresses = (listed.result?["resources"] as? [[String: Any]])?.compactMap { $0["uri"] as? String }
      #expect(
        addresses == [
          "bulkhead://server/status", "bulkhead://trading/policy", "bulkhead://orders/open",
          "bulkhead://orders/open/futures", "bulkhead://orders/recent", "bulkhead://errors",
        ])
      for address in addresses ?? [] {
        #expect(try object(text(read(server, address))).isEmpty == false, "\(address)")
      }
      let rules = try object(text(read(server, "bulkhead://symbols/BTCUSDT/rules")))
      #expect((rules["data"] as? [String: Any])?["symbol"] as? String == "BTCUSDT")
      let orders = try object(text(read(server, "bulkhead://orders/BTCUSDT")))
      #expect(orders["success"] as? Bool == true)
      let unknown = try read(server, "bulkhead://symbols/NOSUCH/rules")
      #expect(unknown.errorCode == -32002, "\(unknown.errorMessage)")

      let completion = try server.answer(
        server.request(
          "completion/complete",
          [
            "ref": ["type": "ref/resource", "uri": "bulkhead://symbols/{symbol}/rules"],
            "argument": ["name": "symbol", "value": "btcu"],
          ]))
      let values = (completion.result?["completion"] as? [String: Any])?["values"] as? [String]
      #expect(values?.contains("BTCUSDT") == true, "\(completion.errorMessage)")
      let prompt = try server.answer(
        server.request(
          "prompts/get", ["name": "market_overview", "arguments": ["symbol": "BTCUSDT"]]))
      #expect((prompt.result?["messages"] as? [Any])?.count == 1)
      #expect(try server.finish() == 0)
    }

    @Test func `a client hears of the death of a worker and of an order, if it asked to`() throws {
      let server = try ServerUnderTest(["--paper"])
      let worker = try server.readyWorker()
      let watched = [
        "bulkhead://orders/open", "bulkhead://orders/open/futures", "bulkhead://orders/recent",
        "bulkhead://orders/BTCUSDT", "bulkhead://trading/policy",
      ]
      for address in ["bulkhead://server/status"] + watched {
        #expect(try server.answer(server.request("resources/subscribe", ["uri": address])).result != nil)
      }
      #expect(try server.answer(server.request("logging/setLevel", ["level": "warning"])).result != nil)
      func count(_ method: String, _ address: String? = nil) -> Int {
        server.others.filter { message in
          guard message.method == method else { return false }
          let params = message.message["params"] as? [String: Any]
          return address == nil || params?["uri"] as? String == address
        }.count
      }
      func heard(_ method: String, _ address: String? = nil) -> Bool { count(method, address) > 0 }
      kill(try #require(worker.pid), SIGKILL)
      try server.wait(for: "the news") {
        heard("notifications/message") && heard("notifications/resources/updated", "bulkhead://server/status")
      }
      try server.readyWorker(after: worker.generation)
      // The first word of the trading worker's own start may come at any time; an order is one more.
      func counts() -> [Int] { watched.map { count("notifications/resources/updated", $0) } }
      let before = counts()
      let order = try server.call(
        "create_order",
        ["symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.001", "price": "30000"])
      #expect(order.isSuccess, "\(order.text)")
      try server.wait(for: "the order's news") { zip(counts(), before).allSatisfy { $0 > $1 } }
      let recent = try object(text(read(server, "bulkhead://orders/recent")))
      let made = (recent["data"] as? [String: Any])?["recent_orders"] as? [[String: Any]]
      #expect(made?.first?["client_order_id"] as? String == order.clientOrderID, "\(recent)")
      #expect(
        try server.answer(
          server.request(
            "resources/subscribe", ["uri": "bulkhead://symbols/BTCUSDT/rules"])
        ).errorCode == -32602)
      #expect(try server.finish() == 0)
    }
  }
}
