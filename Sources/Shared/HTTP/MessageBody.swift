/// Collects the body of one message by whichever framing its head called for.
struct MessageBody: Sendable {
  private enum Framing {
    case complete
    case length(remainingByteCount: Int)
    case chunked(ChunkedBody)
    case untilClose
  }

  /// What came so far, framing taken off.
  private(set) var bytes: [UInt8] = []
  private var framing: Framing

  private init(_ framing: Framing) {
    self.framing = framing
  }

  /// No body.
  static var none: MessageBody { MessageBody(.complete) }

  /// A body of exactly `byteCount` bytes.
  ///
  /// Room for all of it is made at once: the bound has been checked, and memory that is never written to is
  /// never taken from the system.
  static func length(_ byteCount: Int, limits: HTTPLimits) throws(HTTPFailure) -> MessageBody {
    guard byteCount <= limits.bodyByteCountMax else {
      throw .bodyTooLarge(byteCountMax: limits.bodyByteCountMax)
    }
    guard byteCount > 0 else { return none }
    var body = MessageBody(.length(remainingByteCount: byteCount))
    body.bytes.reserveCapacity(byteCount)
    return body
  }

  /// A body in chunks, after a head of this size.
  static func chunked(headerCount: Int, headerByteCount: Int) -> MessageBody {
    MessageBody(.chunked(ChunkedBody(headerCount: headerCount, headerByteCount: headerByteCount)))
  }

  /// A body that the end of the stream ends (replies only).
  static var untilClose: MessageBody { MessageBody(.untilClose) }

  var isComplete: Bool {
    if case .complete = framing { return true }
    return false
  }

  var endsWithStream: Bool {
    if case .untilClose = framing { return true }
    return false
  }

  /// Takes bytes from `start` on and returns the index after the last one that belongs to this body.
  mutating func receive(
    _ input: Span<UInt8>, from start: Int, limits: HTTPLimits
  ) throws(HTTPFailure) -> Int {
    switch framing {
    case .complete:
      return start
    case .length(let remainingByteCount):
      let end = start + min(remainingByteCount, input.count - start)
      bytes.append(input, start..<end)
      let rest = remainingByteCount - (end - start)
      framing = rest == 0 ? .complete : .length(remainingByteCount: rest)
      return end
    case .chunked(var chunks):
      // The copy must be the only one while it works, or its trailers would be copied at every read.
      framing = .complete
      let end = try chunks.receive(input, from: start, into: &bytes, limits: limits)
      if !chunks.isComplete { framing = .chunked(chunks) }
      return end
    case .untilClose:
      guard input.count - start <= limits.bodyByteCountMax - bytes.count else {
        throw .bodyTooLarge(byteCountMax: limits.bodyByteCountMax)
      }
      bytes.append(input, start..<input.count)
      return input.count
    }
  }
}
