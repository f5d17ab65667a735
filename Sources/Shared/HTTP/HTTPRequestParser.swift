/// Takes requests from the bytes of one connection, one after the other, without any I/O (RFC 9112).
///
/// Push bytes with `receive`, then ask `next`. It takes at most one message at a time, so a server that was
/// sent several requests at once answers them in order:
///
/// ```swift
/// var offset = 0
/// while offset < bytes.count {
///   offset += try parser.receive(bytes.extracting(offset...))
///   if let request = parser.next() { … }
/// }
/// ```
///
/// Anything that two readers could understand differently is refused, not repaired; after a failure the
/// parser stays failed.
public struct HTTPRequestParser: Sendable {
  private enum Stage {
    case head, body, finished
  }

  private let limits: HTTPLimits
  private var stage = Stage.head
  private var scanner = HeadScanner(skipsEmptyLine: true)
  private var body = MessageBody.none
  private var request: HTTPRequest?
  private var failure: HTTPFailure?

  /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1): the head is
  /// whole, and none of the body has come.
  ///
  /// A server that goes on reading without answering (`HTTPWriter.appendContinue`) keeps such a client
  /// waiting, a second or so with curl.
  public private(set) var awaitsContinue = false

  /// A parser at the start of a connection.
  public init(limits: HTTPLimits = .request) {
    self.limits = limits
  }

  /// Whether nothing of a message has been received: a connection that ends now ends well.
  public var isIdle: Bool {
    stage == .head && scanner.bytes.isEmpty && failure == nil
  }

  /// The request whose body is being received, without it: for a server that refuses by the head alone. Also
  /// there when the body was what failed.
  public var head: HTTPRequest? { stage == .finished ? nil : request }

  /// Bytes of the present message that are held here: what a peer has made this parser keep.
  public var heldByteCount: Int { scanner.bytes.count + body.bytes.count + (request?.body.count ?? 0) }

  /// Takes bytes up to the end of one message at most.
  ///
  /// - Returns: how many bytes were taken; all of them while the message is not whole; 0 while a finished
  ///   message waits for `next`.
  /// - Throws: what is wrong with the message; the same again at every later call.
  public mutating func receive(_ bytes: Span<UInt8>) throws(HTTPFailure) -> Int {
    if let failure { throw failure }
    do throws(HTTPFailure) {
      return try advance(bytes)
    } catch {
      failure = error
      throw error
    }
  }

  /// The finished request, once; the parser is then ready for the following one.
  public mutating func next() -> HTTPRequest? {
    guard stage == .finished else { return nil }
    stage = .head
    return request.take()
  }

  /// Says that the stream has ended.
  ///
  /// - Throws: `truncated` when it ended inside a message.
  public mutating func receiveEnd() throws(HTTPFailure) {
    if let failure { throw failure }
    guard isIdle || stage == .finished else {
      failure = .truncated
      throw .truncated
    }
  }

  private mutating func advance(_ input: Span<UInt8>) throws(HTTPFailure) -> Int {
    var index = 0
    if stage == .head {
      index = try scanner.receive(input, from: 0, limits: limits)
      guard scanner.isComplete else { return index }
      try endHead()
    }
    if stage == .body {
      if index < input.count { awaitsContinue = false }
      index = try body.receive(input, from: index, limits: limits)
      if body.isComplete { endBody() }
    }
    return index
  }

  private mutating func endHead() throws(HTTPFailure) {
    let line = try RequestLine(scanner.bytes.span, byteCount: scanner.startLineByteCount)
    let reader = try FieldReader(
      scanner.bytes.span, from: scanner.startLineByteCount + 2, count: scanner.headerCount)
    let facts = reader.facts
    guard facts.hasHost || line.version == .http10 else { throw .missingHost }
    guard !facts.expectsOther else { throw .unsupportedExpectation }
    guard !facts.isChunked || line.version == .http11 else { throw .transferEncodingInOldVersion }
    request = HTTPRequest(
      method: line.method, target: line.target,
      headers: HTTPHeaders(unchecked: scanner.bytes, fields: reader.fields),
      keepsAlive: facts.keepsAlive(line.version), version: line.version)
    if facts.isChunked {
      body = .chunked(headerCount: scanner.headerCount, headerByteCount: scanner.headerByteCount)
    } else {
      body = try .length(facts.contentLength ?? 0, limits: limits)
    }
    scanner = HeadScanner(skipsEmptyLine: true)
    stage = .body
    awaitsContinue = facts.expectsContinue && line.version == .http11 && !body.isComplete
  }

  private mutating func endBody() {
    request?.body = body.bytes
    body = .none
    stage = .finished
  }
}
