internal import HTTPServer
internal import LinuxIO
public import MCP

/// What is told to clients that have not asked for anything just now.
extension HTTPTransport {
  /// Clients that are told of changes in one turn of the loop: an order must not hold up everybody for as
  /// long as thousands of others take to be told of it.
  private static let toldCountMax = 256
  /// Changes that wait to be told.
  private static let roundCountMax = 64

  /// One change, and who is still to be told of it.
  struct Round {
    let change: MCPSession.Change
    fileprivate var sessions: [HTTPSession]
    fileprivate var subscribers: [Exchange]
  }

  /// Tells every client of a change that it wants to hear of: the first at once, the others one turn after
  /// the other. A change that waits to be told already is told once.
  public func tell(_ change: MCPSession.Change) {
    guard !rounds.dropFirst().contains(where: { $0.change == change }), rounds.count < Self.roundCountMax
    else { return }
    // Who has no stream for what nobody asked for would not hear it.
    rounds.append(
      Round(change: change, sessions: sessions.all.filter { $0.listening != nil }, subscribers: subscribers))
    if rounds.count == 1 { tellSome() }
  }

  private func tellSome() {
    var left = Self.toldCountMax
    while left > 0, !rounds.isEmpty {
      left -= 1
      let change = rounds[0].change
      if let session = rounds[0].sessions.popLast() {
        say(session.dialogue.notify(change), to: session)
      } else if let exchange = rounds[0].subscribers.popLast() {
        if !exchange.isDone { emit(exchange.session.dialogue.notify(change), to: exchange, isLast: false) }
      } else {
        rounds.removeFirst()
      }
    }
    if rounds.isEmpty { return }
    EventLoop.shared.schedule(at: EventLoop.now) { [weak self] in self?.tellSome() }
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
