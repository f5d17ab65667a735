import Exchange
import ExchangeTestSupport
import Journal
import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

/// The exchange's table "Additional mandatory parameters based on order type", from both sides.
@Suite(.onLoop) struct `Types of spot orders` {
  struct Row: Sendable {
    let type: String
    let needed: [String]
    let allowed: [String]
    /// What is sent for the needed alone.
    let query: String
  }

  static let values = [
    "quantity": #""0.01""#, "quote_quantity": #""600""#, "price": #""60000""#, "stop_price": #""50000""#,
    "trailing_delta": "100", "time_in_force": #""GTC""#, "iceberg_quantity": #""0.005""#,
  ]

  static let rows = [
    Row(
      type: "LIMIT", needed: ["quantity", "price"], allowed: ["time_in_force", "iceberg_quantity"],
      query: "timeInForce=GTC&quantity=0.01&price=60000"),
    Row(
      type: "LIMIT_MAKER", needed: ["quantity", "price"], allowed: ["iceberg_quantity"],
      query: "quantity=0.01&price=60000"),
    Row(type: "MARKET", needed: ["quantity"], allowed: [], query: "quantity=0.01"),
    Row(type: "MARKET", needed: ["quote_quantity"], allowed: [], query: "quoteOrderQty=600"),
    Row(
      type: "STOP_LOSS", needed: ["quantity", "stop_price"], allowed: ["trailing_delta"],
      query: "quantity=0.01&stopPrice=50000"),
    Row(
      type: "TAKE_PROFIT", needed: ["quantity", "trailing_delta"], allowed: ["stop_price"],
      query: "quantity=0.01&trailingDelta=100"),
    Row(
      type: "STOP_LOSS_LIMIT", needed: ["quantity", "price", "stop_price"],
      allowed: ["trailing_delta", "time_in_force", "iceberg_quantity"],
      query: "timeInForce=GTC&quantity=0.01&price=60000&stopPrice=50000"),
    Row(
      type: "TAKE_PROFIT_LIMIT", needed: ["quantity", "price", "stop_price"],
      allowed: ["trailing_delta", "time_in_force", "iceberg_quantity"],
      query: "timeInForce=GTC&quantity=0.01&price=60000&stopPrice=50000"),
  ]

  private static func order(_ type: String, _ names: [String]) -> String {
    let members = names.map { ",\"\($0)\":\(values[$0] ?? "null")" }.joined()
    return "{\"symbol\":\"BTCUSDT\",\"side\":\"SELL\",\"type\":\"\(type)\"\(members)}"
  }

  @Test(arguments: rows.indices)
  @LoopActor func `with what it needs it is sent, timeInForce filled in where it is demanded`(
    index: Int
  ) async throws {
    let row = Self.rows[index]
    let query = try await OrderBench().query("create_order", Self.order(row.type, row.needed))
    #expect(query == "side=SELL&type=\(row.type)&\(row.query)&newOrderRespType=FULL")
  }

  @Test(arguments: rows.indices)
  @LoopActor func `without one of them it is refused, and nothing is asked`(index: Int) async throws {
    let row = Self.rows[index]
    for name in row.needed {
      let rest = row.needed.filter { $0 != name }
      let bench = OrderBench()
      let failure = try await bench.failure("create_order", Self.order(row.type, rest))
      #expect(failure.kind == .validationError)
      #expect(failure.message.contains("is missing; \(row.type) needs"), "\(row.type) without \(name)")
      #expect(bench.exchange.requests.isEmpty)
    }
  }

  @Test(arguments: rows.indices)
  @LoopActor func `what does not belong to it is refused and not left out`(index: Int) async throws {
    let row = Self.rows[index]
    for name in Self.values.keys.sorted() where !row.needed.contains(name) {
      // The table of arguments has refused these two together.
      if row.type == "MARKET", ["quantity", "quote_quantity"].contains(name) { continue }
      let order = Self.order(row.type, row.needed + [name])
      if row.allowed.contains(name) {
        _ = try await OrderBench().proposal("create_order", order)
      } else {
        let (tool, checked): (Tool, CheckedArguments)
        do {
          (tool, checked) = try OrderBench().checked("create_order", order)
        } catch {
          continue
        }
        let bench = OrderBench()
        await #expect(throws: ToolFailure.self, "\(row.type) with \(name)") {
          _ = try await bench.desk.proposal(tool, checked, for: bench.call())
        }
        #expect(bench.exchange.requests.isEmpty)
      }
    }
  }

  @Test @LoopActor func `a time in force that was given is kept`() async throws {
    for time in ["GTC", "IOC", "FOK"] {
      let order = Self.order("LIMIT", ["quantity", "price"]).dropLast() + ",\"time_in_force\":\"\(time)\"}"
      #expect(try await OrderBench().query("create_order", String(order)).contains("timeInForce=\(time)&"))
    }
  }

  @Test @LoopActor func `an iceberg order stands until it is cancelled`() async throws {
    let order = Self.order("LIMIT", ["quantity", "price", "iceberg_quantity"]).dropLast()
    let failure = try await OrderBench().failure("create_order", order + ",\"time_in_force\":\"IOC\"}")
    #expect(failure.message == "iceberg_quantity does not go with IOC")
  }

  @Test @LoopActor func `a pegged order may be without a price`() async throws {
    let order = Self.order("LIMIT", ["quantity"]).dropLast()
    let query = try await OrderBench().query(
      "create_order", order + #","peg_price_type":"PRIMARY_PEG","peg_offset_levels":3}"#)
    #expect(
      query == "side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&pegPriceType=PRIMARY_PEG"
        + "&pegOffsetType=PRICE_LEVEL&pegOffsetValue=3&newOrderRespType=FULL")
    let alone = try await OrderBench().failure("create_order", order + #","peg_offset_levels":3}"#)
    #expect(alone.message == "peg_offset_levels needs peg_price_type")
    let maker = try await OrderBench().failure(
      "create_order",
      Self.order("LIMIT_MAKER", ["quantity"]).dropLast() + #","peg_price_type":"MARKET_PEG"}"#)
    #expect(maker.message == "peg_price_type MARKET_PEG would take; LIMIT_MAKER may not")
    let market = try await OrderBench().failure(
      "create_order", Self.order("MARKET", ["quantity"]).dropLast() + #","peg_price_type":"MARKET_PEG"}"#)
    #expect(market.message == "peg_price_type does not go with type MARKET")
  }

  @Test(arguments: ["LIMIT", "LIMIT_MAKER", "STOP_LOSS_LIMIT"]) @LoopActor
  func `a price beside a peg is refused, since the exchange would go by the peg`(type: String) async throws {
    let trigger = type.hasPrefix("STOP") ? ["stop_price"] : []
    let order = Self.order(type, ["quantity", "price"] + trigger).dropLast()
    let pegged = order + #","peg_price_type":"PRIMARY_PEG"}"#
    let failure = try await OrderBench().failure("create_order", String(pegged))
    #expect(failure.kind == .validationError)
    #expect(failure.message == "price does not go together with peg_price_type")
    let replacing = order + #","peg_price_type":"PRIMARY_PEG","cancel_order_id":28}"#
    let other = try await OrderBench().failure("replace_order", String(replacing))
    #expect(other.message == failure.message)
  }

  @Test @LoopActor func `a proposal says what the policy and the journal need`() async throws {
    let order = Self.order("STOP_LOSS_LIMIT", ["quantity", "price", "stop_price"]).dropLast()
    let proposal = try await OrderBench().proposal(
      "create_order", order + #","idempotency_key":"k-1","allow_duplicate":true}"#)
    #expect(proposal.kind == .order)
    #expect(proposal.endpoint == .newOrder)
    #expect(proposal.idName == "newClientOrderId")
    #expect((proposal.base, proposal.quote) == ("BTC", "USDT"))
    #expect(proposal.idempotencyKey == "k-1")
    #expect(proposal.allowsDuplicate)
    let leg = try #require(proposal.legs.first)
    #expect(leg.idName == "newClientOrderId")
    #expect(try leg.price == ExactDecimal("60000"))
    #expect(try leg.stopPrice == ExactDecimal("50000"))
    #expect(!leg.onlyReduces)
    #expect(
      proposal.summary
        == "sell 0.01 BTC at 60000 USDT or better, once the price falls to 50000 (STOP_LOSS_LIMIT, GTC)")
  }

  @Test @LoopActor func `its request has the id last, and is no read`() async throws {
    let proposal = try await OrderBench().proposal("create_order", Self.order("MARKET", ["quantity"]))
    let request = proposal.request(id: "abc")
    #expect(request.query.last?.name == "newClientOrderId")
    #expect(request.query.last?.value == "abc")
    #expect(!request.isRead)
    #expect(request.weight == 1)
  }
}
