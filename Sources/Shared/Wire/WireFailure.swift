/// What is wrong with bytes that a peer process sent. Every one of these ends the peer: nothing that has lost
/// its place can be trusted again.
public enum WireFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The frame says that it is larger than its kind may be.
  case oversize(byteCount: Int, byteCountMax: Int)
  /// The frame is shorter than its own fixed part.
  case undersize(byteCount: Int)
  /// No message has this type number.
  case unknownType(UInt8)
  /// The message's inside does not add up: a length that runs out, text that is not UTF-8, a value that does
  /// not exist.
  case malformed(type: UInt8)
  /// A message that is not permitted now.
  case notPermitted(String)

  /// For the log line that says why the peer was ended.
  public var description: String {
    switch self {
    case .oversize(let byteCount, let most): "a frame of \(byteCount) bytes, of at most \(most)"
    case .undersize(let byteCount): "a frame of \(byteCount) bytes is too short"
    case .unknownType(let type): "a frame of the unknown type \(type)"
    case .malformed(let type): "a malformed message of type \(type)"
    case .notPermitted(let what): "\(what) is not permitted now"
    }
  }
}
