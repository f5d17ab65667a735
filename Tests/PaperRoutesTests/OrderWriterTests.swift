import PaperAccounts
import PaperCore
import Testing
import Values

@testable import PaperRoutes
@testable import PaperSpot

/// The members that appear only sometimes (rest-api.md, "Conditional fields in Order Responses").
@Suite struct `An order in an answer` {
  static func order(_ change: (inout Order) -> Void = { _ in }) -> Order {
    var order = Order(
      number: 28, accountNumber: 1, symbol: "BTCUSDT", listNumber: -1, clientOrderID: "mine", side: .sell,
      type: .limit, timeInForce: .goodTillCanceled, status: .new, price: 250_000_000, stopPrice: 0,
      selfTradePrevention: .expireMaker, originalQuantity: 100_000_000, awaitsQuantity: false,
      executedQuantity: 0, executedQuoteUnits: 0, originalQuoteQuantity: 0, preventedQuantity: 0,
      time: 1_000, updateTime: 2_000, isWorking: true, lockedUnits: 0, lockedAsset: "BTC")
    order.workingTime = 1_500
    change(&order)
    return order
  }

  static func answer(
    _ order: Order, as type: OrderResponseType = .result, timeFactor: Int = 1
  ) throws -> JSONValue {
    let listing = try #require(PaperExchange(seed: 1).symbol(named: "BTCUSDT")).listing
    var writer = AnswerWriter()
    let placement = Placement(
      order: order, fills: [], preventedMatches: [], commissionRates: CommissionRates())
    OrderWriter(listing, timeFactor: timeFactor).write(placement, as: type, to: &writer)
    return try JSONDocument(writer.bytes).root
  }

  static let common: Set<String> = [
    "symbol", "orderId", "orderListId", "clientOrderId", "transactTime", "price", "origQty", "executedQty",
    "origQuoteOrderQty", "cummulativeQuoteQty", "status", "timeInForce", "type", "side", "workingTime",
    "selfTradePreventionMode",
  ]

  /// What adds which members.
  static let table: [(names: Set<String>, change: @Sendable (inout Order) -> Void)] = [
    ([], { _ in }),
    (["icebergQty"], { $0.icebergQuantity = 5 }),
    (["stopPrice"], { $0.type = .stopLoss }),
    (
      ["stopPrice", "trailingDelta", "trailingTime"],
      {
        $0.type = .takeProfitLimit
        $0.trailingDelta = 10
      }
    ),
    (["strategyId"], { $0.strategyID = 1 }),
    (["strategyType"], { $0.strategyType = 1_000_000 }),
    (["pegPriceType"], { $0.peg = Peg(priceType: .market) }),
    (
      ["pegPriceType", "pegOffsetType", "pegOffsetValue", "peggedPrice"],
      {
        $0.peg = Peg(priceType: .primary, offsetLevels: 5)
        $0.peggedPrice = 7
      }
    ),
    (
      ["preventedMatchId", "preventedQuantity", "expiryReason"],
      {
        $0.preventedMatchID = 0
        $0.preventedQuantity = 3
        $0.expiryReason = .exchangeCanceled
      }
    ),
  ]

  @Test(arguments: table.indices)
  func `shows a conditional member when its condition holds and never else`(_ index: Int) throws {
    let row = Self.table[index]
    let answer = try Self.answer(Self.order(row.change))
    #expect(Set(answer.names) == Self.common.union(row.names))
  }

  @Test func `has no original quantity while it waits for one`() throws {
    let answer = try Self.answer(Self.order { $0.awaitsQuantity = true })
    #expect(Set(answer.names) == Self.common.subtracting(["origQty"]))
  }

  @Test func `is as long as the client asked for`() throws {
    #expect(try Self.answer(Self.order(), as: .acknowledgement).names.count == 5)
    #expect(try Self.answer(Self.order(), as: .result)["fills"] == nil)
    #expect(try Self.answer(Self.order(), as: .full)["fills"]?.list.isEmpty == true)
    for type in OrderType.allCases {
      let standard: OrderResponseType = type == .market || type == .limit ? .full : .acknowledgement
      #expect(OrderResponseType.standard(for: type) == standard)
    }
  }

  @Test func `has its times in microseconds when asked for, and -1 where there is none`() throws {
    let working = try Self.answer(Self.order { $0.trailingDelta = 5 }, timeFactor: 1_000)
    #expect(try working.number("transactTime") == 2_000_000)
    #expect(try working.number("workingTime") == 1_500_000)
    #expect(try working.number("trailingTime") == -1)
    let waiting = try Self.answer(Self.order { $0.workingTime = nil }, timeFactor: 1_000)
    #expect(try waiting.number("workingTime") == -1)
  }

  @Test func `has amounts with eight decimals`() throws {
    let answer = try Self.answer(Self.order { $0.executedQuantity = 1 })
    #expect(try answer.text("price") == "2.50000000")
    #expect(try answer.text("origQty") == "1.00000000")
    #expect(try answer.text("executedQty") == "0.00000001")
  }
}
