/// An intent in a place of its own, so that a copy of its entry counts one reference and not one for each of
/// its texts: a journal of a million records is opened by making and forgetting hundreds of thousands of
/// entries.
final class KeptIntent: Sendable, Equatable {
  let intent: Intent

  init(_ intent: Intent) {
    self.intent = intent
  }

  static func == (left: KeptIntent, right: KeptIntent) -> Bool {
    left === right || left.intent == right.intent
  }
}
