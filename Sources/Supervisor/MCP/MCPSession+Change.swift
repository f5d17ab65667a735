public import Catalog
import Values

/// What is told unasked.
extension MCPSession {
  /// Something that happened outside of any request.
  public enum Change: Sendable, Equatable {
    /// The list of tools is another one.
    case tools
    /// The list of prompts is another one.
    case prompts
    /// The list of resources is another one.
    case resources
    /// What stands at this address has changed.
    case resource(address: String)
    /// What stands at addresses of this pattern may have changed; those that a client watches are told.
    case watched(ResourcePattern)
    /// Something for the log.
    case logged(LogMessage)
  }

  /// Whether a `subscriptions/listen` stands: the stream that its answer goes to has to be kept open.
  public var hasOpenSubscription: Bool { !subscriptions.isEmpty }

  /// Tells the client of a change, if it asked for it; else writes nothing.
  ///
  /// What is written belongs to the stream for what nobody asked for: standard output, the event stream that
  /// a GET has opened for a session, or the answer of the `subscriptions/listen` that this session was made
  /// for.
  public mutating func notify(_ change: Change, into output: inout Output) {
    if case .watched(let pattern) = change { return notify(ofAllLike: pattern, into: &output) }
    if sessionEra.hears(change, answers) { output.appendLine { $0.notification(change, subscription: nil) } }
    for subscription in subscriptions where subscription.hears(change) {
      output.appendLine { $0.notification(change, subscription: subscription.id) }
    }
  }

  /// Tells of each address of a pattern that is watched. One that is a resource of its own is none of them.
  private mutating func notify(ofAllLike pattern: ResourcePattern, into output: inout Output) {
    var addresses = sessionEra.watched.filter { $0.isOne(of: pattern) }.map(\.text)
    for subscription in subscriptions {
      let own = subscription.addresses.filter { $0.isOne(of: pattern) }.map(\.text)
      addresses += own.filter { !addresses.contains($0) }
    }
    for address in addresses { notify(.resource(address: address), into: &output) }
  }

  /// Takes over another description of the server, and tells of the lists that are not as before.
  ///
  /// Calls that run are answered as they would have been.
  public mutating func adopt(_ server: ServerDescription, into output: inout Output) {
    let before = answers
    answers = server.answers
    if before.listedNames.tools != answers.listedNames.tools { notify(.tools, into: &output) }
    if before.listedNames.prompts != answers.listedNames.prompts { notify(.prompts, into: &output) }
    if before.listedNames.resources != answers.listedNames.resources { notify(.resources, into: &output) }
  }

  /// Ends every `subscriptions/listen` with its result, because the server ends.
  ///
  /// - Parameter closing: how its stream is closed where it has none of its own, on standard output: with
  ///   `notifications/cancelled`, which a server sends for nothing else (MCP 2026-07-28, "Cancellation").
  public mutating func endSubscriptions(into output: inout Output, closing: Bool = false) {
    let ended = subscriptions
    subscriptions.removeAll()
    for subscription in ended {
      output.appendLine { $0.end(of: subscription, serverInfo: answers.serverInfo) }
      if closing { output.appendLine { $0.cancellation(of: subscription) } }
    }
  }

  /// Adds to the log of the client something about one of its calls. It belongs to the stream of that call.
  ///
  /// A client without sessions hears it when the request carried a level; one with a session, when it has set
  /// a level.
  public mutating func log(_ message: LogMessage, of callID: UInt64, into output: inout Output) {
    guard let call = pending[callID] else { return }
    let level = call.version.rules.era == .stateless ? call.logLevel : sessionEra.logLevel
    guard let level, message.level >= level else { return }
    output.appendLine { $0.notification(.logged(message), subscription: nil) }
  }

  /// Opens a subscription: the acknowledgement is the first that its stream carries.
  mutating func listen(_ subscription: Subscription, _ output: inout Output) {
    subscriptions.append(subscription)
    output.appendLine { $0.acknowledgement(of: subscription) }
  }

  /// Ends a subscription that the client has cancelled; false when the id is of no subscription.
  mutating func stopListening(_ id: RequestID) -> Bool {
    guard let index = subscriptions.firstIndex(where: { $0.id == id }) else { return false }
    subscriptions.remove(at: index)
    return true
  }
}
