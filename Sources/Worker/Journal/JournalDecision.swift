public import Catalog

/// What somebody who has the journal's lock decides.
public enum JournalDecision: Sendable {
  /// Write these, in this order, as one piece. None at all is fine.
  case append([JournalRecord])
  /// Write nothing: this is why.
  case refuse(ToolFailure)
}
