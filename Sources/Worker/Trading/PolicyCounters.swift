internal import Journal
internal import Values

/// What the policy's limits count, as the journal of all servers says it at one moment.
struct PolicyCounters {
  /// What counts on the day that runs, in the policy's quote.
  let dailyNotional: ExactDecimal
  /// Assets that something of today is counted in and that no sum in the policy's quote holds.
  let foreignQuotes: [String]
  /// Orders of the last 60 seconds; 0 when nobody asked.
  let ordersLastMinute: Int
  /// Orders that are open or may be; `nil` when the exchange was not asked.
  let openOrderCount: Int?

  /// Why a server looks back further than it asked: clocks of servers differ by less.
  private static let clockMarginMilliseconds = 2_000
  /// Intents that are looked through for orders that the exchange's list may miss.
  private static let recentCountMax = 256

  init(dailyNotional: ExactDecimal, foreignQuotes: [String] = [], ordersLastMinute: Int, openOrderCount: Int?)
  {
    self.dailyNotional = dailyNotional
    self.foreignQuotes = foreignQuotes
    self.ordersLastMinute = ordersLastMinute
    self.openOrderCount = openOrderCount
  }

  /// The counters of a book.
  ///
  /// - Parameters:
  ///   - now: exchange time in milliseconds.
  ///   - open: what the exchange said was open, a moment before.
  ///   - countsOrders: whether the orders of the last minute are wanted. To count them, all that has ended
  ///     within two minutes is looked at: thousands of entries, where no limit keeps them few.
  init(
    _ book: IntentBook, quote: String, now: Int, open: WeighedOrder.OpenOrders?, countsOrders: Bool = true
  ) {
    let day = IntentBook.day(ofMilliseconds: now)
    dailyNotional = book.dailyNotional(day: day, quote: quote)
    foreignQuotes = book.countedQuotes(day: day).filter { $0 != quote }
    ordersLastMinute = countsOrders ? book.orderCount(sinceMilliseconds: now - 60_000) : 0
    openOrderCount = open.map { $0.count + Self.unseen(book, beside: $0, now: now) }
  }

  /// Orders that may be open and that the exchange's list cannot have shown: those still under way, and those
  /// placed since it was asked for. One that nobody can know of any more has ended days ago if it ever was.
  private static func unseen(_ book: IntentBook, beside seen: WeighedOrder.OpenOrders, now: Int) -> Int {
    let since = seen.askedAtMilliseconds - clockMarginMilliseconds
    let entries =
      book.open.filter { !SettlementCase.isForgotten($0, exchangeTime: now) }
      + book.recent(countMax: recentCountMax).filter {
        $0.state == .placed && $0.changedAtMilliseconds >= since
      }
    var ids: Set<String> = []
    for entry in entries { ids.formUnion(entry.intent.legs.map(\.clientOrderID)) }
    return ids.subtracting(seen.ids).count
  }
}
