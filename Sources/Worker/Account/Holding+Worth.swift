import Values

extension Holding {
  /// What would be left if positions were closed now: the balance, and of futures the unrealized profit.
  func worth() throws(ExactDecimal.Failure) -> ExactDecimal {
    guard let unrealized else { return total }
    return try total.adding(unrealized)
  }
}
