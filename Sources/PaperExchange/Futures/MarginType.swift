/// What a position's margin is taken from (USD-M documents, "Margin type").
public enum MarginType: String, Sendable, Hashable, CaseIterable {
  /// A sum set aside for this position alone.
  case isolated = "ISOLATED"
  /// All that the wallet holds besides.
  case crossed = "CROSSED"
}
