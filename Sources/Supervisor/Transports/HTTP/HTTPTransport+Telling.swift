internal import HTTPServer
public import MCP

/// What is told to clients that have not asked for anything just now.
extension HTTPTransport {
  /// Tells every client of a change that it wants to hear of.
  public func tell(_ change: MCPSession.Change) {
    tellEach { $0.notify(change) }
  }

  /// Describes the server anew, and tells every client of the lists that are not as before.
  public func describeAgain() {
    forgetDescriptions()
    for session in sessions.all { say(session.dialogue.adopt(description(of: session)), to: session) }
    for exchange in subscribers {
      let said = exchange.session.dialogue.adopt(description(of: exchange.session))
      emit(said, to: exchange, isLast: false)
    }
  }

  private func tellEach(_ tell: (inout Dialogue) -> [UInt8]) {
    for session in sessions.all { say(tell(&session.dialogue), to: session) }
    for exchange in subscribers { emit(tell(&exchange.session.dialogue), to: exchange, isLast: false) }
  }

  /// Says something on the stream for what nobody has asked for. A client that has never opened one does not
  /// hear it.
  private func say(_ said: [UInt8], to session: HTTPSession) {
    if said.isEmpty { return }
    write(said, session.listening)
    session.listening?.connection?.flush()
  }

  /// Keeps the answer to a `subscriptions/listen` open.
  func subscribe(_ exchange: Exchange, _ said: [UInt8]) {
    guard exchange.accepted.takesEvents else { return refuse(.notAcceptable, exchange.place) }
    guard takePlace(exchange.place.connection, exchange.session.owner) else {
      return refuse(.tooManyStreams, exchange.place)
    }
    subscribers.append(exchange)
    wait(for: exchange)
    emit(said, to: exchange, isLast: false)
  }

  func unsubscribe(_ exchange: Exchange) {
    subscribers.removeAll { $0 === exchange }
  }

  /// Ends subscriptions with their result: all of them because the server ends, or those of somebody who is
  /// not let in any more.
  func endSubscriptions(where isMeant: (HTTPSession) -> Bool = { _ in true }) {
    let ended = subscribers.filter { isMeant($0.session) }
    subscribers.removeAll { isMeant($0.session) }
    for exchange in ended {
      emit(exchange.session.dialogue.endSubscriptions(), to: exchange, isLast: true)
    }
  }
}
