public import MCP
public import Values

/// What the host of a server does about the requests that he answers himself.
extension HTTPTransport {
  /// Answers a request.
  public func finish(_ callID: UInt64, _ outcome: HostedOutcome) {
    guard let route = takeRoute(callID) else { return }
    let said = route.exchange.session.dialogue.finish(route.localID, outcome)
    // What a request needs may show only while it is worked on; it is refused with the same status then.
    emit(
      said, to: route.exchange, isLast: route.exchange.openCallCount == 0,
      status: status(of: said, route.exchange))
    endIfDrained()
  }

  /// Sends a message for the client's log, if it wants it.
  public func log(_ message: LogMessage, of callID: UInt64) {
    guard let route = routes[callID], route.exchange.canSpeak else { return }
    emit(
      route.exchange.session.dialogue.log(message, of: route.localID), to: route.exchange, isLast: false)
  }

  /// Asks the client something; false when it cannot be asked.
  public func ask(_ callID: UInt64, _ name: String, method: String, params: JSON) -> Bool {
    guard let route = routes[callID], route.exchange.canSpeak,
      let said = route.exchange.session.dialogue.ask(
        route.localID, name, method: method, params: params)
    else { return false }
    emit(said, to: route.exchange, isLast: false)
    return true
  }

  /// Closes the connection that a request's stream goes over, and keeps the stream: its client has to come
  /// back for the rest (MCP 2025-11-25, "Sending Messages to the Server").
  public func closeStream(of callID: UInt64) {
    guard let exchange = routes[callID]?.exchange, exchange.session.kind == .streamable,
      exchange.accepted.takesEvents
    else { return }
    if exchange.stream == nil { beginStream(exchange) }
    exchange.stream?.pause()
  }
}
