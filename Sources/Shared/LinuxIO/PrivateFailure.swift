/// Why a file or folder is not private, or cannot be made so. Never holds what is in it.
public enum PrivateFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kernel refused.
  case system(SystemFailure)
  /// It belongs to another user than this one or root.
  case foreignOwner
  /// Its group or others have rights on it: the mode is the octal number.
  case openToOthers(mode: Int)
  /// It is no regular file, or no folder.
  case wrongKind
  /// It has more bytes than it may.
  case tooLong(byteCountMax: Int)

  /// The failure in words.
  public var description: String {
    switch self {
    case .system(let failure): failure.description
    case .foreignOwner: "belongs to another user"
    case .openToOthers(let mode):
      "is open to others (mode \(String(mode, radix: 8))); chmod go= would close it"
    case .wrongKind: "is of the wrong kind: neither link nor device will do"
    case .tooLong(let byteCountMax): "has more than \(byteCountMax) bytes"
    }
  }
}
