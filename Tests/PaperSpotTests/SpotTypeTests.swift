import Testing

@testable import PaperSpot

@Suite struct `Spot types` {
  @Test func `opposite of buy is sell`() { #expect(OrderSide.buy.opposite == .sell) }
}
