import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Fills by the tape` {
  @Test func `a trade through the price fills at the order's own price, as maker`() throws {
    let desk = try Desk(tape: [.init(time: 100, price: 94_000, quantity: 5_000, takerSold: false)])
    try desk.place(.limit(.buy, 2_000, at: 95_000), at: 10)
    #expect(try desk.order(1, at: 99).status == .new)
    let order = try desk.order(1, at: 100)
    #expect(order.status == .filled && order.updateTime == 100)
    let fill = try #require(desk.spot.fills(of: order).first)
    #expect(fill.short == [95_000, 2_000] && fill.isMaker && fill.time == 100)
    #expect(fill.counterpartOrderNumber == nil)
    #expect(desk.balance(0, "USDT") == [810_000, 0])
    #expect(desk.balance(0, "BTC") == [1_001_998, 0])
  }

  @Test(arguments: [true, false])
  func `at the very price an order is filled when the taker was on the other side`(_ takerSold: Bool) throws {
    let desk = try Desk(tape: [.init(time: 100, price: 95_000, quantity: 5_000, takerSold: takerSold)])
    try desk.place(.limit(.buy, 2_000, at: 95_000), at: 10)
    try desk.place(.limit(.sell, 2_000, at: 95_001), by: 1, at: 10)
    #expect(try desk.order(1, at: 200).status == (takerSold ? .filled : .new))
    #expect(try desk.order(2, of: 1).status == .new)
    let other = try Desk(tape: [.init(time: 100, price: 95_000, quantity: 5_000, takerSold: takerSold)])
    try other.place(.limit(.sell, 2_000, at: 95_000), at: 10)
    #expect(try other.order(1, at: 200).status == (takerSold ? .new : .filled))
  }

  @Test func `a trade fills no more than its quantity, best price first, then time`() throws {
    let desk = try Desk(tape: [
      .init(time: 100, price: 94_000, quantity: 2_500, takerSold: true),
      .init(time: 101, price: 94_000, quantity: 1_000, takerSold: true),
    ])
    for (person, price) in [(0, 95_000), (1, 96_000), (2, 95_000)] {
      try desk.place(.limit(.buy, 1_000, at: price), by: person, at: 10)
    }
    desk.spot.advance(to: 100)
    #expect(try desk.order(2, of: 1).done == 1_000)
    #expect(try desk.order(1).done == 1_000)
    #expect(try desk.order(3, of: 2).done == 500)
    #expect(try desk.order(3, of: 2, at: 101).status == .filled)
  }

  @Test func `trades of the past fill nothing`() throws {
    let desk = try Desk(tape: [
      .init(time: 100, price: 90_000, quantity: 2_500, takerSold: true),
      .init(time: 300, price: 99_000, quantity: 2_500, takerSold: true),
    ])
    try desk.place(.limit(.buy, 1_000, at: 95_000), at: 100)
    #expect(try desk.order(1, at: 1_000).status == .new)
  }

  @Test func `an iceberg order shows a part, and the next part stands behind the others`() throws {
    let desk = try Desk(tape: [.init(time: 100, price: 94_000, quantity: 2_500, takerSold: true)])
    try desk.place(.limit(.buy, 3_000, at: 95_000, iceberg: 1_000), at: 10)
    try desk.place(.limit(.buy, 1_000, at: 95_000), by: 1, at: 11)
    let shown = { desk.spot.restingLevels(on: desk.symbol).bids.map { $0.quantityUnits / Desk.milli } }
    #expect(shown() == [2_000])
    #expect(try desk.order(1, at: 100).done == 1_500)
    #expect(try desk.order(2, of: 1).status == .filled)
    #expect(shown() == [500])
    // The rest of the part that is shown, then the last part.
    let taker = try desk.place(.limit(.sell, 1_200, at: 95_000), by: 2, at: 200)
    #expect(taker.fills.map(\.short) == [[95_000, 500], [95_000, 700]])
    #expect(shown() == [300])
  }

  @Test func `a taker goes through all parts of an iceberg order in turn with the others`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 2_500, at: 95_000, iceberg: 1_000))
    try desk.place(.limit(.buy, 1_500, at: 95_000, iceberg: 500), by: 1)
    let taker = try desk.place(.limit(.sell, 4_000, at: 95_000), by: 2)
    #expect(taker.fills.map(\.counterpartOrderNumber) == [1, 2, 1, 2, 1, 2])
    #expect(taker.fills.map { $0.short[1] } == [1_000, 500, 1_000, 500, 500, 500])
    #expect(throws: OrderRefusal.invalidMessage("IcebergQty exceeds QTY.")) {
      try desk.place(.limit(.buy, 1, at: 95_000, iceberg: 2))
    }
  }

  @Test func `first fills are reported once, five for a maker and one for a taker`() throws {
    let desk = try Desk(
      asks: [(100_000, 1_000)],
      tape: [
        .init(time: 100, price: 94_000, quantity: 500, takerSold: true),
        .init(time: 101, price: 94_000, quantity: 500, takerSold: true),
      ])
    try desk.place(.limit(.buy, 1_000, at: 95_000), at: 10)
    try desk.place(.limit(.buy, 1_000, at: 100_000), by: 1, at: 10)
    #expect(desk.spot.takeFirstFills().map(\.decrement) == [1])
    desk.spot.advance(to: 200)
    let fills = desk.spot.takeFirstFills()
    #expect(fills.map(\.decrement) == [5])
    #expect(fills.first?.accountNumber == desk.people[0].number && fills.first?.time == 100)
    #expect(desk.spot.takeFirstFills().isEmpty)
  }
}
