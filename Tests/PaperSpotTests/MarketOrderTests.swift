import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Market orders` {
  @Test func `a market order takes what it needs and is filled`() throws {
    let desk = try Desk(bids: [(99_000, 1_000), (98_000, 5_000)])
    let placed = try desk.place(.market(.sell, 3_000))
    #expect(placed.fills.map(\.short) == [[99_000, 1_000], [98_000, 2_000]])
    #expect(placed.order.status == .filled && placed.order.timeInForce == .goodTillCanceled)
    // 295 less a tenth of a percent of each.
    #expect(desk.balance(0, "USDT") == [1_000_000 + 295_000 - 99 - 196, 0])
    #expect(desk.balance(0, "BTC") == [997_000, 0])
  }

  @Test func `when the book runs dry the rest expires`() throws {
    let desk = try Desk(asks: [(100_000, 1_000)])
    let placed = try desk.place(.market(.buy, 1_500))
    #expect(placed.order.status == .expired && placed.order.done == 1_000)
    #expect(placed.order.expiryReason == .insufficientLiquidity)
    #expect(desk.balance(0, "USDT") == [900_000, 0])
    #expect(try desk.place(.market(.buy, 1_500)).order.status == .expired, "nobody sells any more")
  }

  @Test func `an account that cannot pay all of it is refused`() throws {
    let desk = try Desk(asks: [(100_000, 20_000)])
    #expect(throws: SpotExchange.insufficientBalance) { try desk.place(.market(.buy, 10_001)) }
    #expect(try desk.place(.market(.buy, 10_000)).order.status == .filled)
    #expect(desk.balance(0, "USDT") == [0, 0])
    #expect(throws: SpotExchange.insufficientBalance) { try desk.place(.market(.sell, 2_000_000)) }
  }

  @Test func `an order by quote quantity spends as much as whole steps allow`() throws {
    let desk = try Desk(asks: [(100_000, 1_000), (101_000, 5_000)])
    // BTCUSDT has steps of 0.00001: 250 buys 1 at 100 and 1.48514 at 101.
    let placed = try desk.place(.market(.buy, quote: 250_000))
    #expect(placed.fills.map(\.quantityUnits) == [100_000_000, 148_514_000])
    #expect(placed.order.status == .filled)
    #expect(placed.order.originalQuantity == 248_514_000)
    #expect(placed.order.originalQuoteQuantity == 250_000 * Desk.milli)
    #expect(placed.order.executedQuoteUnits <= 250_000 * Desk.milli)
  }

  @Test func `a selling order by quote quantity sells as much as brings that much`() throws {
    let desk = try Desk(bids: [(100_000, 1_000), (99_000, 5_000)])
    let placed = try desk.place(.market(.sell, quote: 199_000))
    #expect(placed.fills.map(\.short) == [[100_000, 1_000], [99_000, 1_000]])
    #expect(placed.order.status == .filled)
  }

  @Test func `an order by quote quantity needs a book`() throws {
    let empty = try Desk()
    #expect(throws: OrderRefusal.rejected("Order book liquidity is less than symbol minimum quantity.")) {
      try empty.place(.market(.buy, quote: 250_000))
    }
    let desk = try Desk(asks: [(100_000, 1_000)])
    let placed = try desk.place(.market(.buy, quote: 250_000))
    #expect(placed.order.status == .expired && placed.order.done == 1_000)
    let tiny = try Desk(asks: [(100_000, 1_000)])
    #expect(throws: OrderRefusal.filter("LOT_SIZE")) {
      try tiny.place(NewOrder(side: .buy, type: .market, quoteQuantity: 100))
    }
  }

  @Test func `nobody takes the same level twice until it changes`() throws {
    let desk = try Desk(
      asks: [(100_000, 1_000), (110_000, 1_000)], books: [(50, [], [(100_000, 1_500), (110_000, 1_000)])])
    #expect(try desk.place(.market(.buy, 700), at: 10).fills.map(\.short) == [[100_000, 700]])
    #expect(
      try desk.place(.market(.buy, 700), by: 1, at: 20).fills.map(\.short) == [
        [100_000, 300], [110_000, 400],
      ])
    #expect(
      desk.spot.book(of: desk.symbol, limit: 5, now: 30).asks.map { $0.quantityUnits / Desk.milli } == [600])
    // The level at 100 changes; the one at 110 does not.
    #expect(
      try desk.place(.market(.buy, 2_000), at: 60).fills.map(\.short) == [[100_000, 1_500], [110_000, 500]])
  }

  @Test func `a level that would cross an account's order is no liquidity and not shown`() throws {
    let desk = try Desk(
      bids: [(90_000, 1_000)], asks: [(110_000, 1_000)],
      books: [(50, [(90_000, 1_000)], [(95_000, 1_000), (110_000, 1_000)])])
    try desk.place(.limit(.buy, 1_000, at: 100_000), at: 10)
    desk.spot.advance(to: 60)
    let book = desk.spot.book(of: desk.symbol, limit: 5, now: 60)
    #expect(book.asks.map(\.priceUnits) == [110_000 * Desk.milli])
    #expect(book.bids.map(\.priceUnits) == [100_000 * Desk.milli, 90_000 * Desk.milli])
    #expect(try desk.place(.market(.buy, 500), by: 1, at: 60).fills.map(\.short) == [[110_000, 500]])
    #expect(try desk.place(.market(.sell, 500), by: 1, at: 60).fills.map(\.short) == [[100_000, 500]])
  }
}
