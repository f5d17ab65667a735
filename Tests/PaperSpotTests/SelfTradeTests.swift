import PaperAccounts
import Testing

@testable import PaperSpot

/// The scenarios of faqs/stp_faq.md, with its prices.
@Suite struct `Self-trade prevention` {
  private func threeBids(_ desk: Desk) throws {
    for (quantity, price) in [(1_200, 1_200), (1_300, 1_100), (8_100, 1_000)] {
      try desk.place(.limit(.buy, quantity, at: price, prevention: SelfTradePrevention.none))
    }
  }

  @Test func `A, without prevention orders of one account trade`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 1_000, at: 1_000, prevention: SelfTradePrevention.none))
    let taker = try desk.place(.limit(.sell, 1_000, at: 1_000, prevention: SelfTradePrevention.none))
    #expect(taker.order.status == .filled && taker.preventedMatches.isEmpty)
    #expect(try desk.order(1).status == .filled)
    #expect(taker.fills.first?.counterpartAccountNumber == desk.people[0].number)
    #expect(desk.balance(0, "BTC") == [999_999, 0], "only the commission is gone")
  }

  @Test func `B, makers expire and the taker rests`() throws {
    let desk = try Desk()
    try threeBids(desk)
    let taker = try desk.place(.limit(.sell, 3_000, at: 1_000, prevention: .expireMaker))
    #expect(taker.order.status == .new && taker.order.preventedMatchID == nil)
    #expect(taker.preventedMatches.map(\.number) == [0, 1, 2])
    #expect(
      taker.preventedMatches.map(\.makerPreventedQuantity) == [1_200, 1_300, 8_100].map { $0 * Desk.milli })
    #expect(taker.preventedMatches.allSatisfy { $0.takerPreventedQuantity == nil })
    for number in 1...3 {
      let maker = try desk.order(number)
      #expect(maker.status == .expiredInMatch && maker.preventedMatchID == number - 1)
      #expect(maker.remainingQuantity == 0 && maker.lockedUnits == 0)
    }
  }

  @Test func `C, the taker expires and makers stay`() throws {
    let desk = try Desk()
    try threeBids(desk)
    let taker = try desk.place(.limit(.sell, 3_000, at: 1_000, prevention: .expireTaker))
    #expect(taker.order.status == .expiredInMatch && taker.order.preventedQuantity == 3_000 * Desk.milli)
    #expect(taker.preventedMatches.map(\.takerPreventedQuantity) == [3_000 * Desk.milli])
    for number in 1...3 { #expect(try desk.order(number).status == .new) }
  }

  @Test func `D, both expire`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 1_000, at: 1_000, prevention: SelfTradePrevention.none))
    let taker = try desk.place(.limit(.sell, 3_000, at: 1_000, prevention: .expireBoth))
    #expect(taker.order.status == .expiredInMatch)
    #expect(try desk.order(1).status == .expiredInMatch)
    #expect(taker.preventedMatches.map(\.takerPreventedQuantity) == [3_000 * Desk.milli])
    #expect(taker.preventedMatches.map(\.makerPreventedQuantity) == [1_000 * Desk.milli])
  }

  @Test func `F, a market order expires a maker, then finds nothing`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 1_000, at: 1_000, prevention: SelfTradePrevention.none))
    let taker = try desk.place(.market(.sell, 1_000, prevention: .expireMaker))
    #expect(taker.order.status == .expired && taker.order.preventedQuantity == 0)
    #expect(try desk.order(1).status == .expiredInMatch)
  }

  @Test(arguments: [SelfTradePrevention.decrement, .transfer])
  func `G, both lose the smaller quantity`(_ mode: SelfTradePrevention) throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 6_000, at: 2_000, prevention: SelfTradePrevention.none))
    let taker = try desk.place(.limit(.sell, 2_000, at: 2_000, prevention: mode))
    #expect(taker.order.status == .expiredInMatch && taker.order.preventedQuantity == 2_000 * Desk.milli)
    #expect(taker.preventedMatches.first?.mode == .decrement)
    let maker = try desk.order(1)
    #expect(maker.status == .new && maker.preventedQuantity == 2_000 * Desk.milli)
    #expect(maker.remainingQuantity == 4_000 * Desk.milli)
    #expect(desk.balance(0, "USDT") == [992_000, 8_000])
  }

  @Test func `an order without a mode expires makers, and trades with others on the way`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 1_000, at: 1_000), by: 1)
    try desk.place(.limit(.buy, 1_000, at: 1_000))
    try desk.place(.limit(.buy, 1_000, at: 1_000), by: 2)
    let taker = try desk.place(.limit(.sell, 2_000, at: 1_000))
    #expect(taker.order.selfTradePrevention == .expireMaker && taker.order.status == .filled)
    #expect(taker.fills.map(\.counterpartOrderNumber) == [1, 3])
    let match = try #require(taker.preventedMatches.first)
    let found = desk.spot.preventedMatches(
      of: desk.people[0], on: desk.symbol, number: nil, order: 2, from: nil, limit: 10)
    #expect(found == [match])
    #expect(match.takerOrderNumber == 4 && match.makerOrderNumber == 2)
  }
}
