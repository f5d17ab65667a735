import HTTP
import PaperAccounts
import PaperCore
import PaperFutures
import PaperRoutes
import Testing
import Values

@Suite struct `A recorded futures exchangeInfo` {
  /// Two contracts, one of them not perpetual, and one that spot lists with another tick.
  static let text = #"""
    {"timezone":"UTC","symbols":[{"symbol":"BTCUSDT_210924","pair":"BTCUSDT","contractType":"CURRENT_QUARTER"},
    {"symbol":"ETHUSDT","pair":"ETHUSDT","contractType":"PERPETUAL","onboardDate":1569398400000,"status":"TRADING",
    "baseAsset":"ETH","quoteAsset":"USDT","marginAsset":"USDT","pricePrecision":2,"quantityPrecision":3,
    "liquidationFee":"0.005","filters":[
    {"minPrice":"39.86","maxPrice":"100000","filterType":"PRICE_FILTER","tickSize":"0.01"},
    {"stepSize":"0.001","filterType":"LOT_SIZE","maxQty":"10000","minQty":"0.001"},
    {"limit":200,"filterType":"MAX_NUM_ORDERS"},{"notional":"5","filterType":"MIN_NOTIONAL"}]},
    {"symbol":"ADAUSDT","pair":"ADAUSDT","contractType":"PERPETUAL","onboardDate":1580428800000,"status":"TRADING",
    "baseAsset":"ADA","quoteAsset":"USDT","marginAsset":"USDT","pricePrecision":3,"quantityPrecision":0,
    "filters":[{"minPrice":"0.001","maxPrice":"1000","filterType":"PRICE_FILTER","tickSize":"0.001"},
    {"stepSize":"1","filterType":"LOT_SIZE","maxQty":"10000","minQty":"1"}]}]}
    """#

  @Test func `gives the contracts, whose index is the spot symbol's where the ticks allow`() throws {
    let recording = try Recording(Array(Self.text.utf8), symbol: nil)
    guard case .futuresInformation(let bytes) = recording else {
      Issue.record("taken for \(recording)")
      return
    }
    let exchange = PaperExchange(seed: 7)
    let futures = try FuturesExchange(exchange: exchange, accounts: Accounts(), information: bytes)
    #expect(futures.contracts.map(\.contract.symbol) == ["ETHUSDT", "ADAUSDT"])
    let contract = futures.contracts[0].contract
    #expect(contract.priceTicksMin == 3_986 && contract.lotSteps == 1...10_000_000)
    #expect(contract.notionalUnitsMin == 500_000_000 && contract.liquidationFee == 500_000)
    let spot = try #require(exchange.symbol(named: "ETHUSDT")).market
    let now = PaperClient.noon
    let price = try #require(spot.lastTrade(at: now / 1_000 * 1_000)).priceTicks * 1_000_000
    #expect(futures.contracts[0].market.indexPrice(at: now) == price)
    // Coarser than spot: a market of its own, near it.
    let ada = futures.contracts[1].market
    let own = try #require(exchange.symbol(named: "ADAUSDT")?.market.lastTrade(at: now))
    #expect(abs(ada.indexPrice(at: now) - own.priceTicks * 10_000) < own.priceTicks * 10_000)
    #expect(ada.indexPrice(at: now) % 100_000 == 0)
  }

  @Test func `is answered as it was recorded`() throws {
    let venue = try PaperVenue(exchange: PaperExchange(seed: 7), futuresInformation: Array(Self.text.utf8))
    let router = Router(venue: venue)
    let request = HTTPRequest(method: "GET", target: "/fapi/v1/exchangeInfo", headers: HTTPHeaders([]))
    #expect(router.reply(to: request, from: "127.0.0.1", now: PaperClient.noon).body == Array(Self.text.utf8))
  }

  @Test(arguments: [
    #"{"symbols":[{"contractType":"PERPETUAL"}]}"#, #"{"symbols":[{"contractType":"NEXT_QUARTER"}]}"#, "{",
  ])
  func `that is broken is refused`(_ text: String) {
    #expect(throws: Recording.Failure.self) {
      try FuturesExchange(
        exchange: PaperExchange(seed: 1), accounts: Accounts(), information: Array(text.utf8))
    }
  }

  @Test func `of 2021 lists all its perpetual contracts`() throws {
    guard let bytes = try Reference.recording("exchangeInfo_usdm_2021-07-22.json.gz") else { return }
    let futures = try FuturesExchange(
      exchange: PaperExchange(seed: 7), accounts: Accounts(), information: bytes)
    let document = try JSONDocument(bytes, limits: .exchangeReply).root
    let perpetual = document["symbols"]?.elements.count { $0["contractType"]?.string == "PERPETUAL" }
    #expect(futures.contracts.count == perpetual)
    for listed in futures.contracts {
      let mark = listed.market.markPrice(at: PaperClient.noon)
      #expect(mark > 0, "\(listed.contract.symbol)")
      #expect(listed.market.book(limit: 5, at: PaperClient.noon).isCrossed == false)
    }
  }
}
