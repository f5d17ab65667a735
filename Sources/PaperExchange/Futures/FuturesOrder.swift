/// One order of an account on a contract; the engine changes it as it is filled.
public final class FuturesOrder {
  /// The exchange's number.
  public let number: Int
  /// Whose it is.
  public let accountNumber: Int
  /// The place of its contract in the list.
  public let contract: Int
  /// The client's name for it.
  public let clientOrderID: String
  /// Whether it buys.
  public let side: FuturesSide
  /// Which position it changes.
  public let positionSide: PositionSide
  /// LIMIT or MARKET.
  public let type: FuturesOrderType
  /// How long it works.
  public let timeInForce: FuturesTimeInForce
  /// The client asked that it may only make a position smaller.
  public let reduceOnly: Bool
  /// It closes a whole position, having come from a conditional order.
  public let closePosition: Bool
  /// Where its price came from.
  public let priceMatch: PriceMatch
  /// What happens when it meets an order of its own account.
  public let selfTradePrevention: FuturesSelfTradePrevention
  /// When it expires, in milliseconds; 0 when it does not.
  public let goodTillDate: Int
  /// When it came, in milliseconds.
  public let time: Int
  /// Its price in ticks; 0 for a market order.
  public internal(set) var priceTicks: Int
  /// How much was ordered, in steps.
  public internal(set) var steps: Int
  /// How much was filled, in steps.
  public internal(set) var executedSteps = 0
  /// What was paid or got for it, in units.
  public internal(set) var executedUnits: Int128 = 0
  /// Where it stands.
  public internal(set) var status: FuturesOrderStatus = .new
  /// When it last changed, in milliseconds.
  public internal(set) var updateTime: Int
  /// How often it was changed by its owner.
  public internal(set) var changeCount = 0
  /// The conditional order that made it.
  public internal(set) weak var algo: AlgoOrder?
  /// Decides among orders of one price; a change of price or a larger quantity takes a new one.
  var sequence = 0

  init(number: Int, accountNumber: Int, contract: Int, new: NewFuturesOrder, clientOrderID: String, now: Int)
  {
    self.number = number
    self.accountNumber = accountNumber
    self.contract = contract
    self.clientOrderID = clientOrderID
    side = new.side
    positionSide = new.positionSide
    type = new.type
    timeInForce = new.timeInForce
    reduceOnly = new.reduceOnly
    closePosition = new.closePosition
    priceMatch = new.priceMatch
    selfTradePrevention = new.selfTradePrevention
    goodTillDate = new.goodTillDate
    priceTicks = new.priceTicks
    steps = new.steps
    time = now
    updateTime = now
  }

  /// What is not filled, in steps.
  public var remainingSteps: Int { steps - executedSteps }

  /// Whether it can only make a position smaller: by wish, or because hedge mode gives it no other meaning.
  public var isReducing: Bool {
    reduceOnly || (positionSide == .long && side == .sell) || (positionSide == .short && side == .buy)
  }

  /// The average price in units of 10⁻⁸, cut; 0 when nothing was filled.
  public func averagePrice(stepUnits: Int) -> Int128 {
    executedSteps == 0 ? 0 : executedUnits * 100_000_000 / (Int128(executedSteps) * Int128(stepUnits))
  }
}
