import Exchange
import ExchangeTestSupport
import Journal
import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Futures orders` {
  struct Row: Sendable {
    let type: String
    let needed: [String]
    let allowed: [String]
    let query: String
  }

  static let values = [
    "quantity": #""0.002""#, "price": #""60000""#, "stop_price": #""55000""#, "callback_rate": #""1.5""#,
    "activate_price": #""61000""#, "close_position": "true", "time_in_force": #""GTC""#,
    "working_type": #""MARK_PRICE""#, "price_protect": "true",
  ]

  static let rows = [
    Row(
      type: "LIMIT", needed: ["quantity", "price"], allowed: ["time_in_force"],
      query: "timeInForce=GTC&quantity=0.002&price=60000&newOrderRespType=RESULT"),
    Row(
      type: "MARKET", needed: ["quantity"], allowed: [], query: "quantity=0.002&newOrderRespType=RESULT"),
    Row(
      type: "STOP", needed: ["quantity", "price", "stop_price"],
      allowed: ["time_in_force", "working_type", "price_protect"],
      query: "timeInForce=GTC&quantity=0.002&price=60000&triggerPrice=55000"),
    Row(
      type: "TAKE_PROFIT", needed: ["quantity", "price", "stop_price"],
      allowed: ["time_in_force", "working_type", "price_protect"],
      query: "timeInForce=GTC&quantity=0.002&price=60000&triggerPrice=55000"),
    Row(
      type: "STOP_MARKET", needed: ["quantity", "stop_price"], allowed: ["working_type", "price_protect"],
      query: "quantity=0.002&triggerPrice=55000"),
    Row(
      type: "TAKE_PROFIT_MARKET", needed: ["close_position", "stop_price"],
      allowed: ["working_type", "price_protect"], query: "triggerPrice=55000&closePosition=true"),
    Row(
      type: "TRAILING_STOP_MARKET", needed: ["quantity", "callback_rate"],
      allowed: ["activate_price", "working_type", "price_protect"],
      query: "quantity=0.002&callbackRate=1.5"),
  ]

  private static func order(_ type: String, _ names: [String], more: String = "") -> String {
    let members = names.map { ",\"\($0)\":\(values[$0] ?? "null")" }.joined()
    return "{\"symbol\":\"BTCUSDT\",\"side\":\"SELL\",\"type\":\"\(type)\"\(members)\(more)}"
  }

  @Test(arguments: rows.indices)
  @LoopActor func `plain types go to order, conditional ones to algoOrder`(index: Int) async throws {
    let row = Self.rows[index]
    let proposal = try await OrderBench().proposal(
      "create_futures_order", Self.order(row.type, row.needed))
    let isPlain = row.type == "LIMIT" || row.type == "MARKET"
    #expect(proposal.endpoint.path == (isPlain ? "/fapi/v1/order" : "/fapi/v1/algoOrder"))
    #expect(proposal.kind == (isPlain ? .futuresOrder : .futuresAlgoOrder))
    #expect(proposal.idName == (isPlain ? "newClientOrderId" : "clientAlgoId"))
    #expect(
      proposal.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        == (isPlain ? "" : "algoType=CONDITIONAL&") + "symbol=BTCUSDT&side=SELL&type=\(row.type)&\(row.query)"
    )
  }

  @Test(arguments: rows.indices)
  @LoopActor func `what is missing or does not belong is refused before anything is asked`(
    index: Int
  ) async throws {
    let row = Self.rows[index]
    for name in row.needed {
      let bench = OrderBench()
      let failure = try await bench.failure(
        "create_futures_order", Self.order(row.type, row.needed.filter { $0 != name }))
      #expect(failure.message.contains("is missing; \(row.type) needs"), "\(row.type) without \(name)")
      #expect(bench.exchange.requests.isEmpty)
    }
    for name in Self.values.keys.sorted() where !row.needed.contains(name) {
      let order = Self.order(row.type, row.needed + [name])
      if row.allowed.contains(name) {
        _ = try await OrderBench().proposal("create_futures_order", order)
      } else {
        let bench = OrderBench()
        let failure = try await bench.failure("create_futures_order", order)
        #expect(failure.message.contains("does not go"), "\(row.type) with \(name)")
        #expect(bench.exchange.requests.isEmpty)
      }
    }
  }

  @Test @LoopActor func `an argument that says false is as if it were not there`() async throws {
    let query = try await OrderBench().query(
      "create_futures_order",
      Self.order(
        "MARKET", ["quantity"], more: #","reduce_only":false,"close_position":false,"price_protect":false"#))
    #expect(query == "side=SELL&type=MARKET&quantity=0.002&newOrderRespType=RESULT")
  }

  @Test @LoopActor func `reducing goes by the mode of positions`() async throws {
    let bench = OrderBench()
    let oneWay = try await bench.proposal(
      "create_futures_order", Self.order("MARKET", ["quantity"], more: #","reduce_only":true"#))
    #expect(oneWay.legs[0].onlyReduces)
    #expect(oneWay.query.contains { $0.name == "reduceOnly" && $0.value == "true" })
    let hedged = try await bench.proposal(
      "create_futures_order", Self.order("MARKET", ["quantity"], more: #","position_side":"LONG""#))
    #expect(hedged.legs[0].onlyReduces, "selling a long position only reduces it")
    let opening = try await bench.proposal(
      "create_futures_order", Self.order("MARKET", ["quantity"], more: #","position_side":"SHORT""#))
    #expect(!opening.legs[0].onlyReduces)
    let both = try await bench.failure(
      "create_futures_order",
      Self.order("MARKET", ["quantity"], more: #","reduce_only":true,"position_side":"LONG""#))
    #expect(both.message == "reduce_only true does not go together with position_side")
  }

  @Test @LoopActor func `the contract's steps and times hold`() async throws {
    let bench = OrderBench()
    let fine = try await bench.failure(
      "create_futures_order",
      Self.order("LIMIT", ["quantity", "price"]).replacing("60000", with: "60000.05"))
    #expect(fine.message == "price 60000.05 is finer than the step 0.1 of BTCUSDT")
    let large = try await bench.failure(
      "create_futures_order", Self.order("STOP_MARKET", ["stop_price"], more: #","quantity":"121""#))
    #expect(large.suggestion == "Use 120.")
    let rate = try await bench.failure(
      "create_futures_order",
      Self.order("TRAILING_STOP_MARKET", ["quantity"], more: #","callback_rate":"10.5""#))
    #expect(rate.suggestion == "Use 10.")
    let date = try await bench.failure(
      "create_futures_order", Self.order("LIMIT", ["quantity", "price"], more: #","time_in_force":"GTD""#))
    #expect(date.message == "good_till_date is missing; GTD needs it")
    let query = try await bench.query(
      "create_futures_order",
      Self.order(
        "LIMIT", ["quantity", "price"], more: #","time_in_force":"GTD","good_till_date":1723175200000"#))
    #expect(query.hasSuffix("goodTillDate=1723175200000&newOrderRespType=RESULT"))
  }

  @Test @LoopActor func `all contracts are asked for once, by many at a time`() async throws {
    let bench = OrderBench()
    bench.exchange.isHolding = true
    let order = Self.order("LIMIT", ["quantity", "price"]).replacing(#""SELL""#, with: #""BUY""#)
    async let first = bench.proposal("create_futures_order", order)
    async let second = bench.proposal("create_futures_order", order)
    while bench.exchange.heldCount == 0 { await Task.yield() }
    for _ in 0..<50 { await Task.yield() }
    bench.exchange.release()
    _ = try await (first, second)
    #expect(bench.exchange.paths.filter { $0 == "/fapi/v1/exchangeInfo" }.count == 1)
  }

  @Test @LoopActor func `a contract that is not there is answered with near names`() async throws {
    let failure = try await OrderBench().failure(
      "create_futures_order", Self.order("MARKET", ["quantity"]).replacing("BTCUSDT", with: "BTCUSD"))
    #expect(failure.message == "the exchange has no USD-M contract BTCUSD")
    #expect(failure.suggestion == "Did you mean BTCUSDT?")
  }
}
