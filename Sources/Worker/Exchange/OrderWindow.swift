/// One of the exchange's limits on orders: so many in each interval of so many seconds.
struct OrderWindow: Sendable, Equatable {
  /// More than any limit of the exchange; a header is the network's word, and no sum of it may overflow.
  static let countMax = 1_000_000_000

  /// The interval's length.
  let seconds: Int
  /// Orders in it.
  var limit: Int
  private var interval = 0
  /// Orders that the exchange counts, as far as it has said.
  private(set) var count = 0
  /// Answers that had come when it said so.
  private var countAnswer = 0

  init(seconds: Int, limit: Int) {
    self.seconds = seconds
    self.limit = limit
  }

  /// Begins anew when the interval is over.
  mutating func roll(to moment: RateBudget.Moment, answerCount: Int) {
    let current = moment.wallMilliseconds / (seconds * 1_000)
    guard current != interval else { return }
    interval = current
    count = 0
    countAnswer = answerCount
  }

  /// Takes the exchange's word. A smaller number than the known one is believed only of an answer to a
  /// request that was sent after that one had come, since answers overtake each other.
  mutating func take(_ said: Int, of ticketAnswerCount: Int, answerCount: Int) {
    let said = min(max(said, 0), Self.countMax)
    guard said >= count || ticketAnswerCount >= countAnswer else { return }
    count = said
    countAnswer = answerCount
  }

  /// Adds orders of ours that no header has counted.
  mutating func add(_ orders: Int) {
    count = min(count + orders, Self.countMax)
  }

  /// How long until the interval is over.
  func resetsInMilliseconds(at moment: RateBudget.Moment) -> Int {
    seconds * 1_000 - moment.wallMilliseconds % (seconds * 1_000)
  }
}
