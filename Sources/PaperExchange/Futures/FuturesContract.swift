public import PaperCore

/// A perpetual contract that the exchange lists: what the USD-M `exchangeInfo` says about it, and its risk
/// table.
///
/// Prices are ticks and quantities steps, so that price × quantity is a whole number of 10⁻⁸ of the margin
/// asset, always (`isExact`): positions are kept as whole numbers and nothing is ever rounded away.
public struct FuturesContract: Sendable, Hashable {
  /// Its name, e.g. `BTCUSDT`.
  public var symbol: String
  /// What it is a contract on; the name of the index.
  public var pair: String
  /// Whether it trades.
  public var status: TradingStatus
  /// What is bought and sold.
  public var baseAsset: String
  /// What prices are in.
  public var quoteAsset: String
  /// What margin, profit and fees are in.
  public var marginAsset: String
  /// When it was listed, in milliseconds.
  public var onboardMilliseconds: Int
  /// Decimals of prices.
  public var pricePrecision: Int
  /// Decimals of quantities.
  public var quantityPrecision: Int
  /// Units of 10⁻⁸ of the quote asset in a tick.
  public var tickUnits: Int
  /// Lowest price, in ticks (PRICE_FILTER).
  public var priceTicksMin: Int
  /// Highest price, in ticks (PRICE_FILTER).
  public var priceTicksMax: Int
  /// Units of 10⁻⁸ of the base asset in a step.
  public var stepUnits: Int
  /// Smallest and largest quantity of a limit order, in steps (LOT_SIZE).
  public var lotSteps: ClosedRange<Int>
  /// Smallest and largest quantity of a market order, in steps (MARKET_LOT_SIZE).
  public var marketLotSteps: ClosedRange<Int>
  /// Open orders that an account may have (MAX_NUM_ORDERS).
  public var orderCountMax: Int
  /// Open conditional orders that an account may have (MAX_NUM_ALGO_ORDERS).
  public var algoOrderCountMax: Int
  /// Smallest notional of an order that opens, in units (MIN_NOTIONAL).
  public var notionalUnitsMin: Int
  /// How far above the mark price a buyer may bid, in units of 10⁻⁸ of it (PERCENT_PRICE).
  public var multiplierUp: Int
  /// How far below the mark price a seller may ask, in units of 10⁻⁸ of it (PERCENT_PRICE).
  public var multiplierDown: Int
  /// How far last and mark price may differ for a protected conditional order, in units of 10⁻⁸.
  public var triggerProtect: Int
  /// What a liquidation costs, in units of 10⁻⁸ of its notional.
  public var liquidationFee: Int
  /// How far from the mark price a market order takes, in units of 10⁻⁸.
  public var marketTakeBound: Int
  /// What the exchange files it under.
  public var underlyingSubTypes: [String]
  /// Hours between two funding payments.
  public var fundingIntervalHours: Int
  /// Largest funding rate of either sign, in units of 10⁻⁸.
  public var fundingRateMax: Int
  /// Open interest around which it moves, in steps.
  public var openInterestSteps: Int
  /// The risk table, smallest positions first; never empty.
  public var brackets: [LeverageBracket]

  /// What one tick and one step are worth.
  public var scale: AmountScale {
    AmountScale(tickUnits: tickUnits, stepUnits: stepUnits, quantityDecimals: quantityPrecision)
  }

  /// Whether a tick times a step is a whole number of 10⁻⁸.
  public var isExact: Bool {
    tickUnits.multipliedReportingOverflow(by: stepUnits).overflow == false
      && tickUnits * stepUnits % AmountScale.unitsPerWhole == 0
  }

  /// Units of the margin asset in one tick of one step.
  public var tickStepUnits: Int { tickUnits * stepUnits / AmountScale.unitsPerWhole }

  /// The highest leverage of all.
  public var leverageMax: Int { brackets.map(\.leverageMax).max() ?? 1 }

  /// Milliseconds between two funding payments.
  public var fundingIntervalMilliseconds: Int { fundingIntervalHours * 3_600_000 }

  /// The bracket that a position of `notional` units is in; the last one when it is beyond all.
  public func bracket(notional: Int128) -> LeverageBracket {
    for bracket in brackets
    where notional < Int128(bracket.notionalCap) * Int128(AmountScale.unitsPerWhole) { return bracket }
    return brackets[brackets.count - 1]
  }

  /// The largest position at a leverage, in whole units of the quote asset.
  public func notionalMax(leverage: Int) -> Int {
    brackets.filter { $0.leverageMax >= leverage }.map(\.notionalCap).max() ?? 0
  }

  /// Price times quantity in units, exactly.
  public func notional(ticks: Int, steps: Int) -> Int128 {
    Int128(ticks) * Int128(steps) * Int128(tickStepUnits)
  }

  /// Quantity at a mark price in units of 10⁻⁸, cut after the eighth decimal as the documented examples are:
  /// 49.72023376 at 20 times is 2.48601168.
  public func notional(markUnits: Int, steps: Int) -> Int128 {
    Int128(steps) * Int128(stepUnits) * Int128(markUnits) / Int128(AmountScale.unitsPerWhole)
  }
}
