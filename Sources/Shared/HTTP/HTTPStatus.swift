/// Statuses and their usual words (RFC 9110 §15, RFC 6585).
public enum HTTPStatus {
  /// The usual reason phrase; empty for a status that servers here do not send.
  public static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 202: "Accepted"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: ""
    }
  }

  private static let lineOfOK = Array("HTTP/1.1 200 OK\r\n".utf8)
  private static let lineOfAccepted = Array("HTTP/1.1 202 Accepted\r\n".utf8)

  /// The start line of a reply, with its line end.
  static func line(_ status: Int) -> [UInt8] {
    switch status {
    case 200: lineOfOK
    case 202: lineOfAccepted
    default: Array("HTTP/1.1 \(status) \(reason(status))\r\n".utf8)
    }
  }
}
