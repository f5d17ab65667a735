internal import Catalog
internal import HTTPServer
internal import LinuxIO
internal import MCP

/// What is done once a second, for all clients at once.
extension HTTPTransport {
  static let sweepNanoseconds: UInt64 = 1_000_000_000
  /// A call that takes longer than this is answered with a stream, so that whoever is between here and the
  /// client sees that the connection lives, and the client can come back when it is cut.
  static let patienceNanoseconds: UInt64 = 1_000_000_000
  /// A session that was not used for this long gives back the memory that it keeps for its next message.
  static let restNanoseconds: UInt64 = 2_000_000_000

  func sweep() {
    let now = EventLoop.now
    beginLongAnswers(at: now)
    restSessions(at: now)
    shelf.sweep(at: now)
    streamPlaces.forgetEnded()
    endRevoked()
  }

  private func beginLongAnswers(at now: UInt64) {
    for route in routes.values {
      let exchange = route.exchange
      guard exchange.stream == nil, !exchange.isDone, exchange.accepted.takesEvents,
        exchange.session.kind != .oldStream, exchange.place.connection.isOpen,
        now - exchange.startedAt > Self.patienceNanoseconds
      else { continue }
      beginStream(exchange)
    }
  }

  private func restSessions(at now: UInt64) {
    freshSessions.removeAll { session in
      guard now > session.lastUsed, now - session.lastUsed > Self.restNanoseconds else { return false }
      session.isFresh = false
      session.dialogue.rest()
      return true
    }
  }

  /// Ends the sessions and subscriptions of those who would not be let in any more, such as after a token was
  /// revoked. A single request that is under way is answered.
  private func endRevoked() {
    guard settings.demandsToken else { return }
    var good: [Principal: Bool] = [:]
    func isGood(_ owner: Principal) -> Bool {
      if let known = good[owner] { return known }
      let isGood = access.isStillGood(owner)
      good[owner] = isGood
      return isGood
    }
    for session in sessions.all where !isGood(session.owner) {
      sessions.remove(session)
      close(session)
    }
    endSubscriptions { !isGood($0.owner) }
  }
}
