import Catalog
import Testing

/// The tables of the exchange's "Market Data endpoints" document.
@Suite struct `Request weights` {
  @Test func `a price costs 2 for one symbol and 4 for several or all`() {
    let weight = Endpoint.tickerPrice.weight
    #expect(weight.value(for: .one) == 2)
    #expect(weight.value(for: .several(1)) == 4)
    #expect(weight.value(for: .several(100)) == 4)
    #expect(weight.value(for: .all) == 4)
  }

  @Test func `24 hour statistics cost by the number of symbols`() {
    let weight = Endpoint.ticker24Hours.weight
    let expected = [1: 2, 20: 2, 21: 40, 100: 40, 101: 80, 5000: 80]
    for (count, value) in expected { #expect(weight.value(for: .several(count)) == value) }
    #expect(weight.value(for: .one) == 2)
    #expect(weight.value(for: .all) == 80)
  }

  @Test func `rolling statistics cost 4 a symbol up to 200`() {
    let weight = Endpoint.tickerRolling.weight
    let expected = [1: 4, 49: 196, 50: 200, 51: 200, Int.max: 200]
    for (count, value) in expected where count < Int.max {
      #expect(weight.value(for: .several(count)) == value)
    }
    #expect(weight.value(for: .one) == 4)
    #expect(weight.value(for: .all) == 200)
  }

  @Test func `a book costs by its limit`() {
    let weight = Endpoint.depth.weight
    let expected = [1: 5, 100: 5, 101: 25, 500: 25, 501: 50, 1000: 50, 1001: 250, 5000: 250, 9000: 250]
    for (limit, value) in expected { #expect(weight.value(limit: limit) == value) }
    #expect(weight.value() == 250, "an unknown limit costs the most")
  }

  @Test func `fixed weights are as documented`() {
    let expected: [(Endpoint, Int)] = [
      (.exchangeInfo, 20), (.klines, 2), (.trades, 25), (.historicalTrades, 25), (.aggregateTrades, 4),
      (.averagePrice, 2), (.time, 1),
    ]
    for (endpoint, value) in expected { #expect(endpoint.weight.value() == value, "\(endpoint.path)") }
  }
}
