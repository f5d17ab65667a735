internal import MCP
internal import Wire

extension PersonVerdict {
  /// What a person said, as it goes over the link.
  init(_ verdict: ElicitationVerdict) {
    self =
      switch verdict {
      case .accepted: .accepted
      case .declined: .declined
      case .dismissed: .dismissed
      case .unavailable: .unavailable
      }
  }
}
