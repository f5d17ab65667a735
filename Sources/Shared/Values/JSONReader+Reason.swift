extension JSONReader {
  /// In what way a text is not JSON.
  public enum Reason: String, Sendable, Equatable, CaseIterable, CustomStringConvertible {
    /// The text ended inside a value, or there is none.
    case unexpectedEnd
    /// Something stands where a value has to.
    case expectedValue
    /// Something stands where a key has to.
    case expectedKey
    /// Something stands where a colon has to.
    case expectedColon
    /// Something stands where a comma or the end of an array or object has to.
    case expectedCommaOrEnd
    /// Something follows the value.
    case trailingBytes
    /// A word that is not true, false or null.
    case badLiteral
    /// A number written as JSON does not allow.
    case badNumber
    /// A backslash with something after it that it cannot escape.
    case badEscape
    /// A control character inside a string.
    case controlCharacter
    /// A byte order mark.
    case byteOrderMark

    /// The reason as words for people.
    public var description: String {
      switch self {
      case .unexpectedEnd: "the text ends too early"
      case .expectedValue: "no value where one has to be"
      case .expectedKey: "no key where one has to be"
      case .expectedColon: "no colon where one has to be"
      case .expectedCommaOrEnd: "neither a comma nor a closing bracket"
      case .trailingBytes: "something follows the value"
      case .badLiteral: "an unknown word"
      case .badNumber: "a malformed number"
      case .badEscape: "a malformed escape"
      case .controlCharacter: "a raw control character in a string"
      case .byteOrderMark: "a byte order mark"
      }
    }
  }
}
