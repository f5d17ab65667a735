internal import Values

/// What the tour needs of `server_status`.
struct ServerFacts: Equatable {
  /// The market worker's part.
  struct Worker: Equatable {
    let state: String
    let pid: Int?
    let generation: Int
    let restarts: Int
  }

  let version: String
  let venue: String
  let gatewayPid: Int?
  let market: Worker?

  /// Reads `data` of the answer.
  init(_ data: JSONValue) {
    version = TerminalText.escaped(data["version"]?.string ?? "")
    venue = TerminalText.escaped(data["venue"]?.string ?? "")
    gatewayPid = data["gateway_pid"]?.integer
    let worker = data["workers"]?.elements.first { $0["role"]?.isString("market") == true }
    market = worker.map {
      Worker(
        state: TerminalText.escaped($0["state"]?.string ?? ""), pid: $0["pid"]?.integer,
        generation: $0["generation"]?.integer ?? 0, restarts: $0["restarts"]?.integer ?? 0)
    }
  }
}
