/// One method of one path: what it reads, weighs and answers. The tables of them (`Route+….swift`) are the
/// exchange's interface.
///
/// A table and not a switch, so that each family of endpoints has a file of its own and none of them touches
/// the router.
public struct Route: Sendable {
  /// Who may ask (rest-api.md, "Request Security").
  public enum Security: Sendable, Hashable {
    /// Everybody.
    case none
    /// Whoever sends a valid key id: MARKET_DATA and USER_STREAM.
    case apiKey
    /// A signed request of a key that may read: USER_DATA.
    case userData
    /// A signed request of a key that may trade: TRADE.
    case trade

    /// Whether timestamp and signature are demanded.
    public var isSigned: Bool { self == .userData || self == .trade }
  }

  /// Whose counter a request's weight goes to (wallet documents, "Weight(IP)" and "Weight(UID)").
  public enum WeightCounter: Sendable, Hashable {
    case address
    /// The account whose key signed it; of signed wallet routes only.
    case account
  }

  /// The method, such as `POST`.
  public let method: String
  /// The path, such as `/api/v3/order`.
  public let path: String
  /// Who may ask.
  public let security: Security
  /// The parameters it reads, in the documents' order, without those of a signature.
  public let parameters: [Parameter]
  /// Whether it can change accounts, orders or positions: such a request is one that a log of commands keeps.
  public let isCommand: Bool
  /// Whose counter the weight goes to.
  public let weightCounter: WeightCounter
  /// What a request weighs. A request that turns out to be wrong weighs as much as a right one.
  let weight: @Sendable (CheckedQuery) -> Int
  /// The body of the answer.
  let answer: @Sendable (Answer) throws(ExchangeError) -> [UInt8]

  init(
    _ method: String, _ path: String, _ security: Security = .none, parameters: [Parameter] = [],
    isCommand: Bool? = nil, weighsOn weightCounter: WeightCounter = .address,
    weight: @escaping @Sendable (CheckedQuery) -> Int,
    answer: @escaping @Sendable (Answer) throws(ExchangeError) -> [UInt8]
  ) {
    self.method = method
    self.path = path
    self.security = security
    self.parameters = parameters
    self.isCommand = isCommand ?? (method != "GET")
    self.weightCounter = weightCounter
    self.weight = weight
    self.answer = answer
  }

  init(
    _ method: String, _ path: String, _ security: Security = .none, parameters: [Parameter] = [],
    isCommand: Bool? = nil, weighsOn weightCounter: WeightCounter = .address, weight: Int,
    answer: @escaping @Sendable (Answer) throws(ExchangeError) -> [UInt8]
  ) {
    self.init(
      method, path, security, parameters: parameters, isCommand: isCommand, weighsOn: weightCounter,
      weight: { _ in weight }, answer: answer)
  }

  /// Every route of the exchange.
  public static let all: [Route] =
    spotMarket + unlisted + keys + spotOrders + spotOrderLists + spotAccount + wallet + paper + futuresMarket
    + futuresAccount + futuresTrade

  /// The parameters that count when unknown ones are refused: its own, and those of a signature.
  var readParameters: [Parameter] {
    security.isSigned ? parameters + Authentication.parameters : parameters
  }

  /// Whether a request that succeeds weighs nothing (changelog of 2026-03-27).
  var isFreeWhenSuccessful: Bool { Self.freeWhenSuccessful.contains("\(method) \(path)") }

  private static let freeWhenSuccessful: Set<String> = [
    "POST /api/v3/order", "POST /api/v3/sor/order", "DELETE /api/v3/order", "DELETE /api/v3/openOrders",
    "POST /api/v3/order/cancelReplace", "POST /api/v3/order/oco", "POST /api/v3/orderList/oco",
    "POST /api/v3/orderList/oto", "POST /api/v3/orderList/otoco", "POST /api/v3/orderList/opo",
    "POST /api/v3/orderList/opoco", "DELETE /api/v3/orderList",
  ]

  /// Which of the exchange's programming interfaces the path belongs to.
  public var family: RouteFamily { RouteFamily(path: path) }
}
