import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Stop orders` {
  private func tape(_ prices: [Int]) -> [Desk.Print] {
    prices.enumerated().map { .init(time: 100 * ($0 + 1), price: $1, quantity: 1, takerSold: true) }
  }

  @Test(arguments: [
    (OrderType.stopLossLimit, OrderSide.buy, 105_000, 300), (.stopLossLimit, .sell, 95_000, 400),
    (.takeProfitLimit, .buy, 95_000, 400), (.takeProfitLimit, .sell, 105_000, 300),
    (.stopLoss, .buy, 105_000, 300), (.stopLoss, .sell, 95_000, 400), (.takeProfit, .buy, 95_000, 400),
    (.takeProfit, .sell, 105_000, 300),
  ])
  func `each kind waits for its own direction`(_ type: OrderType, side: OrderSide, stop: Int, time: Int)
    throws
  {
    let desk = try Desk(
      bids: [(50_000, 9_000)], asks: [(150_000, 9_000)], tape: tape([100_000, 101_000, 105_000, 95_000]))
    let isLimit = type == .stopLossLimit || type == .takeProfitLimit
    let placed = try desk.place(
      .stop(type, side, 1_000, stop: stop, limit: isLimit ? (side == .buy ? 60_000 : 140_000) : nil), at: 150)
    #expect(placed.order.status == .new && !placed.order.isWorking && placed.order.workingTime == nil)
    #expect(try desk.order(1, at: time - 1).workingTime == nil)
    let order = try desk.order(1, at: time)
    #expect(order.workingTime == time)
    #expect(order.status == (isLimit ? .new : .filled))
  }

  @Test func `a stop that is already past its price is refused`() throws {
    let desk = try Desk(tape: tape([100_000]))
    let refusal = OrderRefusal.rejected("Order would trigger immediately.")
    #expect(throws: refusal) { try desk.place(.stop(.stopLoss, .buy, 1, stop: 100_000), at: 150) }
    #expect(throws: refusal) { try desk.place(.stop(.stopLoss, .sell, 1, stop: 100_000), at: 150) }
    #expect(throws: refusal) { try desk.place(.stop(.takeProfit, .buy, 1, stop: 100_000), at: 150) }
    #expect(throws: refusal) {
      try desk.place(.stop(.takeProfitLimit, .sell, 1, stop: 99_000, limit: 99_000), at: 150)
    }
    #expect(try desk.place(.stop(.takeProfit, .sell, 1, stop: 100_001), at: 150).order.status == .new)
  }

  @Test func `a market stop pays what the book asks when it is triggered, or expires for lack of funds`()
    throws
  {
    let desk = try Desk(asks: [(200_000, 9_000)], tape: tape([100_000, 110_000]))
    try desk.place(.stop(.stopLoss, .buy, 3_000, stop: 110_000), at: 150)
    #expect(desk.balance(0, "USDT") == [670_000, 330_000])
    try desk.place(.stop(.stopLoss, .buy, 2_500, stop: 110_000), at: 150)
    desk.spot.advance(to: 200)
    #expect(try desk.order(1).status == .filled)
    #expect(try desk.order(2).status == .expired)
    #expect(try desk.order(2).expiryReason == .rejected)
    #expect(desk.balance(0, "USDT") == [400_000, 0])
  }

  @Test func `stops that one trade triggers go to work in the order of their numbers`() throws {
    let desk = try Desk(bids: [(90_000, 1_500)], tape: tape([100_000, 94_000]))
    try desk.place(.stop(.stopLoss, .sell, 1_000, stop: 95_000), by: 1, at: 150)
    try desk.place(.stop(.stopLoss, .sell, 1_000, stop: 99_000), by: 0, at: 150)
    desk.spot.advance(to: 500)
    #expect(try desk.order(1, of: 1).status == .filled)
    #expect(try desk.order(2).done == 500)
    #expect(try desk.order(2).expiryReason == .insufficientLiquidity)
  }

  @Test func `a triggered limit order is not filled by the trade that triggered it`() throws {
    let desk = try Desk(tape: tape([100_000, 94_000, 94_000]))
    try desk.place(.stop(.takeProfitLimit, .buy, 2, stop: 95_000, limit: 95_000), at: 150)
    #expect(try desk.order(1, at: 250).done == 0)
    #expect(try desk.order(1, at: 300).done == 1)
  }

  @Test func `trailing stops of the five documented scenarios trigger when they should`() throws {
    // faqs/trailing-stop-faq.md, scenarios A to E: the prices at which the courses turn.
    let scenarios: [(NewOrder, [Int], Int)] = [
      (
        .stop(.stopLossLimit, .buy, 1, stop: 44_000, limit: 45_000, delta: 500),
        [40_000, 37_000, 44_000, 45_000, 46_000, 42_000, 44_099, 44_100], 800
      ),
      (
        .stop(.stopLossLimit, .sell, 1, stop: 39_000, limit: 38_000, delta: 1_000),
        [40_000, 41_500, 39_000, 37_000, 41_000, 36_901, 36_900], 700
      ),
      (
        .stop(.takeProfitLimit, .buy, 1, stop: 38_000, limit: 38_500, delta: 850),
        [40_000, 42_000, 38_000, 37_000, 39_000, 38_000, 40_144, 40_145], 800
      ),
      (
        .stop(.takeProfitLimit, .sell, 1, stop: 42_000, limit: 41_000, delta: 750),
        [40_000, 41_500, 39_000, 42_000, 45_000, 44_000, 46_500, 43_013, 43_012], 900
      ),
      (
        .stop(.stopLossLimit, .sell, 1, limit: 39_000, delta: 700),
        [40_000, 42_000, 39_500, 45_500, 42_316, 42_315], 600
      ),
    ]
    for (order, prices, time) in scenarios {
      let desk = try Desk(tape: tape(prices))
      try desk.place(order, at: 150)
      #expect(try desk.order(1, at: time - 1).workingTime == nil, "\(order)")
      #expect(try desk.order(1, at: time).workingTime == time, "\(order)")
    }
  }

  @Test func `a trailing stop says since when it follows the price`() throws {
    let desk = try Desk(tape: tape([40_000, 44_000]))
    let waits = try desk.place(
      .stop(.stopLossLimit, .buy, 1, stop: 44_000, limit: 45_000, delta: 500), at: 150)
    #expect(waits.order.trailingTime == nil)
    #expect(try desk.order(1, at: 200).trailingTime == 200)
    let follows = try desk.place(.stop(.stopLossLimit, .sell, 1, limit: 39_000, delta: 700), at: 250)
    #expect(follows.order.trailingTime == 250)
    #expect(throws: OrderRefusal.filter("TRAILING_DELTA")) {
      try desk.place(.stop(.stopLoss, .sell, 1, delta: 10_000), at: 260)
    }
  }
}
