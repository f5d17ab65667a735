internal import Catalog
internal import HTTP
internal import HTTPServer
internal import LinuxIO
internal import MCP

/// HTTP with SSE (MCP 2024-11-05): one stream for everything that goes to the client, and an address that its
/// messages are sent to. The session is the stream's, and ends with it.
extension HTTPTransport {
  private static let sessionParameters = ["session_id", "sessionId"]

  /// Opens the stream.
  func openOldStream(_ request: consuming HTTPRequest, _ place: ReplyPlace, _ principal: Principal) {
    // A browser that loads an image takes anything, and would have opened a session. The clients of the time
    // name what they want; one without the header wants to be given what there is.
    guard AcceptedTypes(request.headers).asksForEvents || !request.headers.contains("accept") else {
      return refuse(.notAcceptable, place)
    }
    guard takePlace(place.connection, principal) else { return refuse(.tooManyStreams, place) }
    let session = makeSession(.oldStream, for: principal)
    for old in sessions.insert(session) { close(old) }
    let stream = MessageStream(name: nil, of: session.owner, connection: nil)
    session.listening = stream
    carry(stream, place, session)
    stream.announce(endpoint: "\(Self.oldMessagePath)?session_id=\(session.id?.text ?? "")")
    place.connection.flush()
  }

  /// Takes a message; what is to be said to it goes to the stream.
  func postOld(_ request: consuming HTTPRequest, _ place: ReplyPlace, _ principal: Principal) {
    guard let session = oldSession(request.query ?? "", principal) else {
      return refuse(.unknownSession, place)
    }
    if let refusal = Self.refusal(ofBodyKind: request.headers) { return refuse(refusal, place) }
    touch(session)
    let exchange = Exchange(session, place, AcceptedTypes(request.headers))
    let (duty, said) = read(request.body, session)
    if case .nothing = duty, let refusal = refusal(ofScopes: principal, request.body, answeredBy: said) {
      return refuse(refusal, place)
    }
    // Before what it says: an answer that overtakes the reply confuses clients.
    reply(202, place)
    emit(said, to: exchange, isLast: false)
    switch duty {
    case .nothing: break
    case .call(let call):
      exchange.openCallCount = 1
      run(call, of: exchange)
    case .several(let work):
      for localID in work.cancels {
        if let call = session.call(known: localID) { stop(call) }
      }
      let calls = work.calls.filter { !work.cancels.contains($0.callID) }
      exchange.openCallCount = calls.count + work.hosted.count
      for call in calls { run(call, of: exchange) }
      for request in work.hosted { run(request, of: exchange) }
      settle(work, session)
    }
  }

  private func oldSession(_ query: String, _ principal: Principal) -> HTTPSession? {
    guard let pairs = QueryString.parse(query) else { return nil }
    let values = pairs.filter { Self.sessionParameters.contains($0.name) }.map(\.value)
    guard values.count == 1, let id = SessionID(values[0].utf8Span.span), let session = sessions[id],
      session.kind == .oldStream, session.owner == principal
    else { return nil }
    return session
  }

  /// A stream has lost its connection: of such a session nothing is left.
  func streamIsGone(of session: HTTPSession) {
    guard session.kind == .oldStream else { return }
    sessions.remove(session)
    close(session)
  }
}
