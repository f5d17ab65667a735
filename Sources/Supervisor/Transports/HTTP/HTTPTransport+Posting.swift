internal import Catalog
internal import HTTP
internal import HTTPServer
internal import LinuxIO
internal import MCP

/// POST: one message of a client.
extension HTTPTransport {
  func post(_ request: consuming HTTPRequest, _ place: ReplyPlace, _ principal: Principal) {
    if let refusal = Self.refusal(ofBodyKind: request.headers) { return refuse(refusal, place) }
    let accepted = AcceptedTypes(request.headers)
    guard accepted.takesJSON || accepted.takesEvents else { return refuse(.notAcceptable, place) }
    guard !Self.isBlank(request.body) else { return refuse(.emptyBody, place) }
    guard routes.count < settings.callCountMax else { return refuse(.tooManyCalls(retrySeconds: 1), place) }
    let version = VersionHeader(request.headers)
    if version != .stateless, StandardHeaders.repeated(request.headers) == nil,
      !StatelessMark.mayBe(in: request.body),
      let session = session(named: request.headers, for: principal)
    {
      guard version != .unknown else { return refuse(.unsupportedVersion, place) }
      return take(request.body, session, place, accepted)
    }
    postWithoutSession(request, place, principal, accepted, version)
  }

  /// What forbids a body by what its head says of it. A compressed one would be told that it is no JSON,
  /// which does not help.
  static func refusal(ofBodyKind headers: HTTPHeaders) -> TransportRefusal? {
    guard headers.byteValues(for: "content-type").first.map(FieldText.isJSON) ?? false else {
      return .notJSON
    }
    let isPlain = headers.byteValues(for: "content-encoding").allSatisfy(FieldText.isIdentity)
    return isPlain ? nil : .encodedBody
  }

  /// The session that a request names, if it is one of its sender's.
  func session(named headers: HTTPHeaders, for principal: Principal) -> HTTPSession? {
    let id = headers.withValue(of: ReplyFields.sessionField) { SessionID($0) }
    guard case .some(.some(let id)) = id, let session = sessions[id], session.kind == .streamable,
      session.owner == principal
    else { return nil }
    return session
  }

  /// A message that belongs to no session: one that opens one, one of the era without, or a mistake.
  private func postWithoutSession(
    _ request: consuming HTTPRequest, _ place: ReplyPlace, _ principal: Principal, _ accepted: AcceptedTypes,
    _ version: VersionHeader
  ) {
    let glance = MessageGlance(request.body)
    let session = session(named: request.headers, for: principal)
    if isStateless(glance, version, session) {
      return takeStateless(request, glance, place, principal, accepted)
    }
    if let name = StandardHeaders.repeated(request.headers) { return refuse(.repeatedField(name), place) }
    if let session {
      guard version != .unknown else { return refuse(.unsupportedVersion, place) }
      return take(request.body, session, place, accepted)
    }
    // The version is agreed on in the body; an id of a session that is gone does not matter.
    if glance.isInitialize { return open(request.body, place, principal, accepted) }
    if request.headers.contains(ReplyFields.sessionField) { return refuse(.unknownSession, place) }
    if version == .unknown { return refuse(version: request.headers[StandardHeaders.version], glance, place) }
    if glance.kind == .unreadable {
      // A session that lives as long as this request says what is wrong with it.
      return take(request.body, makeSession(.stateless, for: principal), place, accepted)
    }
    refuse(.noSession, place)
  }

  /// Whether a message is one of the era without sessions: by what it carries, and where that says nothing,
  /// by its header (MCP 2026-07-28, "Versioning and Compatibility").
  private func isStateless(
    _ glance: MessageGlance, _ version: VersionHeader, _ session: HTTPSession?
  ) -> Bool {
    // This method opens a session, whatever header goes with it.
    if glance.isInitialize { return false }
    if version == .stateless { return true }
    // Who has a session may name its version in each message.
    if let agreed = session?.dialogue.version {
      return glance.isStateless && glance.version != agreed.rawValue
    }
    return glance.isStateless || glance.method == "server/discover"
  }

  /// Refuses a version that we do not speak. A request is answered with the error by which its sender learns
  /// which ones we do, and that this is no server of sessions alone.
  private func refuse(version: String?, _ glance: MessageGlance, _ place: ReplyPlace) {
    guard let version, glance.kind == .request else { return refuse(.unsupportedVersion, place) }
    fail(.unsupportedVersion(requested: version), glance.id, 400, place)
  }

  /// Opens a session, if `initialize` is right.
  private func open(
    _ body: [UInt8], _ place: ReplyPlace, _ principal: Principal, _ accepted: AcceptedTypes
  ) {
    let session = makeSession(.streamable, for: principal)
    let (_, said) = read(body, session)
    var place = place
    if session.dialogue.isOpen {
      for old in sessions.insert(session) { close(old) }
      touch(session)
      place.openedSession = session.id?.text
    }
    answerAtOnce(said, Exchange(session, place, accepted))
  }

  /// Has a session's protocol state read a message.
  ///
  /// What the reading took, some twice the message, is kept for the next one. Where none follows, because the
  /// request has no session and may wait or listen for as long as it likes, it is given back at once, and so
  /// is much of it, which a small message would not use. Everything else rests in time (`restSessions`).
  func read(_ body: [UInt8], _ session: HTTPSession) -> (duty: Dialogue.Duty, said: [UInt8]) {
    let duty = session.dialogue.receive(body.span, at: EventLoop.turnWallClockMilliseconds)
    let said = session.dialogue.takeSaid()
    if session.kind == .stateless || body.count > Self.keptBodyByteCountMax { session.dialogue.rest() }
    return (duty, said)
  }

  /// What reading a longer message took is given back at once.
  private static let keptBodyByteCountMax = 64 * 1_024

  /// Hands a message to its session, and does what that decides.
  func take(
    _ body: [UInt8], _ session: HTTPSession, _ place: ReplyPlace, _ accepted: AcceptedTypes
  ) {
    touch(session)
    let exchange = Exchange(session, place, accepted)
    let (duty, said) = read(body, session)
    switch duty {
    case .nothing:
      if session.dialogue.hasOpenSubscription {
        if session.kind == .stateless { return subscribe(exchange, said) }
        // Asked for in a session, which has a stream of its own for that.
        return answerAtOnce(session.dialogue.endSubscriptions(), exchange)
      }
      if let refusal = refusal(ofScopes: session.owner, body, answeredBy: said) {
        exchange.isDone = true
        return refuse(refusal, place)
      }
      answerAtOnce(said, exchange)
    case .call(let call):
      exchange.openCallCount = 1
      if !said.isEmpty { emit(said, to: exchange, isLast: false) }
      wait(for: exchange)
      run(call, of: exchange)
    case .several(let work):
      perform(work, said, exchange)
    }
  }

  private func perform(_ work: Dialogue.Work, _ said: [UInt8], _ exchange: Exchange) {
    let session = exchange.session
    var own = said
    // From the end, so that what is taken out moves nothing that is still to be found.
    for localID in work.cancels.reversed() {
      // A call that was cancelled in the batch that asked for it has not been run.
      guard let call = session.call(known: localID) else { continue }
      let about = call.exchange
      stop(call)
      var lines: [UInt8] = []
      if let range = work.remarks.first(where: { $0.callID == localID })?.range {
        lines = Array(own[range])
        own.removeSubrange(range)
      }
      emit(lines, to: about, isLast: about.openCallCount == 0)
    }
    begin(work, own, exchange)
    settle(work, session)
    endIfDrained()
  }

  private func begin(_ work: Dialogue.Work, _ said: [UInt8], _ exchange: Exchange) {
    // A call and its cancellation may come in one batch.
    let calls = work.calls.filter { !work.cancels.contains($0.callID) }
    let hosted = work.hosted.filter { !work.cancels.contains($0.callID) }
    exchange.openCallCount = calls.count + hosted.count
    if exchange.openCallCount == 0 { return answerAtOnce(said, exchange) }
    if !said.isEmpty { emit(said, to: exchange, isLast: false) }
    wait(for: exchange)
    for call in calls { run(call, of: exchange) }
    for request in hosted { run(request, of: exchange) }
  }

  /// Hands on what a client has answered to questions.
  func settle(_ work: Dialogue.Work, _ session: HTTPSession) {
    for (localID, verdict) in work.verdicts {
      if let call = session.call(known: localID) { desk.confirmed(call.callID, verdict) }
    }
    for reply in work.replies {
      if let call = session.call(known: reply.callID) { replied(call.callID, reply) }
    }
  }

  /// How a message is turned away that was answered with an error because its sender does not see what it
  /// names, where the server has that: with a status, so that a client can ask its issuer for more (MCP
  /// 2025-11-25, "Scope Challenge Handling").
  ///
  /// Looked at after the answer, and only where that is an error: what scopes allow costs nothing. A message
  /// that is much larger than any request of use is not read once more for that, and keeps its error.
  func refusal(
    ofScopes principal: Principal, _ body: [UInt8], answeredBy said: [UInt8]
  ) -> TransportRefusal? {
    guard principal.scopes != .all, said.count < Self.errorByteCountMax,
      body.count <= Self.judgedByteCountMax,
      MessageGlance.errorCode(of: said) != nil, let demand = wholeDescription.demand(of: body)
    else { return nil }
    return access.refusal(demand, of: principal)
  }

  private static func isBlank(_ body: [UInt8]) -> Bool {
    // Without closures: this is asked for every byte of as many megabytes as a client cares to send.
    let bytes = body.span
    for index in bytes.indices {
      let byte = bytes[index]
      if byte != 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
    }
    return true
  }

  /// Notes what is to happen when the client goes away before it has its answer.
  func wait(for exchange: Exchange) {
    exchange.place.connection.onGone = { [unowned self] in clientIsGone(exchange) }
  }

  private func clientIsGone(_ exchange: Exchange) {
    switch exchange.session.kind {
    case .stateless:
      // MCP 2026-07-28, "Cancellation": the end of the reply's stream is the wish to cancel. A client that
      // only ends its own half looks the same until something is written; it has cancelled too.
      for call in exchange.session.running { stop(call) }
      exchange.isDone = true
      unsubscribe(exchange)
      exchange.stream?.connection = nil
      exchange.place.connection.close()
      endIfDrained()
    case .streamable:
      // No wish to cancel (MCP 2025-11-25, "Sending Messages to the Server"). A client that only sends no
      // more gets its answer; one whose stream was cut may come back for it.
      guard let stream = exchange.stream else {
        if exchange.openCallCount == 0 { exchange.place.connection.close() }
        return
      }
      stream.connection = nil
      exchange.place.connection.close()
    case .oldStream:
      return
    }
  }

  func touch(_ session: HTTPSession) {
    session.lastUsed = EventLoop.turnTime
    guard !session.isFresh, session.id != nil else { return }
    session.isFresh = true
    freshSessions.append(session)
  }
}
