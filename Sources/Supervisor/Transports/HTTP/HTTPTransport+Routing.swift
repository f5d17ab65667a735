internal import Authorization
internal import Catalog
public import HTTP
public import HTTPServer
internal import Log

extension HTTPTransport: HTTPRequestHandler {
  /// Headers that decide something: a second one could decide it otherwise for somebody on the way. Those
  /// that repeat what a message says are judged together with it (`StandardHeaders`).
  private static let singleFields = ["origin", "content-type", "mcp-session-id", "last-event-id"]

  /// Takes a request: first the checks that hold for every method and address, then what it asks for.
  public func receive(_ request: consuming HTTPRequest, on connection: HTTPConnection) {
    // Whatever stream it carried is over, and this may be somebody else's request.
    streamPlaces.giveBack(connection.number)
    var place = ReplyPlace(connection: connection)
    let (principal, address): (Principal, ServedAddress)
    let verdict = judge(request, &place)
    if case .granted = verdict { connection.grant() } else { connection.deny() }
    switch verdict {
    case .granted(let granted, let asked): (principal, address) = (granted, asked)
    // A browser asks beforehand, without a token.
    case .preflight(let methods): return preflight(methods, place)
    case .metadata(let metadata): return tell(metadata, request.method, place)
    case .refused(let refusal): return refuse(refusal, place)
    }
    if isDraining { return refuse(.ending, place) }
    switch (address, request.method) {
    case (.current, "POST"): post(request, place, principal)
    case (.current, "GET"): listen(request, place, principal)
    case (.current, _): delete(request, place, principal)
    case (.oldStream, _): openOldStream(request, place, principal)
    case (.oldMessages, _): postOld(request, place, principal)
    }
  }

  /// What a head says of a request.
  private enum Verdict {
    case granted(Principal, ServedAddress)
    case preflight([String])
    case metadata(ResourceMetadata)
    case refused(TransportRefusal)
  }

  /// Judges a request by its head; notes the page that it comes from, and the client behind a proxy.
  private func judge(_ request: HTTPRequest, _ place: inout ReplyPlace) -> Verdict {
    place.forwardedFor = proxies.client(request.headers, from: place.connection.address)
    if let refusal = refusal(of: request, &place) { return .refused(refusal) }
    let path = request.path
    // `OPTIONS *`, of the server as a whole (RFC 9110 §9.3.7); no other method comes with it.
    if path == "*" { return .preflight(ServedAddress.current.methods) }
    guard let address = ServedAddress(path: path) else {
      if let metadata = access.metadata, metadata.isServed(at: path) { return .metadata(metadata) }
      return .refused(.unknownPath)
    }
    if request.method == "OPTIONS" { return .preflight(address.methods) }
    guard address.methods.contains(request.method) else {
      return .refused(Self.wrongMethod(address.methods))
    }
    switch access.judge(request.headers) {
    case .granted(let principal): return .granted(principal, address)
    case .refused(let refusal): return .refused(refusal)
    }
  }

  /// Refuses by the head, before memory is taken for a body that nobody wants.
  ///
  /// Such a request is judged once more when it is whole, its token too: its body may take as long as
  /// `requestNanoseconds`, and a token that was revoked meanwhile opens nothing. One that comes whole in one
  /// piece, as nearly all do, is judged once.
  public func refusal(of head: HTTPRequest, on connection: HTTPConnection) -> HTTPReply? {
    var place = ReplyPlace(connection: connection)
    let refusal: TransportRefusal
    switch judge(head, &place) {
    case .refused(let reason): refusal = reason
    case .granted where head.method == "POST":
      connection.grant()
      return nil
    case .granted, .preflight, .metadata:
      guard Self.announcesMuch(head) else { return nil }
      refusal = .strayBody
    }
    note(refusal, place)
    return reply(refusal, origin: place.origin)
  }

  /// Whether more of a body is to come than a request that needs none may have. It would be received without
  /// a token where none is asked for. One in chunks has no known end.
  private static func announcesMuch(_ head: HTTPRequest) -> Bool {
    if head.headers.contains("transfer-encoding") { return true }
    guard head.headers.contains("content-length") else { return false }
    return head.headers.integer(named: "content-length") ?? .max > TransportRefusal.strayBodyByteCountMax
  }

  private func reply(_ refusal: TransportRefusal, origin: String?) -> HTTPReply {
    HTTPReply(
      status: refusal.status, reason: HTTPStatus.reason(refusal.status),
      headers: fields.refusal(refusal, origin: origin), body: refusal.body)
  }

  /// Whoever has no token yet is told here where to get one (RFC 9728 §3.1).
  private func tell(_ metadata: ResourceMetadata, _ method: String, _ place: ReplyPlace) {
    switch method {
    case "GET", "HEAD":
      place.connection.reply(status: 200, uncheckedFields: fields.json(place), body: metadata.bytes.span)
    case "OPTIONS": preflight(["GET", "HEAD"], place)
    default: refuse(Self.wrongMethod(["GET", "HEAD"]), place)
    }
  }

  static func wrongMethod(_ methods: [String]) -> TransportRefusal {
    .wrongMethod(allowed: (methods + ["OPTIONS"]).joined(separator: ", "))
  }

  /// What forbids a request whatever it asks for; notes the page that it comes from.
  private func refusal(of request: HTTPRequest, _ place: inout ReplyPlace) -> TransportRefusal? {
    guard let host = request.headers["host"], hosts.isOurs(host: host) else { return .strangeHost }
    if let origin = request.headers["origin"] {
      guard request.headers.count(of: "origin") == 1 else { return .repeatedField("Origin") }
      guard hosts.isAllowed(origin: origin, host: host) else { return .strangeOrigin }
      place.origin = origin
    } else if request.method != "OPTIONS", FetchSite.isForeign(request.headers) {
      return .namelessPage
    }
    for name in Self.singleFields where request.headers.count(of: name) > 1 { return .repeatedField(name) }
    if request.method != "POST", let name = StandardHeaders.repeated(request.headers) {
      return .repeatedField(name)
    }
    return nil
  }

  private func preflight(_ methods: [String], _ place: ReplyPlace) {
    var lines = fields.bare(place)
    let allowed = (methods + ["OPTIONS"]).joined(separator: ", ")
    lines += "Allow: \(allowed)\r\n".utf8
    if place.origin != nil {
      lines += "Access-Control-Allow-Methods: \(allowed)\r\n".utf8
      lines +=
        ("Access-Control-Allow-Headers: Authorization, Content-Type, Accept, Mcp-Session-Id, "
        + "MCP-Protocol-Version, Mcp-Method, Mcp-Name, Last-Event-ID\r\nAccess-Control-Max-Age: 600\r\n")
        .utf8
    }
    let nothing: [UInt8] = []
    place.connection.reply(status: 204, uncheckedFields: lines, body: nothing.span)
  }

  /// Refuses a request; the connection stays as it is, unless too many were refused (`HTTPConnection.deny`).
  func refuse(_ refusal: TransportRefusal, _ place: ReplyPlace) {
    note(refusal, place)
    place.connection.send(reply(refusal, origin: place.origin))
  }

  private func note(_ refusal: TransportRefusal, _ place: ReplyPlace) {
    logger.debug("HTTP \(refusal.status) for \(place.client): \(refusal.message)")
  }

  /// What a client gets whose request could not be read. A page that may use this server may read that too.
  public func refusal(status: Int, words: String, head: HTTPRequest?) -> HTTPReply {
    var origin: String?
    if let head, let host = head.headers["host"], hosts.isOurs(host: host),
      let named = head.headers["origin"], hosts.isAllowed(origin: named, host: host)
    {
      origin = named
    }
    return reply(.unreadable(status: status, words: words), origin: origin)
  }

  /// Sends a reply without a body.
  func reply(_ status: Int, _ place: ReplyPlace) {
    let nothing: [UInt8] = []
    place.connection.reply(status: status, uncheckedFields: fields.bare(place), body: nothing.span)
  }
}
