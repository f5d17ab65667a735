import Catalog

/// An address whose changes a client wants to hear of, with the pattern that it was found by: each change is
/// held against what thousands of clients watch.
struct WatchedAddress: Sendable {
  /// The address as the client wrote it.
  let text: String
  /// The resource's address or pattern.
  private let pattern: String

  init(_ text: String, of resource: Resource) {
    self.text = text
    pattern = resource.pattern.text
  }

  /// Whether it is one of the addresses that a pattern stands for.
  func isOne(of other: ResourcePattern) -> Bool { pattern == other.text }
}
