internal import Catalog
internal import HTTP
internal import HTTPServer
internal import LinuxIO

/// GET and DELETE of a session.
extension HTTPTransport {
  /// Opens the stream for what nobody asks for, or goes on with one that was cut.
  func listen(_ request: consuming HTTPRequest, _ place: ReplyPlace, _ principal: Principal) {
    // The era without sessions knows no GET; a browser that comes by wants no stream of events.
    guard AcceptedTypes(request.headers).asksForEvents, VersionHeader(request.headers) != .stateless else {
      return refuse(Self.wrongMethod(["POST", "DELETE"]), place)
    }
    guard let session = demandSession(request, place, principal) else { return }
    guard VersionHeader(request.headers) != .unknown else { return refuse(.unsupportedVersion, place) }
    touch(session)
    guard takePlace(place.connection, principal) else { return refuse(.tooManyStreams, place) }
    if let text = request.headers["last-event-id"] { return resume(text, session, place) }
    let stream = openStream("g", in: session)
    if let before = session.listening {
      // One stream at a time carries such messages. The newer one counts: the older may hang on a connection
      // that is long cut without anybody having been told.
      before.pause()
      shelf.forget(before)
      session.drop(before)
    }
    session.listening = stream
    carry(stream, place, session)
    if session.dialogue.primesStreams { stream.prime() }
    place.connection.flush()
  }

  /// Makes a stream that the client of a session can come back to.
  func openStream(_ prefix: String, in session: HTTPSession) -> MessageStream {
    let (stream, dropped) = session.openStream(prefix)
    if let dropped { shelf.forget(dropped) }
    shelf.open(stream)
    return stream
  }

  /// Ends a session.
  func delete(_ request: consuming HTTPRequest, _ place: ReplyPlace, _ principal: Principal) {
    guard VersionHeader(request.headers) != .stateless else {
      return refuse(Self.wrongMethod(["POST"]), place)
    }
    guard let session = demandSession(request, place, principal) else { return }
    sessions.remove(session)
    close(session)
    reply(204, place)
  }

  private func demandSession(
    _ request: HTTPRequest, _ place: ReplyPlace, _ principal: Principal
  ) -> HTTPSession? {
    if let session = session(named: request.headers, for: principal) { return session }
    refuse(request.headers.contains(ReplyFields.sessionField) ? .unknownSession : .noSession, place)
    return nil
  }

  private func resume(_ text: String, _ session: HTTPSession, _ place: ReplyPlace) {
    guard let id = EventID(text) else { return refuse(.malformedEventID, place) }
    guard let stream = session.stream(named: id.stream), stream.canReplay(after: id.number) else {
      return refuse(.eventsGone, place)
    }
    beginEvents(place)
    guard place.connection.isStreaming else { return }
    place.connection.onGone = { [weak stream, weak connection = place.connection] in
      if stream?.connection === connection { stream?.connection = nil }
      connection?.close()
    }
    stream.resume(after: id.number, on: place.connection)
    place.connection.flush()
  }

  /// Lets a connection carry a stream for as long as it lasts.
  func carry(_ stream: MessageStream, _ place: ReplyPlace, _ session: HTTPSession) {
    beginEvents(place)
    guard place.connection.isStreaming else { return }
    stream.connection = place.connection
    place.connection.onGone = { [weak self, weak stream, weak session, weak connection = place.connection] in
      if stream?.connection === connection { stream?.connection = nil }
      connection?.close()
      if let session { self?.streamIsGone(of: session) }
    }
  }

  private func beginEvents(_ place: ReplyPlace) {
    place.connection.beginStream(status: 200, headers: fields.events(place))
  }

  /// Ends everything of a session that is not in the table any more.
  func close(_ session: HTTPSession) {
    var exchanges: [Exchange] = []
    for call in session.running {
      if !exchanges.contains(where: { $0 === call.exchange }) { exchanges.append(call.exchange) }
      stop(call)
    }
    let now = EventLoop.turnTime
    for exchange in exchanges { end(exchange) }
    session.listening?.finish(at: now)
    for stream in session.streams {
      stream.finish(at: now)
      shelf.forget(stream)
    }
    endIfDrained()
  }

  /// Ends a request whose session is over: nobody will answer it any more.
  private func end(_ exchange: Exchange) {
    guard exchange.stream == nil, exchange.session.kind == .streamable, !exchange.isDone else {
      return emit([], to: exchange, isLast: true)
    }
    exchange.isDone = true
    refuse(.unknownSession, exchange.place)
  }

  /// Takes one of the places for streams that stay open: seven in eight connections may carry one, so that
  /// there is always room for requests; and no token takes more than half of those.
  ///
  /// - Returns: false when there is none left.
  func takePlace(_ connection: HTTPConnection, _ principal: Principal) -> Bool {
    let countMax = settings.connectionCountMax / 8 * 7
    let ownCountMax = settings.demandsToken ? countMax / 2 : countMax
    return streamPlaces.take(connection, principal, countMax: countMax, ownCountMax: ownCountMax)
  }
}
