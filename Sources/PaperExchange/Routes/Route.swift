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
  /// What a request weighs. A request that turns out to be wrong weighs as much as a right one.
  let weight: @Sendable (CheckedQuery) -> Int
  /// The body of the answer.
  let answer: @Sendable (Answer) throws(ExchangeError) -> [UInt8]

  init(
    _ method: String, _ path: String, _ security: Security = .none, parameters: [Parameter] = [],
    isCommand: Bool? = nil, weight: @escaping @Sendable (CheckedQuery) -> Int,
    answer: @escaping @Sendable (Answer) throws(ExchangeError) -> [UInt8]
  ) {
    self.method = method
    self.path = path
    self.security = security
    self.parameters = parameters
    self.isCommand = isCommand ?? (method != "GET")
    self.weight = weight
    self.answer = answer
  }

  init(
    _ method: String, _ path: String, _ security: Security = .none, parameters: [Parameter] = [],
    isCommand: Bool? = nil, weight: Int,
    answer: @escaping @Sendable (Answer) throws(ExchangeError) -> [UInt8]
  ) {
    self.init(
      method, path, security, parameters: parameters, isCommand: isCommand, weight: { _ in weight },
      answer: answer)
  }

  /// Every route of the exchange.
  public static let all: [Route] = spotMarket + futuresMarket + futuresAccount + futuresTrade

  /// Which of the exchange's programming interfaces the path belongs to.
  public var family: RouteFamily { RouteFamily(path: path) }
}
