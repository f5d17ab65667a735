internal import Catalog

/// What the policy says to an order.
enum PolicyVerdict: Equatable {
  /// It may be placed.
  case allowed
  /// It may not; which limit, by how much, and what to do.
  case refused(ToolFailure)
  /// A person has to agree, in whatever way.
  case needsConfirmation
  /// The operator has to agree, on his own terminal.
  case needsOutOfBandConfirmation
}
