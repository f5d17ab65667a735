extension Symbol {
  /// Why a text is not a symbol.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no text.
    case empty
    /// More than `scalarCountMax` characters.
    case tooLong
    /// A separator with nothing before or after it.
    case emptyPart
    /// More than one separator.
    case severalSeparators
    /// A character that no symbol has.
    case forbidden(Unicode.Scalar)

    /// What is wrong, as half a sentence for people.
    public var description: String {
      switch self {
      case .empty: "it is empty"
      case .tooLong: "it is longer than \(Symbol.scalarCountMax) characters"
      case .emptyPart: "one side of its separator is empty"
      case .severalSeparators: "it has more than one separator"
      case .forbidden(let scalar):
        "it holds the character \(scalar.escaped(asASCII: true)), and a symbol has only letters and digits"
      }
    }
  }
}
