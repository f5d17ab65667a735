import PaperCore
import PaperSpot
import Testing

@testable import PaperRoutes

@Suite struct `An order form` {
  /// What comes out of parameters that go together.
  static let table: [(parameters: String, order: NewOrder)] = [
    (
      "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=2.5",
      NewOrder(
        side: .buy, type: .limit, timeInForce: .goodTillCanceled, quantity: 100_000_000, price: 250_000_000)
    ),
    (
      "side=SELL&type=LIMIT&timeInForce=IOC&quantity=0.00000001&price=92233720368.54775807",
      NewOrder(side: .sell, type: .limit, timeInForce: .immediateOrCancel, quantity: 1, price: .max)
    ),
    (
      "side=SELL&type=LIMIT&timeInForce=FOK&quantity=00000000000000000007&price=1.50000000000000000000",
      NewOrder(
        side: .sell, type: .limit, timeInForce: .fillOrKill, quantity: 700_000_000, price: 150_000_000)
    ),
    ("side=BUY&type=MARKET&quantity=3", NewOrder(side: .buy, type: .market, quantity: 300_000_000)),
    (
      "side=BUY&type=MARKET&quoteOrderQty=10.5",
      NewOrder(side: .buy, type: .market, quoteQuantity: 1_050_000_000)
    ),
    (
      "side=SELL&type=STOP_LOSS&quantity=1&stopPrice=9",
      NewOrder(side: .sell, type: .stopLoss, quantity: 100_000_000, stopPrice: 900_000_000)
    ),
    (
      "side=SELL&type=TAKE_PROFIT&quantity=1&trailingDelta=250",
      NewOrder(side: .sell, type: .takeProfit, quantity: 100_000_000, trailingDelta: 250)
    ),
    (
      "side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=4&price=8&stopPrice=9&trailingDelta=10"
        + "&icebergQty=1",
      NewOrder(
        side: .sell, type: .stopLossLimit, timeInForce: .goodTillCanceled, quantity: 400_000_000,
        price: 800_000_000, stopPrice: 900_000_000, trailingDelta: 10, icebergQuantity: 100_000_000)
    ),
    (
      "side=BUY&type=TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=4&price=8&stopPrice=9",
      NewOrder(
        side: .buy, type: .takeProfitLimit, timeInForce: .goodTillCanceled, quantity: 400_000_000,
        price: 800_000_000, stopPrice: 900_000_000)
    ),
    (
      "side=BUY&type=LIMIT_MAKER&quantity=4&price=8&newClientOrderId=a-B_9&strategyId=5&strategyType=1000000"
        + "&selfTradePreventionMode=DECREMENT",
      NewOrder(
        side: .buy, type: .limitMaker, quantity: 400_000_000, price: 800_000_000, clientOrderID: "a-B_9",
        strategyID: 5, strategyType: 1_000_000, selfTradePrevention: .decrement)
    ),
    (
      "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&pegPriceType=PRIMARY_PEG&pegOffsetType=PRICE_LEVEL"
        + "&pegOffsetValue=100",
      NewOrder(
        side: .buy, type: .limit, timeInForce: .goodTillCanceled, quantity: 100_000_000,
        peg: Peg(priceType: .primary, offsetLevels: 100))
    ),
    (
      "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1&icebergQty=0",
      NewOrder(
        side: .buy, type: .limit, timeInForce: .goodTillCanceled, quantity: 100_000_000, price: 100_000_000)
    ),
  ]

  static func listing() throws -> Listing {
    try #require(PaperExchange(seed: 1).symbol(named: "BTCUSDT")).listing
  }

  @Test(arguments: table.indices)
  func `reads every type of order`(_ index: Int) throws {
    let row = Self.table[index]
    let form = OrderForm(query: try #require(CheckedQuery(row.parameters)), listing: try Self.listing())
    #expect(try form.order() == row.order)
  }

  @Test func `every field of a type is either mandatory, allowed or refused`() {
    for type in OrderType.allCases {
      let rules = OrderTypeRules.of(type)
      #expect(Set(rules.mandatory).isDisjoint(with: rules.optional))
      #expect(Set(rules.mandatory + rules.optional).isSubset(of: OrderTypeRules.regulated))
      #expect(rules.needsTrigger == type.isContingent)
      #expect(rules.allows(.price) == !type.isMarketWhenWorking)
    }
  }

  @Test func `every field has a name of its own in every place`() {
    let places: [OrderFieldNames] = [
      .single, .leg("above", shared: ""), .leg("working"), .leg("pendingBelow", shared: "pending"),
    ]
    for place in places {
      #expect(Set(OrderField.allCases.map { place.name(of: $0) }).count == OrderField.allCases.count)
    }
    #expect(OrderFieldNames.leg("above", shared: "").name(of: .quantity) == "quantity")
    #expect(OrderFieldNames.leg("pendingBelow", shared: "pending").name(of: .side) == "pendingSide")
    #expect(OrderFieldNames.leg("pendingBelow", shared: "pending").name(of: .price) == "pendingBelowPrice")
    #expect(OrderFieldNames.deprecatedStopLeg.name(of: .price) == "stopLimitPrice")
    #expect(OrderFieldNames.deprecatedLimitLeg.name(of: .price) == "price")
  }
}
