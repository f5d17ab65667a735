public import Catalog

/// One request of the exchange's REST interface, before it becomes bytes.
public struct ExchangeRequest: Sendable {
  /// Where it goes.
  public let endpoint: Endpoint
  /// Names and values as they are; percent-encoding is done when the bytes are made.
  public let query: [(name: String, value: String)]
  /// What it takes of the rate budget, at least 1.
  public let weight: Int
  /// True when it changes nothing. Only such a request is ever sent again, whatever went wrong, and of those
  /// only a GET.
  public let isRead: Bool
  /// True when only the exchange's own word to this worker holds it up: what others say they heard would be a
  /// way to keep it from being asked for ever.
  public let ignoresHearsay: Bool

  /// Describes a request.
  ///
  /// - Precondition: what reads is a GET, or one of the few questions that the exchange takes as a POST
  ///   (`Endpoint.isQuestion`). Any other POST that says it reads is a programmer's mistake that could buy
  ///   something twice.
  public init(
    endpoint: Endpoint, query: [(name: String, value: String)] = [], weight: Int, isRead: Bool,
    ignoresHearsay: Bool = false
  ) {
    precondition(!isRead || endpoint.isQuestion, "only a question may be sent again")
    precondition(weight >= 0, "a request has no negative weight")
    self.endpoint = endpoint
    self.query = query
    self.weight = weight
    self.isRead = isRead
    self.ignoresHearsay = ignoresHearsay
  }
}
