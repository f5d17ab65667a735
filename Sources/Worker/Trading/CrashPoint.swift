#if DEBUG
  /// The moments at which a test has the trading worker die: between every two steps that could be told apart
  /// afterwards. No release build has them.
  package enum CrashPoint: Int, Sendable, CaseIterable {
    /// Nothing of the order is in the journal.
    case beforeIntent = 1
    /// INTENT is on the disk, nothing else.
    case afterIntent
    /// SENT is on the disk, and not a byte has left.
    case afterSent
    /// The request has left, and no answer is there.
    case afterWrite
    /// The answer is there, and the journal does not know it.
    case afterAnswer
    /// The journal knows it, and the client does not.
    case afterRecord
  }
#endif
