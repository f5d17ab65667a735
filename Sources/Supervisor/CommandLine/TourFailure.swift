internal import LinuxIO

/// Why a tour stopped.
enum TourFailure: Error, Equatable {
  /// The conversation with the server broke.
  case server(MCPClient.Failure)
  /// A tool answered with an error; what it said, already escaped.
  case tool(lines: [String])
  /// An answer without what the step is about.
  case unexpected(String)
  /// The worker could not be killed.
  case notKilled(SystemFailure)

  /// What happened and what to do next, as lines.
  var lines: [String] {
    switch self {
    case .server(let failure): [failure.description, failure.suggestion]
    case .tool(let lines): lines
    case .unexpected(let what): [what, "Ask the server itself: bulkhead call server_status --paper"]
    case .notKilled(let failure):
      ["the market worker could not be killed: \(failure)", "Run the tour again."]
    }
  }

  /// The code the tour ends with.
  var exitCode: ExitCode {
    switch self {
    case .server(let failure): failure.exitCode
    case .tool: .commandFailed
    case .unexpected, .notKilled: .ownFault
    }
  }
}
