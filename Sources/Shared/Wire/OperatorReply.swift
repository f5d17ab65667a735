/// What a running server answers the operator; one for each request, on the same connection.
public enum OperatorReply: Sendable, Equatable {
  /// The answer: a JSON object on one line, at most `jsonByteCountMax` bytes.
  case answer(json: [UInt8])
  /// It was done.
  case done(message: String)
  /// It was not done, and why.
  case refused(reason: String)

  /// The most bytes of an answer.
  public static let jsonByteCountMax = 1024 * 1024

  /// The message as a frame, added at the end of `bytes`.
  public func encode(into bytes: inout [UInt8]) {
    let start: Int
    switch self {
    case .answer(let json):
      start = Frame.begin(type: 1, in: &bytes)
      bytes.append(contentsOf: json)
    case .done(let message):
      start = Frame.begin(type: 2, in: &bytes)
      bytes.append(text: message, byteCountMax: 1024)
    case .refused(let reason):
      start = Frame.begin(type: 3, in: &bytes)
      bytes.append(text: reason, byteCountMax: 1024)
    }
    Frame.end(start, in: &bytes)
  }

  /// Reads a frame.
  public init(_ frame: Frame) throws(WireFailure) {
    var fields = PayloadReader(frame)
    switch frame.type {
    case 1: self = .answer(json: Array(fields.remainder()))
    case 2: self = .done(message: try fields.text())
    case 3: self = .refused(reason: try fields.text())
    default: throw .unknownType(frame.type)
    }
    try fields.finish()
  }
}
