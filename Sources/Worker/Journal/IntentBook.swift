/// What follows from the records of a journal: which intents stand, what they were worth, what is open.
///
/// Pure: the same records give the same book, in this server and in every other that shares the journal. It
/// is bounded: what has come to an end is kept for a time and up to a count, and then the oldest go.
///
/// A copy is cheap, but changing a book while somebody keeps a copy of it is not: ask it again instead of
/// keeping it.
public struct IntentBook: Sendable, Equatable {
  /// How long an entry is kept after the last change: idempotency keys hold for a day of exchange time, and
  /// an hour more, because the clocks of two servers differ.
  public static let keptMilliseconds = 25 * 3_600_000
  /// Ended entries that are kept at most; with more of them in a day, the oldest go before their time, and an
  /// idempotency key older than they are is forgotten.
  public static let closedCountMax = 20_000
  /// Bytes of ended entries' reports that are kept at most, for the same reason.
  public static let reportByteCountMax = 32 * 1024 * 1024
  /// Open intents that a journal takes: far more than any policy allows, since none of them may be forgotten.
  public static let openCountMax = 4096
  /// Days whose worth is kept: the latest and this many before it.
  static let earlierDayCount = 2
  /// How long after it arose an uncertainty is remembered; who asks looks back a minute.
  static let uncertainMilliseconds = 600_000
  static let uncertainCountMax = 4096

  /// One entry, and which of the endings was its own.
  struct Kept: Sendable, Equatable {
    var entry: IntentEntry
    /// The number of its ending; 0 while it is open.
    var closing = 0
  }

  /// An ending, in the order in which they came.
  struct Closing: Sendable, Equatable {
    let id: String
    let number: Int
  }

  var entries: [String: Kept] = [:]
  var byIdempotency: [[UInt8]: String] = [:]
  /// In the order in which they were made.
  var openIDs: [String] = []
  var closings: [Closing] = []
  /// How many of `closings`, from the front, are gone already.
  var goneCount = 0
  var closingCount = 0
  var reportByteCount = 0
  /// Whose caller may not know how it ended, in the order in which that arose.
  var uncertainIDs: [String] = []
  var days = DailySums()

  /// The latest exchange time that a record names, in milliseconds since 1970; 0 when there is none. It never
  /// goes back. An order at the exchange that is later than this, and that this server's keys could have
  /// made, says that the journal is an older copy (or that somebody else trades on the account).
  public internal(set) var latestTimeMilliseconds = 0
  /// What the last record about a halt said. For people: what counts is the file `halt`.
  public internal(set) var isHalted = false
  /// Who halted trading, while it is.
  public internal(set) var haltedBy = ""
  /// The text of the last policy that was recorded.
  public internal(set) var lastPolicy: String?

  /// A book of nothing.
  public init() {}

  /// The exchange's day (UTC) that a time belongs to, counted from 1970.
  public static func day(ofMilliseconds time: Int) -> Int {
    let (day, rest) = time.quotientAndRemainder(dividingBy: 86_400_000)
    return rest < 0 ? day - 1 : day
  }
}
