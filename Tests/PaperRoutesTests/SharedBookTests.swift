import Testing
import Values

@testable import PaperRoutes

/// The public book with accounts' orders in it.
@Suite struct `The book with accounts' orders` {
  @Test func `shows what rests and is never crossed`() throws {
    let desk = SpotDesk()
    let before = try desk.json("GET", "depth", "symbol=BTCUSDT&limit=5000")
    let price = try #require(before["asks"]?[5]?[0]?.string)
    _ = try desk.bytes(
      "POST", "order", "symbol=BTCUSDT&side=SELL&type=LIMIT_MAKER&quantity=1.5&price=\(price)")
    let after = try desk.json("GET", "depth", "symbol=BTCUSDT&limit=5000")
    func quantity(_ book: JSONValue) throws -> ExactDecimal {
      let level = try #require(book["asks"]).list.first { $0[0]?.string == price }
      return level?[1]?.decimal ?? .zero
    }
    #expect(try quantity(after) == quantity(before).adding(ExactDecimal("1.5")))
    for step in 0..<50 {
      desk.now += step * 10_000
      let book = try desk.json("GET", "depth", "symbol=BTCUSDT&limit=20")
      let bids = try #require(book["bids"]).list.map { try #require($0[0]?.decimal) }
      let asks = try #require(book["asks"]).list.map { try #require($0[0]?.decimal) }
      #expect(bids == bids.sorted(by: >))
      #expect(asks == asks.sorted(by: <))
      #expect(bids[0] < asks[0])
      let ticker = try desk.json("GET", "ticker/bookTicker", "symbol=BTCUSDT")
      #expect(ticker["bidPrice"]?.decimal == bids[0])
      #expect(ticker["askPrice"]?.decimal == asks[0])
      let day = try desk.json("GET", "ticker/24hr", "symbol=BTCUSDT")
      #expect(day["bidPrice"]?.decimal == bids[0])
    }
  }

  @Test func `an iceberg shows only its tip`() throws {
    let desk = SpotDesk()
    let before = try desk.json("GET", "depth", "symbol=BTCUSDT&limit=10")
    let price = try #require(before["asks"]?[5]?[0]?.string)
    let rested = try #require(before["asks"]?[5]?[1]?.decimal)
    _ = try desk.bytes(
      "POST", "order",
      "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=2&icebergQty=0.5&price=\(price)")
    let book = try desk.json("GET", "depth", "symbol=BTCUSDT&limit=5000")
    let level = try #require(book["asks"]).list.first { $0[0]?.string == price }
    #expect(try #require(level?[1]?.decimal) == rested.adding(ExactDecimal("0.5")))
  }
}
