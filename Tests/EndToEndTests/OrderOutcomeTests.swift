import Foundation
import Testing

extension `End to end` {
  /// Everything by which the answer to an order can be lost: the client is told that nobody knows, the
  /// exchange is asked, and nothing is sent a second time.
  @Suite struct `Orders whose answer is lost` {
    struct Row {
      /// The fault without method and path.
      let fault: String
      /// Whether the order stands at the exchange all the same.
      let books: Bool

      init(_ fault: String, books: Bool) {
        self.fault = fault
        self.books = books
      }
    }

    private static let rows = [
      Row(#""kind":"close_after""#, books: true), Row(#""kind":"close_after","reset":true"#, books: true),
      Row(#""kind":"half""#, books: true), Row(#""kind":"wrong_json""#, books: true),
      Row(#""kind":"unknown_status""#, books: true),
      Row(#""kind":"code","code":-1006,"books":true"#, books: true),
      Row(#""kind":"code","code":-1007,"books":true"#, books: true),
      Row(#""kind":"delay_after","delay_ms":6000"#, books: true),
      Row(#""kind":"close_before""#, books: false), Row(#""kind":"close_before","reset":true"#, books: false),
      Row(#""kind":"close_kept""#, books: false), Row(#""kind":"code","code":-1006"#, books: false),
      Row(#""kind":"code","code":-1007"#, books: false), Row(#""kind":"code","code":-1008"#, books: false),
      Row(#""kind":"garbage""#, books: false), Row(#""kind":"html""#, books: false),
      Row(#""kind":"status","status":502"#, books: false),
    ]

    @Test func `each is told as unknown and settled by asking, with one send`() throws {
      let floor = try TradingFloor()
      let server = try floor.server(["--call-timeout", "2"])
      try server.waitUntilOpen()
      var expected: [String: Bool] = [:]
      // Those that book are settled at once, and free their symbol for the others.
      for (index, row) in Self.rows.enumerated() {
        if row.books { try server.settle() }
        try floor.demand(row.fault)
        let answer = try server.place(PlainOrder(index, more: ["allow_duplicate": true]))
        #expect(answer.failureType == "outcome_unknown", "\(row.fault): \(answer.text)")
        #expect(answer.isRetryable == false && answer.suggestion.contains("get_order"), "\(row.fault)")
        expected[try #require(answer.clientOrderID, "\(row.fault): \(answer.text)")] = row.books
        if !row.books, index == 8 { try expectGate(server, index, answer) }
      }
      #expect(expected.count == Self.rows.count)
      // What never came can only be known once it cannot come any more.
      #expect(try server.openIntents() == Set(expected.filter { !$0.value }.keys))
      try floor.passExchangeTime(milliseconds: 14_000)
      try server.settle()
      try expectAgreement(floor, server, expected)
      let posts = try floor.orderPosts()
      #expect(posts.count == Self.rows.count && posts.allSatisfy { $0.fault != nil })
      let reset = posts.first { $0.fault == "close_after" }
      #expect(reset?.isKept == true, "on a warm connection")
      try floor.finish(server)
    }

    /// A new order on the symbol is refused without being sent, one elsewhere is not, and cancels pass.
    private func expectGate(_ server: ServerUnderTest, _ index: Int, _ first: Answer) throws {
      var other = PlainOrder(index)
      other.arguments["allow_duplicate"] = true
      let refused = try server.place(other)
      #expect(refused.failureType == "outcome_unknown" && refused.details["sent"] as? Bool == false)
      #expect(refused.clientOrderID == first.clientOrderID, "\(refused.text)")
      #expect((refused.details["seconds_left"] as? Int ?? 0) > 10, "\(refused.text)")
      let cancel = try server.call("cancel_order", ["symbol": other.symbol, "order_id": 1])
      #expect(cancel.failure["code"] as? Int == -2011, "\(cancel.text)")
    }

    /// The journal, the tools and the exchange say the same.
    private func expectAgreement(
      _ floor: TradingFloor, _ server: ServerUnderTest, _ expected: [String: Bool]
    ) throws {
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      let booked = try floor.booked()
      let known = try floor.orders()
      for (id, isPlaced) in expected {
        #expect(known[id]?["state"] as? String == (isPlaced ? "placed" : "not_placed"), "\(id)")
        #expect(booked.contains(id) == isPlaced, "\(id)")
        let symbol = try #require(known[id]?["symbol"] as? String)
        let asked = try server.call("get_order", ["symbol": symbol, "client_order_id": id])
        #expect(asked.isSuccess == isPlaced, "\(id): \(asked.text)")
        if !isPlaced { #expect(asked.failure["code"] as? Int == -2013, "\(asked.text)") }
      }
    }

    @Test func `one that shows itself 8 seconds after the cut is found, and one that never does is given up`()
      throws
    {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let watch = Stopwatch()
      try floor.demand(#""kind":"code","code":-2013,"count":0"#, "GET")
      try floor.demand(#""kind":"close_after","reset":true"#)
      let late = try #require(try server.place(PlainOrder(0)).clientOrderID)
      try floor.demand(#""kind":"close_before""#)
      let lost = try #require(try server.place(PlainOrder(1)).clientOrderID)
      try server.wait(for: "eight seconds") { watch.seconds >= 8 }
      #expect(
        try server.openIntents() == [late, lost], "a denial counts only once nothing can come any more")
      #expect(try floor.booked() == [late])
      try floor.forgive()
      try server.settle()
      // The window of 3 s and 10 s more, by the exchange's clock; the test's own was begun before.
      #expect(watch.seconds > 13)
      try expectAgreement(floor, server, [late: true, lost: false])
      try floor.finish(server)
    }

    @Test func `replacements, lists and futures orders too`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let old = try server.place(PlainOrder(0))
      let number = try #require(old.data["orderId"] as? Int, "\(old.text)")
      let calls: [(tool: String, arguments: [String: Any])] = [
        ("replace_order", PlainOrder(0, more: ["cancel_order_id": number, "price": "51000"]).arguments),
        (
          "create_order_list",
          [
            "kind": "OTO", "symbol": "ETHUSDT", "working_type": "LIMIT", "working_side": "BUY",
            "working_quantity": "0.02", "working_price": "1800", "pending_side": "SELL",
            "pending_quantity": "0.02", "pending_type": "LIMIT", "pending_price": "3500",
          ]
        ),
        (
          "create_futures_order",
          ["symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.01", "price": "50000"]
        ),
        (
          "create_futures_order",
          [
            "symbol": "ETHUSDT", "side": "SELL", "type": "STOP_MARKET", "quantity": "0.1",
            "stop_price": "1500",
          ]
        ),
      ]
      var lost: [String: Bool] = [:]
      for books in [true, false] {
        for (index, call) in calls.enumerated() {
          // The old order is gone after the first replacement.
          if !books, index == 0 { continue }
          try floor.demand(#""kind":"close_\#(books ? "after" : "before")""#, "POST", "*")
          let answer = try server.call(call.tool, call.arguments.merging(["allow_duplicate": true]) { $1 })
          #expect(answer.failureType == "outcome_unknown", "\(call.tool): \(answer.text)")
          lost[try #require(answer.clientOrderID)] = books
        }
        if books { try server.settle() }
      }
      try floor.passExchangeTime(milliseconds: 14_000)
      try server.settle()
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      let known = try floor.orders()
      for (id, books) in lost {
        #expect(known[id]?["state"] as? String == (books ? "placed" : "not_placed"), "\(known[id] ?? [:])")
      }
      #expect(try floor.booked().filter { $0.hasPrefix("bh-") }.count == 6, "a list leaves two")
      try floor.finish(server)
    }
  }
}
