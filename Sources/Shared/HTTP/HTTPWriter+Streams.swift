/// Replies whose end is not known when they begin.
extension HTTPWriter {
  /// Appends the head of a reply whose body follows piece by piece (RFC 9112 §7.1).
  ///
  /// A client of HTTP/1.0 knows no chunks: its body ends with the connection.
  ///
  /// - Throws: as `append(_:answering:to:)`; `bodyNotAllowed` for a status without a body.
  public static func appendStreamHead(
    status: Int, headers: HTTPHeaders, keepsAlive: Bool, version: HTTPVersion, to bytes: inout [UInt8]
  ) throws(HTTPFailure) {
    guard status != 204, status != 304 else { throw .bodyNotAllowed }
    let start = bytes.count
    do throws(HTTPFailure) {
      try appendStatusLine(HTTPReply(status: status, reason: HTTPStatus.reason(status)), to: &bytes)
      _ = try appendFields(headers, to: &bytes)
    } catch {
      bytes.removeSubrange(start...)
      throw error
    }
    if version == .http11 { bytes.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8) }
    if version == .http10 || !keepsAlive { bytes.append(contentsOf: "Connection: close\r\n".utf8) }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// Appends one chunk of a body.
  ///
  /// - Precondition: it is not empty; an empty chunk is the end.
  public static func appendChunk(_ piece: Span<UInt8>, to bytes: inout [UInt8]) {
    precondition(!piece.isEmpty, "an empty chunk ends a body")
    bytes.append(contentsOf: String(piece.count, radix: 16).utf8)
    bytes.append(contentsOf: "\r\n".utf8)
    bytes.append(piece, 0..<piece.count)
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// Appends the end of a body in chunks.
  public static func appendLastChunk(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "0\r\n\r\n".utf8)
  }

  /// Appends a whole reply whose field lines are ready, and whose body is lent: the short road of servers
  /// that answer with the same fields again and again.
  ///
  /// - Parameters:
  ///   - fields: whole field lines, each ended by CR LF; none of framing, and nothing that a peer sent.
  ///   - sendsBody: false for a reply to HEAD, which gets the length only, and for a body that the caller
  ///     sends by itself.
  public static func append(
    status: Int, uncheckedFields fields: [UInt8], body: Span<UInt8>, keepsAlive: Bool, version: HTTPVersion,
    sendsBody: Bool = true, to bytes: inout [UInt8]
  ) {
    bytes.reserveCapacity(bytes.count + fields.count + (sendsBody ? body.count : 0) + 128)
    bytes.append(contentsOf: HTTPStatus.line(status))
    bytes.append(contentsOf: fields)
    if status != 204, status != 304 { appendLength(body.count, to: &bytes) }
    if !keepsAlive {
      bytes.append(contentsOf: "Connection: close\r\n".utf8)
    } else if version == .http10 {
      bytes.append(contentsOf: "Connection: keep-alive\r\n".utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
    if sendsBody { bytes.append(body, 0..<body.count) }
  }
}
