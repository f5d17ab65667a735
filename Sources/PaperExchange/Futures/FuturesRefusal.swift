/// A futures request that the engine refuses: the exchange's code and text, word for word (USD-M documents,
/// "Error codes").
public struct FuturesRefusal: Error, Sendable, Hashable {
  /// The exchange's number, below zero.
  public let code: Int
  /// The exchange's text.
  public let message: String

  /// A refusal from its parts.
  public init(_ code: Int, _ message: String) {
    self.code = code
    self.message = message
  }

  static let unknownOrder = Self(-2011, "Unknown order sent.")
  static let noSuchOrder = Self(-2013, "Order does not exist.")
  static let insufficientMargin = Self(-2019, "Margin is insufficient.")
  static let wouldTrigger = Self(-2021, "Order would immediately trigger.")
  static let reduceOnlyRejected = Self(-2022, "ReduceOnly Order is rejected.")
  static let tooManyOrders = Self(-2025, "Reach max open order limit.")
  static let positionTooLarge = Self(-2027, "Exceeded the maximum allowable position at current leverage.")
  static let leverageTooSmall = Self(
    -2028, "Leverage is smaller than permitted: insufficient margin balance.")
  static let noPrice = Self(-4000, "Invalid order status.")
  static let priceTooHigh = Self(-4002, "Price greater than max price.")
  static let quantityNotPositive = Self(-4003, "Quantity less than zero.")
  static let quantityTooSmall = Self(-4004, "Quantity less than min quantity.")
  static let quantityTooLarge = Self(-4005, "Quantity greater than max quantity.")
  static let stopPriceNotPositive = Self(-4006, "Stop price less than zero.")
  static let stopPriceTooHigh = Self(-4007, "Stop price greater than max price.")
  static let priceTooLow = Self(-4013, "Price less than min price.")
  static let priceOffTick = Self(-4014, "Price not increased by tick size.")
  static let priceAboveBand = Self(-4016, "Price is higher than mark price multiplier cap.")
  static let quantityOffStep = Self(-4023, "Qty not increased by step size.")
  static let priceBelowBand = Self(-4024, "Price is lower than mark price multiplier floor.")
  static let tooManyAlgoOrders = Self(-4045, "Reach max stop order limit.")
  static let sameMarginType = Self(-4046, "No need to change margin type.")
  static let marginTypeWithOrders = Self(
    -4047, "Margin type cannot be changed if there exists open orders.")
  static let marginTypeWithPosition = Self(-4048, "Margin type cannot be changed if there exists position.")
  static let marginOfCross = Self(-4049, "Add margin only support for isolated position.")
  static let crossBalanceInsufficient = Self(-4050, "Cross balance insufficient.")
  static let isolatedBalanceInsufficient = Self(-4051, "Isolated balance insufficient.")
  static let marginOfNoPosition = Self(-4054, "Cannot add position margin: position is 0.")
  static let amountNotPositive = Self(-4055, "Amount must be positive.")
  static let samePositionMode = Self(-4059, "No need to change position side.")
  static let positionSideMismatch = Self(-4061, "Order's position side does not match user's setting.")
  static let positionModeWithOrders = Self(
    -4067, "Position side cannot be changed if there exists open orders.")
  static let positionModeWithPosition = Self(
    -4068, "Position side cannot be changed if there exists position.")
  static let duplicateClientID = Self(-4116, "clientOrderId is duplicated")
  static let noBandPrice = Self(
    -4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit")
  static let invalidActivationPrice = Self(-4135, "Invalid activation price")
  static let notTrading = Self(-4140, "Invalid symbol status for opening position")
  static let leverageReduction = Self(
    -4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions")
  static let multiAssetsWithIsolated = Self(
    -4167,
    "Unable to adjust to Multi-Assets mode with symbols of USDⓈ-M Futures under isolated-margin mode.")
  static let isolatedWithMultiAssets = Self(
    -4168, "Unable to adjust to isolated-margin mode under the Multi-Assets mode.")
  static let multiAssetsWithOrders = Self(
    -4170, "Unable to adjust Multi-Assets Mode with open orders in USDⓈ-M Futures.")
  static let sameAssetMode = Self(
    -4171, "Adjusted asset mode is currently set and does not need to be adjusted repeatedly.")
  static let fillOrKillFailed = Self(
    -5021, "Due to the order could not be filled immediately, the FOK order has been rejected.")
  static let postOnlyFailed = Self(
    -5022, "Due to the order could not be executed as maker, the Post Only order will be rejected.")
  static let notTradingForChange = Self(
    -5024, "Symbol is not in trading status. Order amendment is not permitted.")
  static let limitOnly = Self(-5025, "Only limit order is supported.")
  static let tooManyChanges = Self(-5026, "Exceed maximum modify order limit.")
  static let sameOrder = Self(-5027, "No need to modify the order.")
  static let badGoodTillDate = Self(
    -5040,
    "The goodTillDate timestamp must be greater than the current time plus 600 seconds and smaller than "
      + "253402300799000 (UTC 9999-12-31 23:59:59)")
  static let noMatchingDepth = Self(-5041, "No depth matches this BBO order")

  /// -4028.
  public static func invalidLeverage(_ leverage: Int) -> Self {
    Self(-4028, "Leverage \(leverage) is not valid")
  }
  /// -4164.
  static func notionalTooSmall(_ minimum: String) -> Self {
    Self(-4164, "Order's notional must be no smaller than \(minimum) (unless you choose reduce only)")
  }
}
