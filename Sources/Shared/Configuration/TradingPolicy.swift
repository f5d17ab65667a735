public import Values

/// What the operator lets the trading worker do with money: `trading` of `bulkhead.json`.
///
/// Enforced by the process that holds the key. It comes from a file that the client's host cannot write;
/// flags and the environment can only tighten it. A limit that is `nil` is not set.
public struct TradingPolicy: Sendable, Equatable {
  /// `trading.enabled`: whether anything that moves money is allowed at all.
  public var isEnabled = false
  /// `trading.symbols`: the only symbols that may be traded, in the exchange's spelling; `nil` for all.
  public var symbols: [String]?
  /// `trading.sides`: `BUY`, `SELL`; `nil` for both.
  public var sides: [String]?
  /// `trading.order_types`: such as `LIMIT`, `MARKET`; `nil` for all.
  public var orderTypes: [String]?
  /// `trading.futures`: whether USD-M futures may be traded. False unless the file says so.
  public var allowsFutures = false
  /// `trading.quote`: the asset that the limits are counted in.
  public var quote = "USDT"
  /// `trading.max_order_notional`: the most that one order may be worth, in `quote`.
  public var orderNotionalMax: ExactDecimal?
  /// `trading.max_daily_notional`: the most that all orders of one exchange day (UTC) may be worth, in
  /// `quote`.
  public var dailyNotionalMax: ExactDecimal?
  /// `trading.max_open_orders`: the most orders that may be open at a time.
  public var openOrderCountMax: Int?
  /// `trading.max_orders_per_minute`: the most orders in any 60 seconds.
  public var ordersPerMinuteMax: Int?
  /// `trading.price_collar_percent`: how far a limit price may be from the market's, in percent, to the side
  /// that costs: above it for a buy, below it for a sell.
  public var priceCollarPercent: ExactDecimal?
  /// `trading.max_leverage`: the most that `set_leverage` may set.
  public var leverageMax: Int?
  /// `trading.confirm_above`: an order worth more than this, in `quote`, needs a person's word.
  public var confirmAbove: ExactDecimal?
  /// `trading.confirm_out_of_band_above`: above this only `bulkhead confirm` on the operator's terminal
  /// counts.
  public var confirmOutOfBandAbove: ExactDecimal?

  /// A policy that allows nothing.
  public init() {}

  /// What `--paper` trades by: everything, without limits.
  public static var paper: TradingPolicy {
    var policy = TradingPolicy()
    policy.isEnabled = true
    policy.allowsFutures = true
    return policy
  }
}
