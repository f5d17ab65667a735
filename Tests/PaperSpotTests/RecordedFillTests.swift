import Foundation
import PaperAccounts
import TestSupport
import Testing

@testable import PaperCore
@testable import PaperSpot

/// Orders that rest in a recorded market are filled when the recorded trades cross them, and never otherwise.
@Suite struct `Orders in recorded markets` {
  /// A session of our own, in the manner of a recorder: a book, its updates and trades.
  private static let session = """
    1000000000 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":5000,"s":"ABCUSDT","U":1,"u":9,"b":[],"a":[]}}
    1001000000 {"lastUpdateId":10,"bids":[["0.99000000","20.00000000"]],"asks":[["1.02000000","30.00000000"],["1.03000000","10.00000000"]]}
    1170000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5170,"s":"ABCUSDT","t":50,"p":"1.02000000","q":"4.00000000","T":5170,"m":false,"M":true}}
    1171000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5171,"s":"ABCUSDT","t":51,"p":"1.01000000","q":"3.00000000","T":5171,"m":false,"M":true}}
    1200000000 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":5200,"s":"ABCUSDT","U":11,"u":14,"b":[],"a":[["1.02000000","0.00000000"]]}}
    1300000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5300,"s":"ABCUSDT","t":52,"p":"1.00000000","q":"2.00000000","T":5300,"m":true,"M":true}}
    1350000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5350,"s":"ABCUSDT","t":53,"p":"0.98000000","q":"9.00000000","T":5350,"m":true,"M":true}}
    1400000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5400,"s":"ABCUSDT","t":54,"p":"1.04000000","q":"9.00000000","T":5400,"m":false,"M":true}}

    """

  /// The bytes of a recorded file, uncompressed; `nil`, said aloud, when it is absent.
  private func recording(_ name: String) throws -> [UInt8]? {
    guard let file = Repository.reference("binance/real/\(name)") else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](data)
  }

  /// Each order alone in the recording: when the first trade that crosses it comes, by the plainest rule.
  private func expectFills(_ recordings: [Recording], _ name: String, prices: [Int], from start: Int) throws
    -> Int
  {
    let exchange = PaperExchange(seed: 1)
    try exchange.replay(recordings, from: 0, speed: nil)
    let symbol = try #require(exchange.symbol(named: name))
    let market = try #require(symbol.market as? RecordedMarket)
    let end = try #require(market.endMilliseconds)
    var filledCount = 0
    for (index, price) in prices.enumerated() {
      for side in OrderSide.allCases {
        let accounts = Accounts()
        let account = try #require(accounts.open(now: 0))
        for asset in [symbol.listing.baseAsset, symbol.listing.quoteAsset] {
          accounts.issue(1_000_000 * 100_000_000, of: asset, to: account, now: 0)
        }
        let spot = SpotExchange(exchange: exchange, accounts: accounts, seed: 1)
        let placed: Placement
        do throws(OrderRefusal) {
          placed = try spot.place(
            NewOrder(side: side, type: .limitMaker, quantity: 100, price: price), on: symbol, by: account,
            now: start)
        } catch {
          #expect(error == .rejected("Order would immediately match and take."))
          continue
        }
        let crossing = market.trades.first { trade in
          guard trade.timeMilliseconds > start else { return false }
          if trade.priceTicks == price { return trade.isBuyerMaker == (side == .buy) }
          return side == .buy ? trade.priceTicks < price : trade.priceTicks > price
        }
        // Looking seldom or often makes no difference.
        if index % 2 == 0 { for time in stride(from: start, to: end, by: 977) { spot.advance(to: time) } }
        spot.advance(to: end)
        let order = try spot.order(.number(placed.order.number), on: symbol, of: account)
        #expect(order.status == (crossing == nil ? .new : .filled), "\(side) \(price)")
        if let crossing {
          filledCount += 1
          #expect(order.updateTime == crossing.timeMilliseconds, "\(side) \(price)")
          #expect(spot.fills(of: order).map(\.priceUnits) == [price])
        }
      }
    }
    return filledCount
  }

  @Test func `a session of our own`() throws {
    let recording = try Recording(Array(Self.session.utf8), symbol: nil)
    let prices = stride(from: 97_000_000, through: 105_000_000, by: 500_000).map { $0 }
    let count = try expectFills([recording], "ABCUSDT", prices: prices, from: 5_100)
    // Buyers at 0.98 to 1.015 and sellers at 0.995 to 1.04: at the last prices the taker was on the other
    // side.
    #expect(count == 18)
  }

  @Test func `an order takes what the recorded book shows at that moment, once`() throws {
    let exchange = PaperExchange(seed: 1)
    try exchange.replay([try Recording(Array(Self.session.utf8), symbol: nil)], from: 0, speed: nil)
    let symbol = try #require(exchange.symbol(named: "ABCUSDT"))
    let accounts = Accounts()
    let account = try #require(accounts.open(now: 0))
    accounts.issue(1_000 * 100_000_000, of: symbol.listing.quoteAsset, to: account, now: 0)
    let spot = SpotExchange(exchange: exchange, accounts: accounts, seed: 1)
    func buy(_ quantity: Int, at now: Int) throws -> [Int] {
      try spot.place(
        NewOrder(side: .buy, type: .market, quantity: quantity), on: symbol, by: account, now: now
      )
      .fills.flatMap { [$0.priceUnits, $0.quantityUnits] }
    }
    #expect(try buy(2_000_000_000, at: 5_100) == [102_000_000, 2_000_000_000])
    #expect(try buy(1_500_000_000, at: 5_150) == [102_000_000, 1_000_000_000, 103_000_000, 500_000_000])
    #expect(try buy(1_000_000_000, at: 5_250) == [103_000_000, 500_000_000])
  }

  @Test func `the recorded session of BTCUSDT`() throws {
    guard let bytes = try recording("hftbacktest_spot_btcusdt_20240808.gz") else { return }
    let recording = try Recording(bytes, symbol: nil)
    guard case .market(_, let market) = recording else { return }
    let start = try #require(market.startMilliseconds) + 60_000
    let last = try #require(market.lastTrade(at: start)).priceTicks
    let prices = (-12...12).map { last + $0 * 300_000_000 }
    let count = try expectFills([recording], "BTCUSDT", prices: prices, from: start)
    #expect(count > 5, "the recorded prices moved")
    #expect(count < 50, "but not as far as all of them")
  }

  @Test func `the recorded trades of ETHBTC`() throws {
    guard let bytes = try recording("trades1000_ETHBTC_2021-08-26.json.gz") else { return }
    let recording = try Recording(bytes, symbol: "ETHBTC")
    guard case .market(_, let market) = recording else { return }
    let first = try #require(market.trades.first)
    let prices = (-10...10).map { first.priceTicks + $0 * 300 }
    let count = try expectFills([recording], "ETHBTC", prices: prices, from: first.timeMilliseconds)
    #expect(count > 5)
  }
}
