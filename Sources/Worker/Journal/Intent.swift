public import Catalog
public import Values

/// What the trading worker is about to do once, as it stands in the journal before anything is sent.
///
/// Its id is given once and never changes: by it the exchange is asked what became of it, however this
/// process ends.
public struct Intent: Sendable, Equatable {
  /// One order that the intent may leave at the exchange.
  public struct Leg: Sendable, Equatable {
    /// What the exchange knows it by (`newClientOrderId` and its kin), at most 36 characters.
    public let clientOrderID: String
    /// `BUY` or `SELL`.
    public let side: String
    /// Such as `LIMIT`.
    public let type: String
    /// In the base asset, or in the quote asset with `isQuoteQuantity`; `nil` for closing a whole position.
    public let quantity: ExactDecimal?
    /// True for an order by the amount of the quote asset.
    public let isQuoteQuantity: Bool
    /// The limit price; `nil` for market orders.
    public let price: ExactDecimal?

    /// An order.
    public init(
      clientOrderID: String, side: String, type: String, quantity: ExactDecimal?,
      isQuoteQuantity: Bool = false,
      price: ExactDecimal?
    ) {
      self.clientOrderID = clientOrderID
      self.side = side
      self.type = type
      self.quantity = quantity
      self.isQuoteQuantity = isQuoteQuantity
      self.price = price
    }
  }

  /// What kind of thing it is, which decides how the exchange is asked about it.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// One spot order: `GET /api/v3/order`.
    case order = 1
    /// A spot order list: `GET /api/v3/orderList`, and each leg.
    case orderList = 2
    /// Cancel one spot order and place another (`cancelReplace`): both halves are asked about.
    case replacement = 3
    /// One USD-M order: `GET /fapi/v1/order`.
    case futuresOrder = 4
    /// One conditional USD-M order: `GET /fapi/v1/algoOrder`.
    case futuresAlgoOrder = 5
  }

  /// By which it is known: the client order id of its order, of a list the `listClientOrderId`.
  public let id: String
  /// Which life of which server made it.
  public let instance: UInt64
  /// Whose call it came from.
  public let principal: String
  /// SHA-256 of principal and idempotency key; `nil` without a key.
  public let idempotency: [UInt8]?
  /// SHA-256 of the tool and everything asked of it, ids left out: equal for the same order asked again.
  public let parameters: [UInt8]
  /// The tool that was called.
  public let tool: String
  /// What kind of thing it is.
  public let kind: Kind
  /// Which interface.
  public let api: API
  /// In the exchange's spelling.
  public let symbol: String
  /// Every order it may leave; at least one.
  public let legs: [Leg]
  /// Of a replacement: the client order id, or the number in decimal, of the order to be cancelled.
  public let replaces: String?
  /// What it is worth at the most, in `quote`: what the caps count.
  public let notional: ExactDecimal
  /// The asset that `notional` is in.
  public let quote: String
  /// Exchange time in milliseconds since 1970 when it was made.
  public let madeAtMilliseconds: Int

  /// An intent.
  public init(
    id: String, instance: UInt64, principal: String, idempotency: [UInt8]?, parameters: [UInt8], tool: String,
    kind: Kind, api: API, symbol: String, legs: [Leg], replaces: String? = nil, notional: ExactDecimal,
    quote: String, madeAtMilliseconds: Int
  ) {
    self.id = id
    self.instance = instance
    self.principal = principal
    self.idempotency = idempotency
    self.parameters = parameters
    self.tool = tool
    self.kind = kind
    self.api = api
    self.symbol = symbol
    self.legs = legs
    self.replaces = replaces
    self.notional = notional
    self.quote = quote
    self.madeAtMilliseconds = madeAtMilliseconds
  }
}
