/// Takes replies from the bytes of one connection, one after the other, without any I/O (RFC 9112).
///
/// As `HTTPRequestParser`, and beyond it: interim replies (1xx) are skipped; a reply to HEAD, a 204 and a 304
/// have no body whatever their fields say; a reply without a length ends with the stream and leaves no
/// connection to be used again.
public struct HTTPReplyParser: Sendable {
  private enum Stage {
    case head, body, finished
  }

  private let limits: HTTPLimits
  private var stage = Stage.head
  private var scanner = HeadScanner(skipsEmptyLine: false)
  private var body = MessageBody.none
  private var reply: HTTPReply?
  private var failure: HTTPFailure?
  private var interimReplyCount = 0
  private var answersHead = false

  /// A parser at the start of a connection.
  public init(limits: HTTPLimits = .reply) {
    self.limits = limits
  }

  /// Says which method the next reply answers, since a reply to HEAD has no body. Without it, the next reply
  /// answers something else than HEAD.
  public mutating func expect(method: String) {
    answersHead = method == "HEAD"
  }

  /// Whether nothing of a message, not even an interim reply, has been received: a connection that ends now
  /// ends well.
  public var isIdle: Bool {
    stage == .head && scanner.bytes.isEmpty && interimReplyCount == 0 && failure == nil
  }

  /// Takes bytes up to the end of one final reply at most.
  ///
  /// - Returns: how many bytes were taken; all of them while the reply is not whole; 0 while a finished reply
  ///   waits for `next`. Bytes left over when only one request was sent are a peer's misbehaviour: the
  ///   connection must not be used again.
  /// - Throws: what is wrong with the reply; the same again at every later call.
  public mutating func receive(_ bytes: Span<UInt8>) throws(HTTPFailure) -> Int {
    if let failure { throw failure }
    do throws(HTTPFailure) {
      return try advance(bytes)
    } catch {
      failure = error
      throw error
    }
  }

  /// The finished reply, once; the parser is then ready for the following one.
  public mutating func next() -> HTTPReply? {
    guard stage == .finished else { return nil }
    stage = .head
    answersHead = false
    interimReplyCount = 0
    return reply.take()
  }

  /// Says that the stream has ended, which is what ends a reply without a length.
  ///
  /// - Returns: the reply that ended so, or one that was finished before and not yet taken; `nil` when
  ///   nothing was under way.
  /// - Throws: `truncated` when the stream ended inside a reply, an interim one before its final one
  ///   included.
  public mutating func receiveEnd() throws(HTTPFailure) -> HTTPReply? {
    if let failure { throw failure }
    if isIdle { return nil }
    if stage == .body, body.endsWithStream { endBody() }
    guard stage == .finished else {
      failure = .truncated
      throw .truncated
    }
    return next()
  }

  private mutating func advance(_ input: Span<UInt8>) throws(HTTPFailure) -> Int {
    var index = 0
    while stage == .head {
      if scanner.isFresh, let whole = WholeHead(input.extracting(index...), limits: limits) {
        var bytes: [UInt8] = []
        bytes.append(input, index..<(index + whole.byteCount))
        let headers = HTTPHeaders(unchecked: bytes, fields: whole.fields)
        index += whole.byteCount
        index = try endHead(whole.line, whole.facts, headers, whole.headerByteCount, input, bodyFrom: index)
      } else {
        index = try scanner.receive(input, from: index, limits: limits)
        guard scanner.isComplete else { return index }
        index = try readHead(input, bodyFrom: index)
      }
    }
    if stage == .body {
      index = try body.receive(input, from: index, limits: limits)
      if body.isComplete { endBody() }
    }
    return index
  }

  /// Reads the head that the scanner has collected.
  private mutating func readHead(_ input: Span<UInt8>, bodyFrom start: Int) throws(HTTPFailure) -> Int {
    let line = try StatusLine(scanner.bytes.span, byteCount: scanner.startLineByteCount)
    let reader = try FieldReader(
      scanner.bytes.span, from: scanner.startLineByteCount + 2, count: scanner.headerCount)
    let headerByteCount = scanner.headerByteCount
    let headers = HTTPHeaders(unchecked: scanner.takeBytes(), fields: reader.fields)
    return try endHead(line, reader.facts, headers, headerByteCount, input, bodyFrom: start)
  }

  /// Acts on a head. After an interim one the stage stays as it is, and the next head follows.
  ///
  /// - Returns: the index after the last byte taken: beyond `start` when the whole body was there already.
  private mutating func endHead(
    _ line: StatusLine, _ facts: HeadFacts, _ headers: HTTPHeaders, _ headerByteCount: Int,
    _ input: Span<UInt8>, bodyFrom start: Int
  ) throws(HTTPFailure) -> Int {
    guard !facts.isChunked || line.version == .http11 else { throw .transferEncodingInOldVersion }
    guard line.status >= 200 else {
      guard line.status != 101 else { throw .unexpectedUpgrade }
      guard interimReplyCount < limits.interimReplyCountMax else {
        throw .tooManyInterimReplies(countMax: limits.interimReplyCountMax)
      }
      interimReplyCount += 1
      return start
    }
    var keepsAlive = facts.keepsAlive(line.version)
    var hasBody = true
    if answersHead || line.status == 304 {
      hasBody = false
    } else if line.status == 204 {
      hasBody = false
      // A 204 that announces a body breaks RFC 9110 §15.3.5, and its bytes may follow: the reply stands, the
      // connection does not.
      if facts.isChunked || (facts.contentLength ?? 0) > 0 { keepsAlive = false }
    } else if !facts.isChunked && facts.contentLength == nil {
      keepsAlive = false
    }
    var bytes: [UInt8] = []
    var end = start
    if !hasBody {
      stage = .finished
    } else if facts.isChunked {
      body = .chunked(headerCount: headers.count, headerByteCount: headerByteCount)
      stage = .body
    } else if let contentLength = facts.contentLength {
      // Nearly every reply comes in one piece: its body is copied once and never enters the state of a body
      // under way.
      if contentLength <= min(input.count - start, limits.bodyByteCountMax) {
        end = start + contentLength
        bytes.append(input, start..<end)
        stage = .finished
      } else {
        body = try .length(contentLength, limits: limits)
        stage = .body
      }
    } else {
      body = .untilClose
      stage = .body
    }
    reply = HTTPReply(
      status: line.status, reason: line.reason, headers: headers, body: bytes, keepsAlive: keepsAlive)
    return end
  }

  private mutating func endBody() {
    reply?.body = body.bytes
    body = .none
    stage = .finished
  }
}
