import Exchange
import Wire

extension Confirmation {
  /// What a person said, as it came over the link.
  init(_ verdict: PersonVerdict) {
    self =
      switch verdict {
      case .accepted: .accepted
      case .declined: .declined
      case .dismissed: .dismissed
      case .unavailable: .unavailable
      }
  }
}
