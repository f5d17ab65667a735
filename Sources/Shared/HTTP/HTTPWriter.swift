/// Writes whole messages of HTTP/1.1, and refuses what would break out of its place.
///
/// The writer alone decides the framing: `Content-Length`, `Transfer-Encoding` and `Connection` of the
/// headers given are left out, and written from the body and `keepsAlive`, so that no message can carry two
/// lengths. When something is refused, nothing has been appended.
public enum HTTPWriter {
  /// Appends a request.
  ///
  /// `Content-Length` is written when there is a body, or when the method is one that usually has one (POST,
  /// PUT, PATCH).
  ///
  /// - Throws: `malformedMethod`, `malformedTarget`, `unsupportedTarget`; `missingHost`, `repeatedHost`,
  ///   `malformedHost`; `emptyHeaderName`, `malformedHeaderName`; `controlCharacter` when a value holds one
  ///   (CR, LF and NUL among them).
  public static func append(_ request: HTTPRequest, to bytes: inout [UInt8]) throws(HTTPFailure) {
    let start = bytes.count
    do throws(HTTPFailure) {
      try appendRequestLine(request, to: &bytes)
      let hasHost = try appendFields(request.headers, to: &bytes)
      guard hasHost else { throw .missingHost }
      let usuallyHasBody = ["POST", "PUT", "PATCH"].contains(request.method)
      if usuallyHasBody || !request.body.isEmpty { appendLength(request.body.count, to: &bytes) }
      if !request.keepsAlive { bytes.append(contentsOf: "Connection: close\r\n".utf8) }
      bytes.append(contentsOf: "\r\n".utf8)
      bytes.append(contentsOf: request.body)
    } catch {
      bytes.removeSubrange(start...)
      throw error
    }
  }

  /// Appends a final reply.
  ///
  /// - Parameter request: what is answered. A reply to HEAD gets the length of its body but not the body; a
  ///   client of HTTP/1.0 is told `keep-alive`, which it would not assume.
  /// - Throws: `malformedStatus` outside 200…599; `bodyNotAllowed` for a body with 204 or 304;
  ///   `emptyHeaderName`, `malformedHeaderName`; `controlCharacter` when the reason or a value holds one.
  public static func append(
    _ reply: HTTPReply, answering request: HTTPRequest? = nil, to bytes: inout [UInt8]
  ) throws(HTTPFailure) {
    let start = bytes.count
    do throws(HTTPFailure) {
      try appendStatusLine(reply, to: &bytes)
      _ = try appendFields(reply.headers, to: &bytes)
      let hasNoBody = reply.status == 204 || reply.status == 304
      guard !hasNoBody || reply.body.isEmpty else { throw .bodyNotAllowed }
      if !hasNoBody { appendLength(reply.body.count, to: &bytes) }
      if !reply.keepsAlive {
        bytes.append(contentsOf: "Connection: close\r\n".utf8)
      } else if request?.version == .http10 {
        bytes.append(contentsOf: "Connection: keep-alive\r\n".utf8)
      }
      bytes.append(contentsOf: "\r\n".utf8)
      if request?.method != "HEAD" { bytes.append(contentsOf: reply.body) }
    } catch {
      bytes.removeSubrange(start...)
      throw error
    }
  }

  /// Appends the interim reply that a client with `Expect: 100-continue` waits for.
  public static func appendContinue(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
  }

  private static func appendRequestLine(
    _ request: HTTPRequest, to bytes: inout [UInt8]
  ) throws(HTTPFailure) {
    let method = request.method.utf8.span
    guard method.count > 0 else { throw .malformedMethod }
    for index in method.indices where !HTTPByte.isToken(method[index]) { throw .malformedMethod }
    let target = request.target.utf8.span
    guard target.count > 0 else { throw .malformedTarget }
    for index in target.indices where !HTTPByte.isVisible(target[index]) || target[index] == 0x23 {
      throw .malformedTarget
    }
    guard target[0] == HTTPByte.slash || (request.target == "*" && request.method == "OPTIONS") else {
      throw .unsupportedTarget
    }
    bytes.append(contentsOf: request.method.utf8)
    bytes.append(HTTPByte.space)
    bytes.append(contentsOf: request.target.utf8)
    bytes.append(contentsOf: " HTTP/1.1\r\n".utf8)
  }

  static func appendStatusLine(
    _ reply: HTTPReply, to bytes: inout [UInt8]
  ) throws(HTTPFailure) {
    guard (200...599).contains(reply.status) else { throw .malformedStatus }
    let reason = reply.reason.utf8.span
    for index in reason.indices where !HTTPByte.isText(reason[index]) { throw .controlCharacter }
    bytes.append(contentsOf: "HTTP/1.1 ".utf8)
    bytes.append(contentsOf: String(reply.status).utf8)
    bytes.append(HTTPByte.space)
    bytes.append(contentsOf: reply.reason.utf8)
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// Appends the fields but those of framing, and says whether Host is among them.
  static func appendFields(
    _ headers: HTTPHeaders, to bytes: inout [UInt8]
  ) throws(HTTPFailure) -> Bool {
    let source = headers.bytes.span
    var hasHost = false
    for field in headers.fields {
      guard !field.name.isEmpty else { throw .emptyHeaderName }
      for index in field.name where !HTTPByte.isToken(source[index]) { throw .malformedHeaderName }
      for index in field.value where !HTTPByte.isText(source[index]) { throw .controlCharacter }
      if isFraming(source, field.name) { continue }
      if source.isSame(field.name, as: "host".utf8.span) {
        guard !hasHost else { throw .repeatedHost }
        guard HeadFacts.isHostAndPort(source, field.value) else { throw .malformedHost }
        hasHost = true
      }
      bytes.append(source, field.name)
      bytes.append(contentsOf: ": ".utf8)
      bytes.append(source, field.value)
      bytes.append(contentsOf: "\r\n".utf8)
    }
    return hasHost
  }

  private static func isFraming(_ source: Span<UInt8>, _ name: Range<Int>) -> Bool {
    switch name.count {
    case 10: source.isSame(name, as: "connection".utf8.span)
    case 14: source.isSame(name, as: "content-length".utf8.span)
    case 17: source.isSame(name, as: "transfer-encoding".utf8.span)
    default: false
    }
  }

  static func appendLength(_ byteCount: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "Content-Length: ".utf8)
    bytes.append(contentsOf: String(byteCount).utf8)
    bytes.append(contentsOf: "\r\n".utf8)
  }
}
