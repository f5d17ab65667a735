import HTTP
import Testing
import Values

@testable import PaperCore

@Suite struct `Listings` {
  @Test func `twenty symbols, one that begins with a digit, one that is not ASCII, one that stands still`()
    throws
  {
    let symbols = try #require(try PaperClient().json("exchangeInfo")["symbols"])
    let names = symbols.elements.compactMap { $0["symbol"]?.string }
    #expect(names.count == 20)
    #expect(Set(names).count == 20)
    #expect(names.contains("1INCHUSDT"))
    #expect(names.contains("币安人生USDT"))
    #expect(symbols.elements.filter { $0.isStatus("BREAK") }.count == 1)
    for listing in symbols.elements {
      let name = try #require(listing["symbol"]?.string)
      #expect(name == (listing["baseAsset"]?.string ?? "") + (listing["quoteAsset"]?.string ?? ""))
    }
  }

  @Test func `symbols have the filters of today's exchange, three have others, and they make sense`() throws {
    let wanted = [
      "PRICE_FILTER", "LOT_SIZE", "ICEBERG_PARTS", "MARKET_LOT_SIZE", "TRAILING_DELTA",
      "PERCENT_PRICE_BY_SIDE",
      "NOTIONAL", "MAX_NUM_ORDERS", "MAX_NUM_ORDER_LISTS", "MAX_NUM_ALGO_ORDERS", "MAX_NUM_ORDER_AMENDS",
    ]
    for listing in try #require(try PaperClient().json("exchangeInfo")["symbols"]).elements {
      let filters = try #require(listing["filters"])
      let names = filters.elements.compactMap { $0["filterType"]?.string }
      switch listing["symbol"]?.string {
      case "LTCBTC":
        #expect(names[5...6] == ["PERCENT_PRICE", "MIN_NOTIONAL"] && names.count == wanted.count)
      case "1INCHUSDT": #expect(names.filter { $0 != "MAX_POSITION" } == wanted && names.count == 12)
      case "ADAUSDT": #expect(names.filter { $0 != "MAX_NUM_ICEBERG_ORDERS" } == wanted && names.count == 12)
      default: #expect(names == wanted)
      }
      let price = try #require(filters[0])
      #expect(try price.amount("maxPrice").isMultiple(of: price.amount("tickSize")))
      #expect(try price.amount("minPrice") == price.amount("tickSize"))
      let lot = try #require(filters[1])
      #expect(try lot.amount("maxQty").isMultiple(of: lot.amount("stepSize")))
      #expect(try lot.amount("minQty") <= lot.amount("maxQty"))
    }
  }

  @Test func `symbols are chosen by name, permission and status`() throws {
    let client = PaperClient()
    #expect(try client.json("exchangeInfo?symbol=BTCUSDT")["symbols"]?.count == 1)
    #expect(try client.json("exchangeInfo?symbols=%5B%22BTCUSDT%22,%22ETHBTC%22%5D")["symbols"]?.count == 2)
    let margin = try #require(try client.json("exchangeInfo?permissions=MARGIN")["symbols"])
    #expect(margin.count > 0 && margin.count < 20)
    #expect(margin.elements.allSatisfy { $0["isMarginTradingAllowed"]?.boolean == true })
    #expect(try client.json("exchangeInfo?permissions=%5B%22MARGIN%22,%22SPOT%22%5D")["symbols"]?.count == 20)
    #expect(try client.json("exchangeInfo?symbolStatus=BREAK")["symbols"]?.count == 1)
    #expect(try client.json("exchangeInfo?symbolStatus=HALT")["symbols"]?.count == 0)
    let bare = try client.json("exchangeInfo?symbol=BTCUSDT&showPermissionSets=false")
    #expect(bare["symbols"]?[0]?["permissionSets"]?.count == 0)
  }

  @Test func `symbols of one coin move together`() throws {
    let exchange = PaperExchange(seed: 8)
    func change(_ name: String) throws -> Int {
      let market = try #require(exchange.symbol(named: name)).market
      let query = CandleQuery(interval: .oneWeek, endTime: PaperClient.noon, limit: 20)
      let candles = market.candles(query, at: PaperClient.noon)
      let first = try #require(candles.first).summary.openTicks
      return try #require(candles.last).summary.closeTicks * 10_000 / first
    }
    #expect(abs(try change("BTCUSDT") - change("BTCUSDC")) < 30, "within 0.3 percent")
    #expect(abs(try change("USDCUSDT") - 10_000) < 200, "a stable coin keeps its peg")
  }
}

extension JSONValue {
  fileprivate func isStatus(_ status: String) -> Bool { self["status"]?.string == status }
}
