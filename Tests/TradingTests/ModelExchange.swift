import LinuxIO
import Values

/// An exchange as far as orders are there or not: what it was sent, what it took, and from when on it shows
/// that.
@LoopActor
final class ModelExchange {
  /// What happens to one request.
  enum Fate {
    /// Taken and answered.
    case done
    /// Refused with a code.
    case refused(Int)
    /// No answer comes; taken after so long if at all, and shown so much later.
    case lost(takenAfter: Int?, shownAfter: Int)
    /// Answered with a code that says nothing.
    case unclear(Int, isTaken: Bool)
    /// Taken, and the answer cannot be read.
    case garbled
    /// Turned away before anything is sent.
    case unsent
  }

  struct Order {
    let id: String
    let symbol: String
    let shownAtMilliseconds: Int
    let timestampMilliseconds: Int
    let listID: String?
  }

  let clock: SteppedClock
  /// Exchange time when the clock stood at its beginning.
  let epochMilliseconds: Int
  private(set) var orders: [String: Order] = [:]
  /// How often each client order id was sent.
  private(set) var posts: [String: Int] = [:]
  /// Orders that stood before anything was sent, by their numbers: `NEW`, or `CANCELED` by a replacement.
  var standing: [String: String] = [:]
  private(set) var cancelCount = 0
  private(set) var postCount = 0
  /// What was sent while this said that nothing may be.
  private(set) var postsWhileHalted = 0
  var isHalted: () -> Bool = { false }
  /// The fate of the next order, by its number.
  var fate: (Int) -> Fate = { _ in .done }
  /// For how long a question is denied an order that is there: less than two seconds, after which the same
  /// order is known for ten.
  var lapse: () -> Int = { 0 }
  private static let betweenLapsesMilliseconds = 10_000
  private var lapses: [String: Int] = [:]
  /// Whether a question goes unanswered.
  var losesQuestion: () -> Bool = { false }
  /// Milliseconds that a request takes.
  var latency: () -> Int = { 5 }
  /// Answers that take the place of the model's own, by path.
  var answers: [String: String] = [:]
  /// Paths that were read, with their queries.
  private(set) var readPaths: [String] = []

  init(_ clock: SteppedClock, epochMilliseconds: Int) {
    self.clock = clock
    self.epochMilliseconds = epochMilliseconds
  }

  var nowMilliseconds: Int { epochMilliseconds + Int(clock.nanoseconds / 1_000_000) }

  func arrive(_ ids: [String]) -> Int {
    clock.note()
    for id in ids { posts[id, default: 0] += 1 }
    if isHalted() { postsWhileHalted += 1 }
    postCount += 1
    return postCount
  }

  func arriveCancel() {
    clock.note()
    cancelCount += 1
  }

  /// Takes an order, unless its window is over, or the order is gone that it is to replace.
  ///
  /// - Returns: whether it was taken.
  @discardableResult
  func take(
    _ ids: [String], symbol: String, timestamp: Int, window: Int, shownAfter: Int, isList: Bool,
    replacing old: String? = nil
  ) -> Bool {
    guard nowMilliseconds <= timestamp + window else { return false }
    if let old {
      guard standing[old] == "NEW" else { return false }
      standing[old] = "CANCELED"
    }
    let list = isList ? ids.first : nil
    for id in isList ? Array(ids.dropFirst()) : ids {
      orders[id] = Order(
        id: id, symbol: symbol, shownAtMilliseconds: nowMilliseconds + shownAfter,
        timestampMilliseconds: timestamp, listID: list)
    }
    return true
  }

  func noteRead(_ path: String) {
    clock.note()
    readPaths.append(path)
  }

  /// Whether a question finds the order: it shows itself late, and now and then one of the exchange's
  /// machines does not know it for a moment.
  func shown(_ id: String) -> Bool {
    guard let order = orders[id], order.shownAtMilliseconds <= nowMilliseconds else { return false }
    if let until = lapses[id], nowMilliseconds < until + Self.betweenLapsesMilliseconds {
      return nowMilliseconds >= until
    }
    let milliseconds = lapse()
    if milliseconds > 0 { lapses[id] = nowMilliseconds + milliseconds }
    return milliseconds == 0
  }
}
