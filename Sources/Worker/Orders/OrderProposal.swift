package import Catalog
package import Journal
package import Values

/// What a tool wants done that moves money: checked against the symbol's rules, not yet against the policy,
/// without ids, and without a byte sent.
package struct OrderProposal: Sendable {
  /// One order of it.
  package struct Leg: Sendable {
    /// The parameter of the request that takes its client order id, such as `newClientOrderId`.
    package var idName: String
    /// `BUY` or `SELL`.
    package var side: String
    /// Such as `LIMIT`.
    package var type: String
    /// In the base asset; `nil` when `quoteQuantity` is given, or when a whole position is closed.
    package var quantity: ExactDecimal?
    /// In the quote asset: `quoteOrderQty`.
    package var quoteQuantity: ExactDecimal?
    /// The limit price.
    package var price: ExactDecimal?
    /// The trigger of a conditional order.
    package var stopPrice: ExactDecimal?
    /// True when it can only make a position smaller (futures `reduceOnly`, `closePosition`).
    package var onlyReduces = false
    /// Of a trailing stop: how far its trigger may move from the market's price, in basis points.
    package var trailingDelta: Int?
    /// Of an order whose price the exchange takes from the book: how many levels deep.
    package var pegLevels: Int?
    /// True when it is pegged to the other side of the book, so that it trades at once, that deep.
    package var pegTakes = false
    /// True of both orders of a pair of which a fill cancels the other: no more than one of them trades.
    package var isAlternative = false

    /// An order.
    package init(idName: String, side: String, type: String) {
      self.idName = idName
      self.side = side
      self.type = type
    }
  }

  /// How the exchange is asked about it afterwards.
  package var kind: Intent.Kind
  /// Where it goes; a request that is signed.
  package var endpoint: Endpoint
  /// In the exchange's spelling.
  package var symbol: String
  /// The assets of the symbol.
  package var base: String
  /// The asset that its prices are in.
  package var quote: String
  /// The request's parameters, all but ids, `recvWindow`, `timestamp` and `signature`.
  package var query: [(name: String, value: String)]
  /// The parameter that takes the intent's own id: of a single order the same as its leg's, of a list
  /// `listClientOrderId`.
  package var idName: String
  /// Every order it may leave.
  package var legs: [Leg]
  /// Of a replacement: the number or the client order id of the order to be cancelled.
  package var replaces: String?
  /// One sentence for people: "buy 0.01 BTC for USDT at 60000 or better (LIMIT, GTC)".
  package var summary: String {
    get { words() }
    set { words = { newValue } }
  }
  /// Makes that sentence. Nobody reads it of an order that no person is asked about, which is most of them.
  var words: @Sendable () -> String
  /// What `adjust` has changed, in words, for the answer; nothing is rounded silently.
  package var adjustments: [String] = []
  /// The caller's key, if there is one.
  package var idempotencyKey: String?
  /// True when the caller says that the same order twice is meant.
  package var allowsDuplicate = false

  /// A proposal.
  package init(
    kind: Intent.Kind, endpoint: Endpoint, symbol: String, base: String, quote: String,
    query: [(name: String, value: String)], idName: String, legs: [Leg], summary: String
  ) {
    self.kind = kind
    self.endpoint = endpoint
    self.symbol = symbol
    self.base = base
    self.quote = quote
    self.query = query
    self.idName = idName
    self.legs = legs
    words = { summary }
  }
}
