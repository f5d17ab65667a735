extension ExactDecimal {
  /// Why a number could not be read or computed.
  public enum Failure: Error, Sendable, Equatable {
    /// The text is not a number of the expected notation.
    case malformed
    /// More text or more decimals than are read.
    case tooLong
    /// The exact result does not fit: more than 38 digits or more than `scaleMax` decimals.
    case overflow
    /// A division by zero.
    case divisionByZero
  }
}
