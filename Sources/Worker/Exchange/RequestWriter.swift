internal import Catalog
internal import HTTP
internal import Values

/// Makes the bytes of requests to one server.
///
/// All but path and query is the same for every request, and is made once. Accept-Encoding is not sent:
/// answers come as they are, and nothing has to be unpacked that
/// could swell.
struct RequestWriter: Sendable {
  /// What stands behind path and query.
  private let tail: [UInt8]
  /// The same with an empty body announced. The exchange takes parameters in the query; a POST or PUT without
  /// a body has to say so (RFC 9110 §8.6).
  private let tailWithEmptyBody: [UInt8]

  init(to server: BaseURL, version: String) {
    let common = """
       HTTP/1.1\r
      Host: \(server.authority)\r
      User-Agent: bulkhead/\(version)\r
      Accept: application/json\r\n
      """
    tail = Array((common + "\r\n").utf8)
    tailWithEmptyBody = Array((common + "Content-Length: 0\r\n\r\n").utf8)
  }

  /// Appends the whole request.
  ///
  /// Safe against broken lines: method and path are the catalogue's own, and percent-encoding leaves no
  /// control character in the query.
  func append(_ request: ExchangeRequest, to bytes: inout [UInt8]) {
    let endpoint = request.endpoint
    let tail = endpoint.method == "POST" || endpoint.method == "PUT" ? tailWithEmptyBody : tail
    bytes.append(contentsOf: endpoint.method.utf8)
    bytes.append(0x20)
    bytes.append(contentsOf: endpoint.path.utf8)
    if !request.query.isEmpty {
      bytes.append(0x3F)
      QueryString.append(request.query, to: &bytes)
    }
    bytes.append(contentsOf: tail)
  }
}
