internal import Catalog
internal import HTTP
internal import LinuxIO
internal import Signing

/// Makes the bytes of requests to one server.
///
/// The parameters of a POST or PUT go into its body as a form, those of every other request into the query
/// string. The exchange takes both; one way for each method means that the signature covers one piece, in the
/// order in which it is written. Accept-Encoding is not sent: answers come as they are, and nothing has to be
/// unpacked that could swell.
struct RequestWriter: Sendable {
  /// What stands behind path and query, without the empty line at the end.
  private let headers: [UInt8]

  private static let lineEnd = Array("\r\n".utf8)
  private static let keyHeader = Array("X-MBX-APIKEY: ".utf8)
  private static let form = Array("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ".utf8)
  private static let window = Array("recvWindow=".utf8)
  private static let timestamp = Array("&timestamp=".utf8)
  private static let signature = Array("&signature=".utf8)

  init(to server: BaseURL, version: String) {
    headers = Array(
      """
       HTTP/1.1\r
      Host: \(server.authority)\r
      User-Agent: bulkhead/\(version)\r
      Accept: application/json\r\n
      """.utf8)
  }

  /// Appends the whole request.
  ///
  /// Safe against broken lines: method and path are the catalogue's own, percent-encoding leaves no control
  /// character in the parameters, and a key's id was looked at before (`ExchangeKey.isUsableID`).
  ///
  /// - Throws: `libraryFailure` when libcrypto has no memory for the signature; what was appended is of no
  ///   use then.
  @LoopActor
  func append(
    _ request: ExchangeRequest, _ credentials: RequestCredentials = .none, to bytes: inout [UInt8]
  ) throws(SigningFailure) {
    let method = request.endpoint.method
    bytes.append(contentsOf: method.utf8)
    bytes.append(0x20)
    bytes.append(contentsOf: request.endpoint.path.utf8)
    if method == "POST" || method == "PUT" {
      var body: [UInt8] = []
      try Self.appendParameters(of: request, credentials, to: &body)
      appendHeaders(credentials, to: &bytes)
      bytes.append(contentsOf: Self.form)
      bytes.append(contentsOf: String(body.count).utf8)
      bytes.append(contentsOf: Self.lineEnd)
      bytes.append(contentsOf: Self.lineEnd)
      bytes.append(contentsOf: body)
    } else {
      if !request.query.isEmpty || credentials.isSigned {
        bytes.append(0x3F)
        try Self.appendParameters(of: request, credentials, to: &bytes)
      }
      appendHeaders(credentials, to: &bytes)
      bytes.append(contentsOf: Self.lineEnd)
    }
  }

  private func appendHeaders(_ credentials: RequestCredentials, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: headers)
    guard let id = credentials.keyID else { return }
    bytes.append(contentsOf: Self.keyHeader)
    bytes.append(contentsOf: id.utf8)
    bytes.append(contentsOf: Self.lineEnd)
  }

  /// Parameters, then `recvWindow`, `timestamp` and the signature of all that as it is written: the exchange
  /// signs what it received, percent signs and all (changelog of 2026-01-15, else -1022).
  @LoopActor
  private static func appendParameters(
    of request: ExchangeRequest, _ credentials: RequestCredentials, to bytes: inout [UInt8]
  ) throws(SigningFailure) {
    let start = bytes.count
    QueryString.append(request.query, to: &bytes)
    guard case .signature(let key, let time, let windowMilliseconds) = credentials else { return }
    if !request.query.isEmpty { bytes.append(0x26) }
    bytes.append(contentsOf: window)
    bytes.append(contentsOf: String(windowMilliseconds).utf8)
    bytes.append(contentsOf: timestamp)
    bytes.append(contentsOf: String(time).utf8)
    key.signer.update(bytes.span.extracting(start...))
    let code = try key.signer.finish()
    bytes.append(contentsOf: signature)
    if key.signer.kind == .hmac {
      Hexadecimal.append(code.span, to: &bytes)
    } else {
      PercentEncoding.append(Base64.text(code), to: &bytes)
    }
  }
}
