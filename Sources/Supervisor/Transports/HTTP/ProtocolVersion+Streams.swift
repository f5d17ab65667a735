internal import MCP

extension ProtocolVersion {
  /// Whether a stream begins with an event that only brings an id (MCP 2025-11-25, "Sending Messages to the
  /// Server"). Clients of earlier versions take an event without data for a broken message.
  var primesStreams: Bool {
    switch self {
    case .november2024, .march2025, .june2025, .july2026: false
    case .november2025: true
    }
  }
}
