import Values

/// Arguments that the order tools share.
extension Parameter {
  /// The smallest amount that the exchange's eight decimals can write.
  private static let smallestAmount = ExactDecimal(unchecked: 1, scale: 8)

  /// The longest client order id that the exchange takes.
  static let clientOrderIDLengthMax = 36

  /// The longest key that a caller may give to an order of its own.
  static let idempotencyKeyLengthMax = 64

  /// The largest whole number that every JSON library reads exactly; order numbers are far below it.
  private static let numberMax = 9_007_199_254_740_991

  /// The types of spot orders.
  public static let spotOrderTypes = [
    "LIMIT", "MARKET", "LIMIT_MAKER", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT",
  ]

  /// The types that one half of a pair may have.
  public static let pairedOrderTypes = [
    "LIMIT_MAKER", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT",
  ]

  /// An amount of more than nothing.
  static func amount(_ name: String, _ description: String, example: JSON? = nil) -> Parameter {
    Parameter(
      name, .decimal(minimum: smallestAmount, maximum: nil), description, example: example)
  }

  /// `BUY` or `SELL`.
  static func side(_ name: String = "side", _ description: String, isRequired: Bool = false) -> Parameter {
    Parameter(name, .choice(["BUY", "SELL"]), description, isRequired: isRequired)
  }

  /// How long an order stands.
  static func timeInForce(_ name: String = "time_in_force", of whose: String = "") -> Parameter {
    Parameter(
      name, .choice(["GTC", "IOC", "FOK"]), "How long\(whose) stands; of types with price GTC unless given.")
  }

  /// How far a trailing stop follows, in basis points.
  static func trailingDelta(_ name: String = "trailing_delta") -> Parameter {
    Parameter(name, .integer(1...10_000), "Trailing distance in basis points: 100 is 1%.")
  }

  /// What is done when an order would meet one of the same account.
  static let selfTradePrevention = Parameter(
    "self_trade_prevention",
    .choice(["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"]),
    "What happens when it would meet an order of the same account; the symbol's own default otherwise.")

  /// The caller's key of an order.
  static let idempotencyKey = Parameter(
    "idempotency_key", .string(lengthMax: idempotencyKeyLengthMax),
    "A key of your own for this order: the same call with the same key places nothing again and answers "
      + "with the first order.", example: "rebalance-7")

  /// Whether the same order again is meant.
  static let allowDuplicate = Parameter(
    "allow_duplicate", .boolean,
    "True if the same order again is meant, shortly after one whose outcome is unknown.",
    defaultValue: false)

  /// What is done with amounts that the symbol's steps do not allow.
  static let adjust = Parameter(
    "adjust", .choice(["none", "round_down"]),
    "round_down: too fine amounts are rounded toward less money (quantities down, a buyer's prices down, a "
      + "seller's up), and adjustments lists what changed; none: they are refused, with the nearest valid "
      + "values.", defaultValue: "none")

  /// The exchange's number of something.
  static func number(_ name: String, _ description: String, example: JSON? = nil) -> Parameter {
    Parameter(name, .integer(0...numberMax), description, example: example)
  }

  /// An id that the client of the exchange gave.
  static func clientID(_ name: String, _ description: String) -> Parameter {
    Parameter(name, .string(lengthMax: clientOrderIDLengthMax), description)
  }
}
