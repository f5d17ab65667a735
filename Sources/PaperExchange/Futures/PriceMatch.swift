/// A price taken from the book when the order arrives (USD-M documents, "Price match").
public enum PriceMatch: String, Sendable, Hashable, CaseIterable {
  case none = "NONE"
  case opponent = "OPPONENT"
  case opponent5 = "OPPONENT_5"
  case opponent10 = "OPPONENT_10"
  case opponent20 = "OPPONENT_20"
  case queue = "QUEUE"
  case queue5 = "QUEUE_5"
  case queue10 = "QUEUE_10"
  case queue20 = "QUEUE_20"

  /// Whether the price is that of the side that the order would trade with.
  public var isOpponent: Bool { rawValue.hasPrefix("OPPONENT") }

  /// Which level of that side, from 1.
  public var level: Int {
    switch self {
    case .none, .opponent, .queue: 1
    case .opponent5, .queue5: 5
    case .opponent10, .queue10: 10
    case .opponent20, .queue20: 20
    }
  }
}
