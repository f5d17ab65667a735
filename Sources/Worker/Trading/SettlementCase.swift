internal import Catalog
internal import Journal

/// Finds out what became of one intent, by asking alone: the rules of when a question has been answered.
///
/// Pure: findings and clocks in, what to do out. "Does not exist" is believed only when the exchange could
/// not take the order any more, with time for its own machines to agree, and when it was said twice.
struct SettlementCase {
  /// What to do next.
  enum Step: Equatable {
    /// Ask again after so long.
    case ask(afterMilliseconds: Int)
    /// It was done.
    case placed(report: String)
    /// It was not done, and cannot be any more.
    case notPlaced
    /// It cannot be found out: a person has to look.
    case stuck(String)
  }

  /// How long after its window an order may still appear.
  static let graceMilliseconds = 10_000
  /// How far apart the two denials have to be.
  static let betweenDenialsMilliseconds = 2_000
  /// How long USD-M futures keep an order that ended without a fill: three days by the documents, less the
  /// error of anybody's clock.
  static let futuresMemoryMilliseconds = 60 * 3_600_000
  /// The longest wait between two questions.
  static let waitMaxMilliseconds = 60_000
  private static let waitMilliseconds = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000]

  let id: String
  let api: API
  /// From when on a denial counts: exchange time.
  let decidesAfterMilliseconds: Int
  private let sentAtMilliseconds: Int
  private var firstDenialMilliseconds: Int?
  private(set) var questionCount = 0

  /// - Precondition: the intent may have been sent.
  init(_ entry: IntentEntry) {
    id = entry.intent.id
    api = entry.intent.api
    sentAtMilliseconds = entry.sentAtMilliseconds ?? entry.intent.madeAtMilliseconds
    decidesAfterMilliseconds =
      sentAtMilliseconds + max(entry.recvWindowMilliseconds, TradingLimits.recvWindowMilliseconds)
      + Self.graceMilliseconds
  }

  /// Whether nobody will ever know what became of an intent: then it is a person's to look at, and holds up
  /// nothing, since whatever it was has ended days ago.
  static func isForgotten(_ entry: IntentEntry, exchangeTime: Int) -> Bool {
    guard entry.intent.api == .futures, let sent = entry.sentAtMilliseconds else { return false }
    return exchangeTime - sent > futuresMemoryMilliseconds
  }

  /// Milliseconds until the exchange's word can be final, the second denial included.
  func millisecondsLeft(exchangeTime: Int) -> Int {
    max(0, decidesAfterMilliseconds - exchangeTime) + Self.betweenDenialsMilliseconds
  }

  /// Takes in what the exchange said.
  ///
  /// - Parameters:
  ///   - exchangeTime: freshly measured, in milliseconds; `nil` when it could not be.
  ///   - now: milliseconds of the monotonic clock.
  mutating func take(_ finding: SettlementFinding, exchangeTime: Int?, now: Int) -> Step {
    questionCount += 1
    switch finding {
    case .exists(let report): return .placed(report: report)
    case .notSaid(_, let wait): return .ask(afterMilliseconds: max(wait, backOff))
    case .doesNotExist: break
    }
    guard let exchangeTime else { return .ask(afterMilliseconds: backOff) }
    if api == .futures, exchangeTime - sentAtMilliseconds > Self.futuresMemoryMilliseconds {
      return .stuck("it is older than what the exchange's futures remember, so that nobody can say any more")
    }
    guard exchangeTime > decidesAfterMilliseconds else {
      // It would show itself soon if it is there; a denial is of no use before the time.
      let left = decidesAfterMilliseconds - exchangeTime + 1
      return .ask(afterMilliseconds: min(left, backOff))
    }
    guard let first = firstDenialMilliseconds else {
      firstDenialMilliseconds = now
      return .ask(afterMilliseconds: Self.betweenDenialsMilliseconds)
    }
    let apart = now - first
    if apart < Self.betweenDenialsMilliseconds {
      return .ask(afterMilliseconds: Self.betweenDenialsMilliseconds - apart)
    }
    return .notPlaced
  }

  /// How long to wait after the questions that were asked so far.
  private var backOff: Int {
    Self.waitMilliseconds[min(max(0, questionCount - 1), Self.waitMilliseconds.count - 1)]
  }
}
