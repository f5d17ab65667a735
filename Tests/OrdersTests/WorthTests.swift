import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `What an order is worth` {
  @LoopActor
  private static func worth(
    _ bench: OrderBench, _ tool: String, _ arguments: String, in quote: String = "USDT"
  ) async throws -> [String] {
    let proposal = try await bench.proposal(tool, arguments)
    return try await bench.desk.notional(of: proposal, in: quote, for: bench.call()).map(\.description)
  }

  private static func order(_ side: String, _ type: String, _ more: String) -> String {
    "{\"symbol\":\"BTCUSDT\",\"side\":\"\(side)\",\"type\":\"\(type)\",\(more)}"
  }

  @Test @LoopActor func `a buyer's limit is the most it can cost, wherever the market is`() async throws {
    let bench = OrderBench()
    for (price, worth) in [("50000", "500"), ("61000", "610")] {
      let order = Self.order("BUY", "LIMIT", "\"quantity\":\"0.01\",\"price\":\"\(price)\"")
      #expect(try await Self.worth(bench, "create_order", order) == [worth])
    }
  }

  @Test @LoopActor func `a seller gives away what the market pays, or what it asks if that is more`()
    async throws
  {
    let bench = OrderBench()
    for (price, worth) in [("50000", "599.9"), ("61000", "610")] {
      let order = Self.order("SELL", "LIMIT", "\"quantity\":\"0.01\",\"price\":\"\(price)\"")
      #expect(try await Self.worth(bench, "create_order", order) == [worth])
    }
  }

  @Test @LoopActor func `a market order is worth the book's price and one percent`() async throws {
    let bench = OrderBench()
    let buy = Self.order("BUY", "MARKET", #""quantity":"0.01""#)
    let sell = Self.order("SELL", "MARKET", #""quantity":"0.01""#)
    #expect(try await Self.worth(bench, "create_order", buy) == ["606.101"], "60010 × 1.01 × 0.01")
    #expect(try await Self.worth(bench, "create_order", sell) == ["605.899"], "59990 × 1.01 × 0.01")
    #expect(OrderDesk.marketMarginPercent == 1)
  }

  @Test @LoopActor func `an order by its value is worth that`() async throws {
    let order = Self.order("BUY", "MARKET", #""quote_quantity":"123.45""#)
    #expect(try await Self.worth(OrderBench(), "create_order", order) == ["123.45"])
  }

  @Test @LoopActor func `a stop is worth its trigger when that is the higher price`() async throws {
    let bench = OrderBench()
    let above = Self.order("BUY", "STOP_LOSS", #""quantity":"0.01","stop_price":"65000""#)
    #expect(try await Self.worth(bench, "create_order", above) == ["656.5"], "65000 × 1.01 × 0.01")
    let below = Self.order("SELL", "STOP_LOSS", #""quantity":"0.01","stop_price":"50000""#)
    #expect(try await Self.worth(bench, "create_order", below) == ["605.899"])
    let trailing = Self.order("BUY", "STOP_LOSS", #""quantity":"0.01","trailing_delta":1000"#)
    #expect(try await Self.worth(bench, "create_order", trailing) == ["666.111"], "60010 × 1.11 × 0.01")
    let limited = Self.order(
      "SELL", "TAKE_PROFIT_LIMIT", #""quantity":"0.01","stop_price":"70000","price":"69000""#)
    #expect(try await Self.worth(bench, "create_order", limited) == ["700"])
  }

  @Test @LoopActor func `of an OCO the dearer order counts, since a fill of one cancels the other`()
    async throws
  {
    let worths = try await Self.worth(
      OrderBench(), "create_order_list",
      #"""
      {"kind":"OCO","symbol":"BTCUSDT","side":"SELL","quantity":"0.01","above_type":"LIMIT_MAKER",\#
      "above_price":"70000","below_type":"STOP_LOSS_LIMIT","below_stop_price":"55000","below_price":"54900"}
      """#)
    #expect(worths == ["700", "0"])
  }

  @Test @LoopActor func `of an OTO both count, and of an OTOCO the first and the dearer of the pair`()
    async throws
  {
    let bench = OrderBench()
    let oto = try await Self.worth(
      bench, "create_order_list",
      #"""
      {"kind":"OTO","symbol":"BTCUSDT","working_type":"LIMIT","working_side":"BUY","working_quantity":"0.01",\#
      "working_price":"59000","pending_type":"MARKET","pending_side":"SELL","pending_quantity":"0.01"}
      """#)
    #expect(oto == ["590", "605.899"])
    let otoco = try await Self.worth(
      bench, "create_order_list",
      #"""
      {"kind":"OTOCO","symbol":"BTCUSDT","working_type":"LIMIT","working_side":"BUY",\#
      "working_quantity":"0.01","working_price":"59000","pending_side":"SELL","pending_quantity":"0.01",\#
      "above_type":"LIMIT_MAKER","above_price":"70000","below_type":"STOP_LOSS","below_stop_price":"55000"}
      """#)
    #expect(otoco == ["590", "700", "0"])
  }

  @Test @LoopActor func `futures go by the contract's own book`() async throws {
    let bench = OrderBench()
    bench.positions = #"[{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":"-0.5"}]"#
    let limit = #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.01","price":"59000"}"#
    #expect(try await Self.worth(bench, "create_futures_order", limit) == ["590"])
    #expect(bench.exchange.paths.allSatisfy { $0.hasPrefix("/fapi/") })
    let closing = try await Self.worth(bench, "close_position", #"{"symbol":"BTCUSDT"}"#)
    #expect(closing == ["30305.05"], "0.5 × 60010 × 1.01")
    let whole = try await Self.worth(
      bench, "create_futures_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"STOP_MARKET","stop_price":"65000","close_position":true}"#)
    #expect(whole == ["32825"], "0.5 × 65000 × 1.01")
  }

  private static var ethBTC: SymbolFixture {
    var fixture = SymbolFixture(symbol: "ETHBTC", base: "ETH", quote: "BTC")
    fixture.filters["PRICE_FILTER"] = #""minPrice":"0.00001","maxPrice":"1000","tickSize":"0.00001""#
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    fixture.filters["NOTIONAL"] = nil
    return fixture
  }

  private static let eth =
    #"{"symbol":"ETHBTC","side":"BUY","type":"LIMIT","quantity":"2","price":"0.05"}"#

  @Test @LoopActor func `another quote asset is converted by the pair of the two`() async throws {
    let bench = OrderBench(Self.ethBTC)
    #expect(try await Self.worth(bench, "create_order", Self.eth) == ["6001"], "0.1 × the ask 60010")
    #expect(try await Self.worth(bench, "create_order", Self.eth, in: "BTC") == ["0.1"])
  }

  @Test @LoopActor func `or by the pair the other way round, rounded up`() async throws {
    let bench = OrderBench()
    let order = Self.order("BUY", "LIMIT", #""quantity":"0.01","price":"60000""#)
    let worths = try await Self.worth(bench, "create_order", order, in: "BTC")
    #expect(worths == ["0.01000167"], "600 over the bid 59990 is 0.010001666…")
  }

  @Test @LoopActor func `or over a third asset`() async throws {
    let bench = OrderBench(Self.ethBTC)
    bench.quotes = ["BTCUSDT": ("59990", "60000"), "EURUSDT": ("1.2", "1.21")]
    #expect(try await Self.worth(bench, "create_order", Self.eth, in: "EUR") == ["5000"], "0.1 × 60000 / 1.2")
    #expect(bench.exchange.requests.count <= CallContext.sendCountMaxOfWrite)
  }

  @Test @LoopActor func `without a price nothing is valued`() async throws {
    let bench = OrderBench(Self.ethBTC)
    let proposal = try await bench.proposal("create_order", Self.eth)
    await #expect {
      _ = try await bench.desk.notional(of: proposal, in: "XYZ", for: bench.call())
    } throws: { error in
      let failure = error as? ToolFailure
      return failure?.kind == .policyRefused
        && failure?.message.hasPrefix("there is no price of BTC in XYZ, in which the operator's limits")
          == true
    }
  }

  @Test @LoopActor func `a pair whose book is empty leads nowhere`() async throws {
    let bench = OrderBench(Self.ethBTC)
    bench.quotes = ["BTCUSDT": ("0.00", "0.00")]
    let proposal = try await bench.proposal("create_order", Self.eth)
    await #expect(throws: ToolFailure.self) {
      _ = try await bench.desk.notional(of: proposal, in: "USDT", for: bench.call())
    }
  }

  @Test @LoopActor func `an empty side is valued by the other, and an empty book by the last price`()
    async throws
  {
    let bench = OrderBench()
    let buy = Self.order("BUY", "MARKET", #""quantity":"0.01""#)
    bench.quotes = ["BTCUSDT": ("59000", "0.00")]
    #expect(try await Self.worth(bench, "create_order", buy) == ["595.9"])
    bench.nowMilliseconds += 1_000
    bench.quotes = ["BTCUSDT": ("0.00", "0.00")]
    #expect(try await Self.worth(bench, "create_order", buy) == ["606"], "the last price 60000")
    bench.nowMilliseconds += 1_000
    bench.averagePrice = "0.00"
    await #expect {
      _ = try await Self.worth(bench, "create_order", buy)
    } throws: { ($0 as? ToolFailure)?.kind == .policyRefused }
  }

  @Test @LoopActor func `a book's price is asked for once a second`() async throws {
    let bench = OrderBench()
    func count() -> Int { bench.exchange.paths.filter { $0 == "/api/v3/ticker/bookTicker" }.count }
    for _ in 0..<3 {
      _ = try await bench.desk.marketPrice(of: "BTCUSDT", on: .spot, side: "BUY", for: bench.call())
    }
    #expect(count() == 1)
    bench.nowMilliseconds += 1_000
    let price = try await bench.desk.marketPrice(of: "BTCUSDT", on: .spot, side: "SELL", for: bench.call())
    #expect(try price == ExactDecimal("59990"))
    #expect(count() == 2)
  }

  @Test @LoopActor func `a pegged buyer may pay as deep as it names`() async throws {
    let bench = OrderBench()
    let order = Self.order(
      "BUY", "LIMIT", #""quantity":"0.01","peg_price_type":"MARKET_PEG","peg_offset_levels":2"#)
    let proposal = try await bench.proposal("create_order", order)
    bench.asks = [("60010", "1"), ("61000", "1"), ("62000", "1"), ("90000", "1")]
    let worths = try await bench.desk.notional(of: proposal, in: "USDT", for: bench.call())
    #expect(worths.map(\.description) == ["626.2"], "62000 × 1.01 × 0.01")
  }

  @Test(arguments: ["BUY", "SELL"]) @LoopActor
  func `a peg decides, whatever price stands beside it`(side: String) async throws {
    let bench = OrderBench()
    let order = Self.order(
      side, "LIMIT", #""quantity":"0.01","peg_price_type":"MARKET_PEG","peg_offset_levels":2"#)
    var proposal = try await bench.proposal("create_order", order)
    proposal.legs[0].price = ExactDecimal(12_000)
    bench.asks = [("60010", "1"), ("61000", "1"), ("62000", "1"), ("90000", "1")]
    let worths = try await bench.desk.notional(of: proposal, in: "USDT", for: bench.call())
    #expect(worths.map(\.description) == ["626.2"], "62000 × 1.01 × 0.01")
  }

  @Test @LoopActor func `a market buyer is valued by as much of the book as it eats`() async throws {
    let bench = OrderBench()
    bench.asks = [("60010", "1"), ("61000", "1"), ("70000", "10")]
    let market = Self.order("BUY", "MARKET", #""quantity":"3""#)
    #expect(try await Self.worth(bench, "create_order", market) == ["192920.1"], "191010 × 1.01")
    let small = Self.order("BUY", "MARKET", #""quantity":"1""#)
    #expect(try await Self.worth(bench, "create_order", small) == ["60610.1"])
    let stop = Self.order("BUY", "STOP_LOSS", #""quantity":"2","stop_price":"65000""#)
    let worth = try await Self.worth(bench, "create_order", stop)
    #expect(worth == ["132299.9"], "(65000 + 60505 − 60010) × 2 × 1.01")
  }

  @Test @LoopActor func `and refused when the book that was read does not hold it`() async throws {
    let bench = OrderBench()
    bench.asks = [("60010", "1"), ("61000", "1")]
    await #expect {
      _ = try await Self.worth(bench, "create_order", Self.order("BUY", "MARKET", #""quantity":"3""#))
    } throws: {
      let failure = $0 as? ToolFailure
      return failure?.kind == .policyRefused && failure?.message.contains("does not hold 3 BTC") == true
    }
  }

  @Test @LoopActor func `what cannot be computed is refused`() async throws {
    var fixture = SymbolFixture()
    fixture.filters = [
      "PRICE_FILTER": #""minPrice":"0","maxPrice":"0","tickSize":"0""#,
      "LOT_SIZE": #""minQty":"0","maxQty":"0","stepSize":"0""#,
    ]
    let bench = OrderBench(fixture)
    let amount = "99999999999999999999.12345678"
    let order = Self.order("BUY", "LIMIT", "\"quantity\":\"\(amount)\",\"price\":\"\(amount)\"")
    await #expect {
      _ = try await Self.worth(bench, "create_order", order)
    } throws: {
      ($0 as? ToolFailure)?.message == "the order on BTCUSDT is too large to be valued; it was not sent"
    }
  }
}
