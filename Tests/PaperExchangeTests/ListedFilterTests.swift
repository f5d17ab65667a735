import HTTP
import PaperAccounts
import Testing
import Values

@testable import PaperCore
@testable import PaperRoutes

@Suite struct `Listed filters` {
  /// The formats of filters.md, typed off, with its numbers.
  static let symbolFilters = [
    #"{"filterType":"PRICE_FILTER","minPrice":"0.00000100","maxPrice":"100000.00000000","tickSize":"0.00000100"}"#,
    #"{"filterType":"PERCENT_PRICE","multiplierUp":"1.3000","multiplierDown":"0.7000","avgPriceMins":5}"#,
    #"{"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"1.2","bidMultiplierDown":"0.2","#
      + #""askMultiplierUp":"5","askMultiplierDown":"0.8","avgPriceMins":1}"#,
    #"{"filterType":"LOT_SIZE","minQty":"0.00100000","maxQty":"100000.00000000","stepSize":"0.00100000"}"#,
    #"{"filterType":"MIN_NOTIONAL","minNotional":"0.00100000","applyToMarket":true,"avgPriceMins":5}"#,
    #"{"filterType":"NOTIONAL","minNotional":"10.00000000","applyMinToMarket":false,"#
      + #""maxNotional":"10000.00000000","applyMaxToMarket":false,"avgPriceMins":5}"#,
    #"{"filterType":"ICEBERG_PARTS","limit":10}"#,
    #"{"filterType":"MARKET_LOT_SIZE","minQty":"0.00100000","maxQty":"100000.00000000","stepSize":"0.00100000"}"#,
    #"{"filterType":"MAX_NUM_ORDERS","maxNumOrders":25}"#,
    #"{"filterType":"MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":5}"#,
    #"{"filterType":"MAX_NUM_ICEBERG_ORDERS","maxNumIcebergOrders":5}"#,
    #"{"filterType":"MAX_POSITION","maxPosition":"10.00000000"}"#,
    #"{"filterType":"TRAILING_DELTA","minTrailingAboveDelta":10,"maxTrailingAboveDelta":2000,"#
      + #""minTrailingBelowDelta":10,"maxTrailingBelowDelta":2000}"#,
    #"{"filterType":"MAX_NUM_ORDER_AMENDS","maxNumOrderAmends":10}"#,
    #"{"filterType":"MAX_NUM_ORDER_LISTS","maxNumOrderLists":20}"#,
  ]
  static let exchangeFilters = [
    #"{"filterType":"EXCHANGE_MAX_NUM_ORDERS","maxNumOrders":1000}"#,
    #"{"filterType":"EXCHANGE_MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":200}"#,
    #"{"filterType":"EXCHANGE_MAX_NUM_ICEBERG_ORDERS","maxNumIcebergOrders":10000}"#,
    #"{"filterType":"EXCHANGE_MAX_NUM_ORDER_LISTS","maxNumOrderLists":20}"#,
  ]

  @Test(arguments: symbolFilters)
  func `a symbol's filter is read from a recording and shown as documented`(_ text: String) throws {
    let filter = try #require(RecordedInformation.symbolFilter(JSONDocument(Array(text.utf8)).root))
    var writer = AnswerWriter()
    writer.filter(filter, quantityDecimals: 8)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: exchangeFilters)
  func `an exchange's filter is read from a recording and shown as documented`(_ text: String) throws {
    let filter = try #require(RecordedInformation.exchangeFilter(JSONDocument(Array(text.utf8)).root))
    var writer = AnswerWriter()
    writer.filter(filter)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }

  @Test func `a recorded exchangeInfo brings its filters with it`() throws {
    let text =
      #"{"timezone":"UTC","exchangeFilters":["# + Self.exchangeFilters.joined(separator: ",")
      + #",{"filterType":"UNHEARD_OF"}],"symbols":[{"symbol":"ABCEUR","status":"TRADING","baseAsset":"ABC","#
      + #""baseAssetPrecision":8,"quoteAsset":"EUR","filters":["#
      + Self.symbolFilters.joined(separator: ",") + "]}]}"
    let exchange = PaperExchange(seed: 1)
    #expect(exchange.exchangeFilters == BuiltInListings.exchangeFilters)
    try exchange.replay([try Recording(Array(text.utf8), symbol: nil)], from: 0, speed: 1)
    #expect(exchange.exchangeFilters.count == 4)
    #expect(exchange.symbol(named: "ABCEUR")?.listing.filters.count == 15)
    #expect(PaperClient(exchange: exchange).reply("exchangeInfo").body == Array(text.utf8))
  }

  @Test(arguments: [
    (
      #"{"filterType":"LOT_SIZE","minQty":"0.1"}"#,
      SymbolFilter.lotSize(minimum: 10_000_000, maximum: .max, step: 0)
    ),
    (
      #"{"filterType":"LOT_SIZE","minQty":"1","maxQty":"99999999999999","stepSize":"1"}"#,
      .lotSize(minimum: 100_000_000, maximum: .max, step: 100_000_000)
    ),
    (#"{"filterType":"MAX_NUM_ORDERS"}"#, .orderCount(maximum: .max)),
    (#"{"filterType":"PRICE_FILTER","maxPrice":"x"}"#, .price(minimum: 0, maximum: 0, tick: 0)),
  ])
  func `a bound that cannot be read binds nobody`(_ text: String, _ wanted: SymbolFilter) throws {
    #expect(try RecordedInformation.symbolFilter(JSONDocument(Array(text.utf8)).root) == wanted)
  }

  @Test(arguments: [
    #"{"filterType":"PERCENT_PRICE","multiplierUp":"1.3e1","multiplierDown":"0.7","avgPriceMins":5}"#,
    #"{"filterType":"PERCENT_PRICE","multiplierUp":"-1","multiplierDown":"0.7","avgPriceMins":5}"#,
    #"{"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"1"}"#, #"{"filterType":"UNHEARD_OF"}"#, "{}",
  ])
  func `what cannot be compared with is no filter`(_ text: String) throws {
    #expect(try RecordedInformation.symbolFilter(JSONDocument(Array(text.utf8)).root) == nil)
  }

  @Test func `the built-in symbols have every documented kind between them`() throws {
    let information = try PaperClient().json("exchangeInfo")
    var names: Set<String> = []
    for symbol in try #require(information["symbols"]).elements {
      for filter in try #require(symbol["filters"]).elements {
        names.insert(try #require(filter["filterType"]?.string))
      }
    }
    let documented = try (Self.symbolFilters + Self.exchangeFilters).map { text in
      try #require(JSONDocument(Array(text.utf8)).root["filterType"]?.string)
    }
    for filter in try #require(information["exchangeFilters"]).elements {
      names.insert(try #require(filter["filterType"]?.string))
    }
    #expect(names == Set(documented))
  }

  @Test func `myFilters shows those of the exchange, the symbol, and the assets of the account`() throws {
    let venue = PaperVenue(exchange: PaperExchange(seed: 1))
    let account = try #require(venue.accounts.open(now: 0))
    for (symbol, assets) in [("BTCEUR", 1), ("EURUSDT", 1), ("BTCUSDT", 0)] {
      let query = try #require(CheckedQuery("symbol=\(symbol)"))
      let answer = Answer(venue: venue, account: account, query: query, now: 0, wall: 0, timeFactor: 1)
      let root = try JSONDocument(answer.relevantFilters()).root
      #expect(root.members.map(\.key) == ["exchangeFilters", "symbolFilters", "assetFilters"])
      #expect(root["exchangeFilters"]?.count == 4)
      #expect(root["symbolFilters"]?.count == 11)
      #expect(root["assetFilters"]?.count == assets)
      if let filter = root["assetFilters"]?[0] {
        #expect(
          String(decoding: filter.rawBytes, as: UTF8.self)
            == #"{"filterType":"MAX_ASSET","asset":"EUR","limit":"1000000.00000000"}"#)
      }
    }
  }
}
