public import Values

/// What came of a request that the host of the server answers.
public enum HostedOutcome: Sendable {
  /// Done: the members of the result, a JSON object; what the era adds to every result is added.
  case result(JSON)
  /// The client has to ask its person, its model or itself first, and comes back with the answers and with
  /// the state (2026-07-28 only). The requests are an object of requests by their names.
  case inputRequired(requests: JSON, state: String?)
  /// An error of the protocol.
  case failed(MCPError)
}
