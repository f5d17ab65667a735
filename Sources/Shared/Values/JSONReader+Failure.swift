extension JSONReader {
  /// Why a text was refused. Offsets count bytes from the start of the text.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text is longer than `JSONLimits.byteCountMax`.
    case tooLarge
    /// More than `JSONLimits.depthMax` arrays and objects inside each other.
    case tooDeep
    /// More than `JSONLimits.valueCountMax` values.
    case tooManyValues
    /// An object with more than `JSONLimits.memberCountMax` members; the offset is that of the first too
    /// many.
    case tooManyMembers(offset: Int)
    /// A key that its object has already; the offset is that of the second.
    case duplicateKey(offset: Int)
    /// Not JSON.
    case malformed(offset: Int, reason: Reason)
    /// Bytes inside a string that are not UTF-8.
    case invalidUTF8(offset: Int)

    /// What is wrong and where, as half a sentence for people. It never quotes the text, which may be
    /// hostile.
    public var description: String {
      switch self {
      case .tooLarge: "the text is too long"
      case .tooDeep: "arrays and objects are nested too deeply"
      case .tooManyValues: "the text holds too many values"
      case .tooManyMembers(let offset): "the object at byte \(offset) has too many members"
      case .duplicateKey(let offset): "the key at byte \(offset) is in its object twice"
      case .malformed(let offset, let reason): "\(reason.description) at byte \(offset)"
      case .invalidUTF8(let offset): "bytes that are not UTF-8 at byte \(offset)"
      }
    }
  }
}
