/// What an account holds of one contract on one side.
///
/// Quantity and cost are whole numbers, so nothing drifts: the cost is exactly what was paid for the quantity
/// that is left, in units of 10⁻⁸. When a part is closed, the part of the cost that leaves with it is rounded
/// to a unit, and the rest stays; realised profits and cost always add up to the prices that were traded.
/// Average entry prices are quotients of the two and rounded only where they are shown.
public struct FuturesPosition: Sendable, Hashable {
  /// The place of its contract in the list.
  public let contract: Int
  /// Its side.
  public let side: PositionSide
  /// How much, in steps; below zero for a sold position.
  public internal(set) var steps = 0
  /// What it cost, in units; below zero for a sold position.
  public internal(set) var costUnits: Int128 = 0
  /// Commission paid for what is open, in units.
  public internal(set) var feeUnits: Int128 = 0
  /// Margin set aside for it alone, in units; 0 for a crossed one.
  public internal(set) var isolatedUnits: Int128 = 0
  /// When it last changed, in milliseconds.
  public internal(set) var updateTime = 0

  /// No position yet.
  init(contract: Int, side: PositionSide) {
    self.contract = contract
    self.side = side
  }

  /// The average entry price in units of 10⁻⁸, rounded half away from zero.
  public func entryPrice(stepUnits: Int) -> Int {
    guard steps != 0 else { return 0 }
    return Int(Self.quotient(abs(costUnits) * 100_000_000, Int128(abs(steps)) * Int128(stepUnits)))
  }

  /// The price at which closing pays the commissions so far, in units of 10⁻⁸, rounded half up.
  public func breakEvenPrice(stepUnits: Int) -> Int {
    guard steps != 0 else { return 0 }
    let paid = steps > 0 ? costUnits + feeUnits : abs(costUnits) - feeUnits
    return Int(max(0, Self.quotient(paid * 100_000_000, Int128(abs(steps)) * Int128(stepUnits))))
  }

  /// Its value at a mark price in units; not below zero.
  public func notional(_ contract: FuturesContract, markUnits: Int) -> Int128 {
    contract.notional(markUnits: markUnits, steps: abs(steps))
  }

  /// What closing at a mark price would bring, in units.
  public func unrealised(_ contract: FuturesContract, markUnits: Int) -> Int128 {
    let value = notional(contract, markUnits: markUnits)
    return (steps < 0 ? -value : value) - costUnits
  }

  /// What must be kept at a mark price, in units.
  public func maintenance(_ contract: FuturesContract, markUnits: Int) -> Int128 {
    guard steps != 0 else { return 0 }
    let value = notional(contract, markUnits: markUnits)
    return contract.bracket(notional: value).maintenanceMargin(notional: value)
  }

  /// Rounded half away from zero.
  static func quotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let magnitude = (abs(dividend) * 2 + divisor) / (divisor * 2)
    return dividend < 0 ? -magnitude : magnitude
  }
}
