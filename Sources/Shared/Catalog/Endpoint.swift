/// One request of the exchange's REST interface: where it goes and what it costs of the rate budget.
public struct Endpoint: Sendable, Hashable {
  /// The interface, which decides the host and the budget.
  public let api: API
  /// The HTTP method, in capitals.
  public let method: String
  /// The absolute path, without a query.
  public let path: String
  /// The documented request weight.
  public let weight: Weight

  /// Describes an endpoint.
  public init(api: API, method: String = "GET", path: String, weight: Weight) {
    self.api = api
    self.method = method
    self.path = path
    self.weight = weight
  }
}
