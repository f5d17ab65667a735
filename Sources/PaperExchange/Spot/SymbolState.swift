import PaperAccounts
import PaperCore

/// One symbol as the matching engine sees it: its book, the stops that wait, and how far its tape was read.
final class SymbolState {
  let symbol: ListedSymbol
  /// A playback of its own, because the tape is read after the exchange's clock has moved on.
  let market: any Market
  let name: String
  let baseAsset: String
  let quoteAsset: String
  let tickUnits: Int
  let stepUnits: Int

  var bids = BookSide(prefersHigh: true)
  var asks = BookSide(prefersHigh: false)
  /// Stops that wait for the price to rise to theirs; the lowest comes first.
  var rising = BookSide(prefersHigh: false)
  /// Stops that wait for the price to fall to theirs; the highest comes first.
  var falling = BookSide(prefersHigh: true)
  /// Trailing stops that wait, by number.
  var trailing: [OrderRecord] = []
  var takenBids = TakenLiquidity()
  var takenAsks = TakenLiquidity()
  /// By account number.
  private(set) var accounts: [Int: AccountOrders] = [:]
  /// Orders that are not closed.
  var openCount = 0

  private(set) var orderCount = 0
  private var tradeCount = 0
  private var preventedMatchCount = 0
  private var amendmentCount = 0
  /// The next trade of the tape to look at, and the first that is beyond the time reached.
  private var cursor = 0
  private var endOfTape = 0
  private var bookCache: (time: Int, limit: Int, book: BookSnapshot)?

  /// - Parameter sharedMarket: the exchange's own market, for a look at a symbol that has no orders; `nil`: a
  ///   playback of its own.
  init(_ symbol: ListedSymbol, sharedMarket: (any Market)? = nil) {
    self.symbol = symbol
    market = sharedMarket ?? symbol.market.replica()
    name = symbol.listing.symbol
    baseAsset = symbol.listing.baseAsset
    quoteAsset = symbol.listing.quoteAsset
    tickUnits = market.scale.tickUnits
    stepUnits = market.scale.stepUnits
  }

  /// The orders of an account, made when it has none.
  func orders(of account: Account) -> AccountOrders {
    if let known = accounts[account.number] { return known }
    let made = AccountOrders(account: account)
    accounts[account.number] = made
    return made
  }

  /// The side of the book that orders of `side` rest on.
  func book(_ side: OrderSide) -> BookSide { side == .buy ? bids : asks }

  /// The best price at which accounts' orders rest.
  func bestPrice(_ side: OrderSide) -> Int? { side == .buy ? bids.best?.price : asks.best?.price }

  func makeOrderNumber() -> Int {
    orderCount += 1
    return orderCount
  }

  func makeTradeID() -> Int {
    tradeCount += 1
    return tradeCount
  }

  func makePreventedMatchID() -> Int {
    defer { preventedMatchCount += 1 }
    return preventedMatchCount
  }

  func makeExecutionID() -> Int {
    amendmentCount += 1
    return amendmentCount
  }

  /// The last trade's price in quote units.
  func lastPrice(at now: Int) -> Int? { market.lastTrade(at: now).map { $0.priceTicks * tickUnits } }

  /// The market's book, at most `limit` levels a side, kept while the time stands still.
  func marketBook(limit: Int, at now: Int) -> BookSnapshot {
    if let bookCache, bookCache.time == now, bookCache.limit >= limit { return bookCache.book }
    let book = market.book(limit: limit, at: now)
    bookCache = (now, limit, book)
    return book
  }

  /// Begins to read the tape after `now`: nothing rested before.
  func startTape(after now: Int) {
    cursor = market.tradeID(from: now + 1)
    endOfTape = cursor
  }

  /// Lets the tape be read up to `now`.
  func extendTape(to now: Int) { endOfTape = market.tradeID(from: now + 1) }

  /// A trade has been dealt with.
  func passTrade() { cursor += 1 }

  /// The next trade that does something to an order, at which the tape then stands.
  ///
  /// Minutes, hours and days in which no price reaches an order are passed over by their highest and lowest
  /// price, so an exchange that was left alone for a month is soon up to date. A summary may hold trades of
  /// the first millisecond that were dealt with before; they can only keep it from being passed over.
  func nextTrade() -> Trade? {
    let reach = reach
    // Trades before this one are looked at one by one: their minute is known to hold one that matters.
    var scanned = cursor
    while cursor < endOfTape {
      let trade = market.trade(cursor)
      if reach.contains(trade.priceTicks * tickUnits) { return trade }
      cursor += 1
      guard cursor > scanned, endOfTape - cursor > 16 else { continue }
      scanned = passQuietTime(at: trade.timeMilliseconds, reach: reach)
    }
    return nil
  }

  /// Passes over the longest of day, hour and minute from `time` on that has no price that matters.
  ///
  /// - Returns: the trade up to which there is no use in trying again.
  private func passQuietTime(at time: Int, reach: PriceReach) -> Int {
    let minute = 60_000
    for length in [1_440 * minute, 60 * minute, minute] {
      guard length == minute || time % length < minute else { continue }
      let end = (time / length + 1) * length
      let next = market.tradeID(from: end)
      guard next <= endOfTape else { continue }
      let summary = market.summary(from: time, until: end)
      let isReached =
        summary.map { reach.contains($0.lowTicks * tickUnits) || reach.contains($0.highTicks * tickUnits) }
        ?? false
      guard isReached else {
        cursor = max(cursor, next)
        return cursor
      }
      if length == minute { return next }
    }
    return endOfTape
  }

  /// The prices at which something happens.
  var reach: PriceReach {
    var reach = PriceReach()
    reach.falls(to: bids.best?.price)
    reach.falls(to: falling.best?.price)
    reach.rises(to: asks.best?.price)
    reach.rises(to: rising.best?.price)
    for record in trailing { reach.add(record) }
    return reach
  }
}
