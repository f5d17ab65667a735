/// Both halves of a cancelReplace.
public struct ReplaceOutcome: Sendable {
  /// The cancel.
  public var cancel: Result<CancelOutcome, OrderRefusal>
  /// The new order; `nil`: not attempted.
  public var placement: Result<Placement, OrderRefusal>?
}
