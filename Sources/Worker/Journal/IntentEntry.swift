/// One intent and what is known of it.
public struct IntentEntry: Sendable, Equatable {
  /// Where it stands.
  public enum State: UInt8, Sendable, CaseIterable {
    /// In the journal, nothing sent yet as far as the journal knows.
    case intended = 1
    /// Maybe sent; no answer in the journal.
    case sent = 2
    /// An outcome could not be had from the one send.
    case unknown = 3
    /// Done: the exchange said so, at once or when asked.
    case placed = 4
    /// Refused by the exchange.
    case rejected = 5
    /// Certainly not done: never sent, or settled as not placed.
    case notPlaced = 6

    /// Whether the exchange still has to be asked.
    public var isOpen: Bool { self == .intended || self == .sent || self == .unknown }
  }

  /// The intent.
  public var intent: Intent { kept.intent }
  /// Where it stands.
  public var state: State
  /// The timestamp that was signed, in milliseconds of exchange time; nil while nothing may have been sent.
  public var sentAtMilliseconds: Int?
  /// How long after that the exchange may have taken it.
  public var recvWindowMilliseconds = 0
  /// When the last record about it was written.
  public var changedAtMilliseconds: Int
  /// What the client was or would be told: JSON; empty while there is nothing.
  public var report = ""
  /// Of a refusal: the exchange's code, and why in words.
  public var code = 0
  /// In words, for `rejected`, `unknown` and `notPlaced`.
  public var reason = ""
  /// When the client was given an unknown outcome, or could not be given an outcome at all; from then on the
  /// same order asked again is suspected to be a duplicate.
  public var uncertainSinceMilliseconds: Int?
  private let kept: KeptIntent

  /// An intent that has just been made.
  public init(_ intent: Intent) {
    kept = KeptIntent(intent)
    state = .intended
    changedAtMilliseconds = intent.madeAtMilliseconds
  }
}
