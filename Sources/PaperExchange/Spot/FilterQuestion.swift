public import PaperAccounts
public import PaperCore

/// Everything that the filters of filters.md need to know about an order before it is accepted.
///
/// Asked once for every order, for each order of a list, for the price of a pegged order when it is taken,
/// and for an amendment. Prices of the market are looked up only when a filter asks.
public struct FilterQuestion {
  /// What is to happen.
  public enum Occasion: Sendable, Hashable {
    /// A new order, or one of a new list.
    case placement
    /// A pending or pegged order goes on the book; counts do not matter any more.
    case working
    /// A smaller quantity for an open order: `FilterQuestion.quantity`.
    case amendment
  }

  /// Open orders of an account, the one in question not included.
  public struct Counts: Sendable, Hashable {
    /// All of them: MAX_NUM_ORDERS.
    public var orders = 0
    /// Stop loss and take profit: MAX_NUM_ALGO_ORDERS.
    public var algorithmicOrders = 0
    /// With an iceberg quantity: MAX_NUM_ICEBERG_ORDERS.
    public var icebergOrders = 0
    /// Order lists: MAX_NUM_ORDER_LISTS.
    public var lists = 0

    /// No orders.
    public init() {}
  }

  /// What is to happen.
  public var occasion: Occasion
  /// The order as it was sent.
  public var order: NewOrder
  /// Base units; `nil` for a market order by quote quantity and while an OPO list's pending order waits.
  public var quantity: Int?
  /// The limit price that it will have: the pegged one when there is a peg and its price is known.
  public var price: Int?
  /// The symbol, with its filters and its market.
  public var symbol: ListedSymbol
  /// Whose order.
  public var account: Account
  /// When, in milliseconds.
  public var now: Int
  /// Open orders on this symbol.
  public var onSymbol: Counts
  /// Open orders on the whole exchange.
  public var onExchange: Counts
  /// What the request adds to all counts: 1 order, or 2 or 3 orders and a list.
  public var added: Counts
  /// Base units in open buy orders on this symbol: MAX_POSITION adds them to the account's balance.
  public var openBuyQuantity: Int128
  /// How often the order has been amended: MAX_NUM_ORDER_AMENDS.
  public var amendmentCount: Int

  /// A question from its parts.
  public init(
    occasion: Occasion, order: NewOrder, quantity: Int?, price: Int?, symbol: ListedSymbol, account: Account,
    now: Int, onSymbol: Counts = Counts(), onExchange: Counts = Counts(), added: Counts = Counts(),
    openBuyQuantity: Int128 = 0, amendmentCount: Int = 0
  ) {
    self.occasion = occasion
    self.order = order
    self.quantity = quantity
    self.price = price
    self.symbol = symbol
    self.account = account
    self.now = now
    self.onSymbol = onSymbol
    self.onExchange = onExchange
    self.added = added
    self.openBuyQuantity = openBuyQuantity
    self.amendmentCount = amendmentCount
  }

  /// The last trade's price in quote units; `nil` before the first trade.
  public var lastPrice: Int? {
    guard let trade = symbol.market.lastTrade(at: now) else { return nil }
    return trade.priceTicks * symbol.market.scale.tickUnits
  }

  /// The average price of the last minutes weighted by volume, rounded down to a unit; the last price when
  /// there was no trade or `minutes` is 0.
  public func averagePrice(minutes: Int) -> Int? {
    let market = symbol.market
    guard minutes > 0,
      let summary = market.summary(from: now + 1 - minutes * 60_000, until: now + 1), summary.volumeSteps > 0
    else { return lastPrice }
    return Int(summary.notional * Int128(market.scale.tickUnits) / summary.volumeSteps)
  }

  /// Base units that the account has, free or locked, and those it has open buy orders for.
  public var position: Int128 {
    account.balance(of: symbol.listing.baseAsset).total + openBuyQuantity
  }
}
