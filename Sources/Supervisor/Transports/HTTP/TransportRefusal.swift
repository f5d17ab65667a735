internal import MCP
internal import Values

/// Why a request is refused by the transport: status, words and further fields in one place. Every refusal
/// has a JSON body, and none repeats what a client has sent, but for the id of a request.
enum TransportRefusal: Equatable {
  case unknownPath
  case wrongMethod(allowed: String)
  case repeatedField(String)
  case strangeHost
  case strangeOrigin
  /// A browser says that a page of another site asks, and not which one.
  case namelessPage
  case notJSON
  case encodedBody
  case notAcceptable
  case emptyBody
  /// A body where none is needed, and no small one.
  case strayBody
  case unsupportedVersion
  case noSession
  /// An answer, of the era in which a client is asked nothing.
  case strayResponse
  case unknownSession
  case tooManyStreams
  case tooManyCalls(retrySeconds: Int)
  case malformedEventID
  case eventsGone
  case unauthorized(status: Int, challenge: String, message: String)
  /// The token is good, but not for what this request names.
  case outOfScope(RequestID, challenge: String, message: String)
  case ending
  /// What the reader of requests said.
  case unreadable(status: Int, words: String)

  /// The most that a request may send which needs no body.
  static let strayBodyByteCountMax = 4 * 1_024

  var status: Int {
    switch self {
    case .unknownPath, .unknownSession: 404
    case .wrongMethod: 405
    case .strangeHost, .strangeOrigin, .namelessPage, .outOfScope: 403
    case .notJSON, .encodedBody: 415
    case .notAcceptable: 406
    case .strayBody: 413
    case .repeatedField, .emptyBody, .unsupportedVersion, .noSession, .strayResponse, .malformedEventID,
      .eventsGone:
      400
    case .tooManyCalls: 429
    case .tooManyStreams, .ending: 503
    case .unauthorized(let status, _, _): status
    case .unreadable(let status, _): status
    }
  }

  /// The JSON-RPC code. Only what JSON-RPC itself defines: the rest of its range is the specification's.
  var code: Int {
    switch self {
    case .emptyBody: -32700
    case .ending, .tooManyStreams, .tooManyCalls: -32603
    default: -32600
    }
  }

  var message: String {
    switch self {
    case .unknownPath: "There is nothing here. MCP is at /mcp, and for older clients at /sse"
    case .wrongMethod(let allowed): "This method is not for this address; allowed: \(allowed)"
    case .repeatedField(let name): "The header \(name) is there more than once"
    case .strangeHost: "The Host header names none of this server's hosts; --allowed-host adds one"
    case .strangeOrigin: "Pages of this origin may not use this server; --allowed-origin adds one"
    case .namelessPage: "A page of another site that does not say its origin may not use this server"
    case .notJSON: "The body must be application/json"
    case .encodedBody: "The body must come as it is, without Content-Encoding"
    case .notAcceptable: "The client must accept application/json and text/event-stream"
    case .emptyBody: "The body is empty: it must be one JSON-RPC message"
    case .strayBody:
      "A request of this method needs no body, and may have \(Self.strayBodyByteCountMax) bytes of one"
    case .unsupportedVersion:
      "Unsupported MCP-Protocol-Version; supported: "
        + ProtocolVersion.allCases.map(\.rawValue).joined(separator: ", ")
    case .noSession:
      "Mcp-Session-Id is missing: send initialize first, and then the id that comes with its answer"
    case .strayResponse: "A response without a session answers nothing that was asked"
    case .unknownSession: "There is no such session (any more): send initialize to begin a new one"
    case .tooManyStreams: "Too many streams are open; try again later"
    case .tooManyCalls(let seconds): "Too many requests; try again in \(seconds) s"
    case .malformedEventID: "Last-Event-ID is none of this session's"
    case .eventsGone: "What came behind that event is not kept any more: send the request again"
    case .unauthorized(_, _, let message), .outOfScope(_, _, let message): message
    case .ending: "The server is ending"
    case .unreadable(_, let words): words
    }
  }

  /// Further field lines.
  var fields: [(name: String, value: String)] {
    switch self {
    case .wrongMethod(let allowed): [("Allow", allowed)]
    case .unauthorized(_, let challenge, _), .outOfScope(_, let challenge, _):
      [("WWW-Authenticate", challenge)]
    // What a client may send instead (RFC 9110 §12.5.3).
    case .encodedBody: [("Accept-Encoding", "identity")]
    case .tooManyCalls(let seconds): [("Retry-After", String(seconds))]
    case .tooManyStreams, .ending: [("Retry-After", "1")]
    default: []
    }
  }

  /// The request that it answers; `nil` where none was read.
  private var id: RequestID? {
    if case .outOfScope(let id, _, _) = self { id } else { nil }
  }

  /// `{"jsonrpc":"2.0","error":{"code":…,"message":…}}`: an error response, with an id where a request was
  /// read.
  var body: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("jsonrpc", "2.0")
    if let id {
      writer.key("id")
      writer.raw(id.bytes[...])
    }
    writer.key("error")
    writer.beginObject()
    writer.member("code", code)
    writer.member("message", message)
    writer.endObject()
    writer.endObject()
    return writer.takeBytes()
  }
}
