import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

/// Questions about orders on a symbol with chosen filters and a chosen tape.
struct FilterDesk {
  static let now = 1_795_350_896_789

  var filters: [SymbolFilter]
  var exchangeFilters: [ExchangeFilter] = []
  /// Price, quantity, and how many milliseconds ago.
  var trades: [(price: String, quantity: String, age: Int)] = [("100", "1", 1_000)]

  /// The units of a plain decimal.
  static func units(_ text: String) -> Int {
    guard let units = AmountText.units(Array(text.utf8)[...]) else { preconditionFailure(text) }
    return units
  }

  static func factor(_ text: String) -> PriceMultiplier { PriceMultiplier(unchecked: text) }

  private var symbol: ListedSymbol {
    let listing = Listing(
      symbol: "ABCEUR", status: .trading, baseAsset: "ABC", baseAssetPrecision: 8, quoteAsset: "EUR",
      isMarginTradingAllowed: false, allowsQuoteOrderQuantity: true, filters: filters,
      permissionSets: [["SPOT"]])
    let symbol = ListedSymbol(
      listing: listing, recordedBytes: nil,
      course: SyntheticCourse(
        basePriceTicks: 200, quantityFactor: 1, isMajor: false, firstDay: SyntheticCourse.firstDayMin,
        path: "ABC"),
      library: TradeTemplateLibrary(seed: 1))
    let tape = trades.enumerated().map { index, trade in
      Trade(
        id: index, aggregateID: index, priceTicks: Self.units(trade.price),
        quantitySteps: Self.units(trade.quantity), timeMilliseconds: Self.now - trade.age, isBuyerMaker: false
      )
    }
    symbol.replaceMarket(with: RecordedMarket(trades: tape, events: []))
    return symbol
  }

  /// A question about an order that is sent as it will work, from an account that has nothing.
  func question(_ order: NewOrder) throws -> FilterQuestion {
    let account = try #require(Accounts().open(now: 0))
    account.assetFilters = []
    var added = FilterQuestion.Counts()
    added.orders = 1
    added.algorithmicOrders = order.type.isContingent ? 1 : 0
    added.icebergOrders = order.icebergQuantity == nil ? 0 : 1
    return FilterQuestion(
      occasion: .placement, order: order, quantity: order.quantity, price: order.price, symbol: symbol,
      account: account, now: Self.now, onSymbol: FilterQuestion.Counts(), onExchange: FilterQuestion.Counts(),
      added: added, openBuyQuantity: 0, amendmentCount: 0)
  }

  /// The filter that an order fails.
  func failure(_ order: NewOrder, _ change: (inout FilterQuestion) -> Void = { _ in }) throws -> String? {
    var question = try question(order)
    change(&question)
    return SpotFilters(exchangeFilters: exchangeFilters).failure(of: question)
  }

  /// An order of one unit at a price.
  static func order(
    _ side: OrderSide = .buy, _ type: OrderType = .limit, price: String? = nil, stop: String? = nil,
    quantity: String? = "1", quote: String? = nil, iceberg: String? = nil, delta: Int? = nil
  ) -> NewOrder {
    NewOrder(
      side: side, type: type, quantity: quote == nil ? quantity.map(units) : nil,
      quoteQuantity: quote.map(units), price: price.map(units), stopPrice: stop.map(units),
      trailingDelta: delta, icebergQuantity: iceberg.map(units))
  }
}
