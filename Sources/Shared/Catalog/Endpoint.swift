/// One request of the exchange's REST interface: where it goes and what it costs of the rate budget.
///
/// A class for the reason that `Tool` is one; two of the same content are equal.
public final class Endpoint: Sendable, Hashable {
  /// The interface, which decides the host and the budget.
  public let api: API
  /// The HTTP method, in capitals.
  public let method: String
  /// The absolute path, without a query.
  public let path: String
  /// The documented request weight.
  public let weight: Weight
  /// What the exchange wants to see: whether the request is signed derives from it.
  public let security: SecurityType
  /// Whether its weight is counted by account and not by address: "Weight(UID)" in the wallet documents.
  public let isWeighedByAccount: Bool

  /// Describes an endpoint.
  public init(
    api: API, method: String = "GET", path: String, weight: Weight, security: SecurityType = .none,
    isWeighedByAccount: Bool = false
  ) {
    self.api = api
    self.method = method
    self.path = path
    self.weight = weight
    self.security = security
    self.isWeighedByAccount = isWeighedByAccount
  }

  /// Questions that the exchange takes as a POST; its documents say that they only answer.
  private static let askedByPost: Set<String> = ["/sapi/v1/asset/get-funding-asset", "/api/v3/order/test"]

  /// Whether a request to it changes nothing at the exchange.
  public var isQuestion: Bool {
    method == "GET" || method == "POST" && Self.askedByPost.contains(path)
  }

  /// Whether the two say the same.
  public static func == (one: Endpoint, other: Endpoint) -> Bool {
    one === other
      || one.api == other.api && one.method == other.method && one.path == other.path
        && one.weight == other.weight && one.security == other.security
  }

  /// Takes in the content.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(api)
    hasher.combine(method)
    hasher.combine(path)
    hasher.combine(weight)
  }
}
