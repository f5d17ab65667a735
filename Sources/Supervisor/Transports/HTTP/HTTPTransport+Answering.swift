internal import HTTP
internal import HTTPServer
internal import LinuxIO
internal import MCP

/// What goes back to clients.
extension HTTPTransport {
  /// Takes the answer of a call, lent until this returns.
  public func deliver(_ callID: UInt64, isSuccess: Bool, envelope: Span<UInt8>) {
    guard let route = takeRoute(callID) else { return }
    let exchange = route.exchange
    let said = exchange.session.dialogue.finish(route.localID, isSuccess: isSuccess, envelope: envelope)
    emit(said, to: exchange, isLast: exchange.openCallCount == 0)
    exchange.session.dialogue.reuse(said)
    endIfDrained()
  }

  /// A sign of life for a call whose client listens.
  public func progress(_ callID: UInt64, message: String, elapsedSeconds: Int) {
    guard let route = routes[callID], route.exchange.canSpeak else { return }
    let said = route.exchange.session.dialogue.progress(
      route.localID, elapsedSeconds: elapsedSeconds, message: message)
    emit(said, to: route.exchange, isLast: false)
  }

  /// Asks the person behind a call, for no longer than `personNanoseconds` of the settings.
  ///
  /// - Parameter state: by what the asker knows the question again; a client without a session is asked only
  ///   with one.
  public func confirm(_ callID: UInt64, message: String, state: String?) {
    guard let route = routes[callID] else { return }
    let (exchange, localID) = (route.exchange, route.localID)
    let session = exchange.session
    guard session.kind == .stateless || exchange.canSpeak,
      let (said, isOver) = session.dialogue.ask(localID, message: message, state: state)
    else { return desk.confirmed(callID, .unavailable) }
    if isOver {
      // The client has the question as its answer, and comes back with another call.
      _ = takeRoute(callID)
      desk.cancel(callID)
      return emit(said, to: exchange, isLast: exchange.openCallCount == 0)
    }
    emit(said, to: exchange, isLast: false)
    EventLoop.shared.schedule(at: EventLoop.now + settings.personNanoseconds) { [weak self] in
      guard let self, routes[callID] != nil, let said = session.dialogue.giveUpAsking(localID) else { return }
      emit(said, to: exchange, isLast: false)
      desk.confirmed(callID, .dismissed)
    }
  }

  /// Answers a message for which nothing has to be waited.
  func answerAtOnce(_ said: [UInt8], _ exchange: Exchange) {
    if said.isEmpty {
      // A notification, or an answer to a question of ours.
      exchange.isDone = true
      return reply(202, exchange.place)
    }
    let status = status(of: said, exchange)
    let isOneRequest = exchange.session.kind == .stateless && status == 400
    emit(
      isOneRequest ? AnswerStart.withoutNullID(said) : said, to: exchange, isLast: true, status: status)
    exchange.session.dialogue.reuse(said)
  }

  /// The status of an answer that was made without asking a worker.
  func status(of said: [UInt8], _ exchange: Exchange) -> Int {
    if AnswerStart.isErrorWithoutID(said) { return 400 }
    guard exchange.session.kind == .stateless, said.count < Self.errorByteCountMax,
      let code = MessageGlance.errorCode(of: said)
    else { return 200 }
    switch code {
    case -32601: return 404
    case -32700, -32600, -32022 ... -32020: return 400
    default: return 200
    }
  }

  /// Errors are shorter than this.
  static let errorByteCountMax = 16 * 1_024

  /// The largest message that is looked at once more to find out which scope it lacked.
  static let judgedByteCountMax = 32 * 1_024

  /// Sends lines to the client of an exchange.
  ///
  /// - Parameters:
  ///   - said: whole lines, each ended by a newline; may be none when it is the last of a call that was
  ///     cancelled, which has no answer.
  ///   - isLast: whether nothing more will be said.
  func emit(_ said: [UInt8], to exchange: Exchange, isLast: Bool, status: Int = 200) {
    guard !exchange.isDone, isLast || !said.isEmpty else { return }
    if isLast { exchange.isDone = true }
    if exchange.session.kind == .oldStream { return write(said, exchange.session.listening) }
    if exchange.stream == nil {
      if isLast, replyWhole(said, exchange, status) { return }
      guard exchange.accepted.takesEvents else { return }
      beginStream(exchange)
    }
    guard let stream = exchange.stream else { return }
    write(said, stream)
    if isLast {
      stream.finish(at: EventLoop.turnTime)
      shelf.add(stream, of: exchange.session)
      endIfLost(exchange)
    }
  }

  /// Sends an answer as one JSON text, when it is the only thing to be said or the client takes nothing else.
  private func replyWhole(_ said: [UInt8], _ exchange: Exchange, _ status: Int) -> Bool {
    guard exchange.accepted.takesJSON || said.isEmpty || status != 200 else { return false }
    if said.isEmpty {
      reply(202, exchange.place)
      return true
    }
    var start = 0
    let end = said.count - 1
    // A list of every tool has 78 KB: looked at byte by byte, that was half of the time it took.
    if let newline = ByteSearch.lastIndex(of: UInt8(ascii: "\n"), in: said.span.extracting(..<end)) {
      if exchange.accepted.takesEvents { return false }
      start = newline + 1
    }
    exchange.place.connection.reply(
      status: status, uncheckedFields: fields.json(exchange.place),
      body: said[start..<end])
    return true
  }

  /// Begins to answer with a stream of events.
  func beginStream(_ exchange: Exchange) {
    let session = exchange.session
    let connection = exchange.place.connection
    connection.beginStream(status: 200, headers: fields.events(exchange.place))
    if session.kind == .streamable {
      let stream = openStream("p", in: session)
      exchange.stream = stream
      stream.connection = connection.isStreaming ? connection : nil
      if session.dialogue.primesStreams { stream.prime() }
    } else {
      exchange.stream = MessageStream(name: nil, of: session.owner, connection: connection)
    }
    connection.flush()
  }

  /// Writes each line as an event.
  func write(_ said: [UInt8], _ stream: MessageStream?) {
    guard let stream else { return }
    let bytes = said.span
    var start = 0
    while start < bytes.count {
      let end = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: start) ?? bytes.count
      if end > start { shelf.count(stream.write(bytes.extracting(start..<end)), of: stream) }
      start = end + 1
    }
  }

  /// A session that lives as long as its request is gone with it.
  private func endIfLost(_ exchange: Exchange) {
    if exchange.session.kind == .stateless { exchange.stream = nil }
  }
}
