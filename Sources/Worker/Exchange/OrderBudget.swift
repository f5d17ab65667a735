/// How many orders the exchange lets this account place, and how many it counts.
///
/// The truth is in the headers of answers to orders (`X-MBX-ORDER-COUNT-10S`, `-1D`, `-1M`): the limit is the
/// account's, and other programs use it too. Orders under way are added, since no header knows of them yet,
/// and orders whose answer had no header stay counted: better to wait than to be banned. What other workers
/// say has no part in it: only the exchange's own word stops an order. A state machine without a clock.
/// Source: "Unfilled order count" (faqs/order_count_decrement.md), "Limits" of the USD-M documents.
struct OrderBudget: Sendable {
  /// Orders that were charged and not settled.
  struct Ticket {
    let orders: Int
    let answerCount: Int
  }

  /// What became of them.
  enum Settlement {
    /// The exchange may count them.
    case counted
    /// It does not: only successful orders count.
    case refused
  }

  private(set) var windows: [OrderWindow]
  private var ordersUnderWay = 0
  private var answerCount = 0

  /// Spot: 100 in 10 s and 200,000 a day until exchangeInfo says otherwise.
  static let spot = OrderBudget([
    OrderWindow(seconds: 10, limit: 100), OrderWindow(seconds: 86_400, limit: 200_000),
  ])
  /// USD-M futures: 300 in 10 s and 1,200 a minute until exchangeInfo says otherwise.
  static let futures = OrderBudget([
    OrderWindow(seconds: 10, limit: 300), OrderWindow(seconds: 60, limit: 1_200),
  ])

  init(_ windows: [OrderWindow]) {
    self.windows = windows
  }

  /// May so many orders go out?
  mutating func verdict(on orders: Int, at moment: RateBudget.Moment) -> RateBudget.Verdict {
    roll(to: moment)
    var milliseconds = 0
    for window in windows where window.count + ordersUnderWay + orders > window.limit {
      milliseconds = max(
        milliseconds, window.resetsInMilliseconds(at: moment) + RateBudget.marginMilliseconds)
    }
    if milliseconds == 0 { return .send }
    return milliseconds <= RateBudget.waitMillisecondsMax
      ? .wait(milliseconds: milliseconds) : .refuse(milliseconds: milliseconds, .orderCount)
  }

  /// Takes the orders of a request that is about to go out.
  mutating func charge(_ orders: Int, at moment: RateBudget.Moment) -> Ticket {
    roll(to: moment)
    ordersUnderWay += orders
    return Ticket(orders: orders, answerCount: answerCount)
  }

  /// Gives back what was taken for a request of which no byte was sent.
  mutating func refund(_ ticket: Ticket) {
    ordersUnderWay -= ticket.orders
  }

  /// The request has ended.
  ///
  /// - Parameter said: what the answer's header says of an interval of so many seconds; nil without one.
  mutating func settle(
    _ ticket: Ticket, _ settlement: Settlement, at moment: RateBudget.Moment,
    said: (_ seconds: Int) -> Int?
  ) {
    roll(to: moment)
    ordersUnderWay -= ticket.orders
    answerCount += 1
    for index in windows.indices {
      if let said = said(windows[index].seconds) {
        windows[index].take(said, of: ticket.answerCount, answerCount: answerCount)
      } else if settlement == .counted {
        windows[index].add(ticket.orders)
      }
    }
  }

  /// The exchange says that a limit is another one.
  mutating func setLimit(_ limit: Int, ofSeconds seconds: Int) {
    for index in windows.indices where windows[index].seconds == seconds { windows[index].limit = limit }
  }

  private mutating func roll(to moment: RateBudget.Moment) {
    for index in windows.indices { windows[index].roll(to: moment, answerCount: answerCount) }
  }
}
