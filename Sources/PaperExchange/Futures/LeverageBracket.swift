import PaperCore

/// One step of a contract's risk table: how large a position may be at a leverage, and which part of it must
/// be kept as margin (USD-M documents, "Notional and Leverage Brackets").
public struct LeverageBracket: Sendable, Hashable {
  /// Its number, from 1.
  public var number: Int
  /// The highest leverage of a position in it.
  public var leverageMax: Int
  /// Where it begins, in whole units of the quote asset.
  public var notionalFloor: Int
  /// Where it ends, in whole units of the quote asset.
  public var notionalCap: Int
  /// Maintenance margin, in units of 10⁻⁸ of the notional.
  public var maintenanceRatio: Int
  /// What is taken off the maintenance margin so that it does not jump at the floor, in units of 10⁻⁸.
  public var cumulativeUnits: Int128

  /// A bracket from its parts.
  public init(
    number: Int, leverageMax: Int, notionalFloor: Int, notionalCap: Int, maintenanceRatio: Int,
    cumulativeUnits: Int128
  ) {
    self.number = number
    self.leverageMax = leverageMax
    self.notionalFloor = notionalFloor
    self.notionalCap = notionalCap
    self.maintenanceRatio = maintenanceRatio
    self.cumulativeUnits = cumulativeUnits
  }

  /// The table of rows that say leverage, cap and ratio; floors and the amounts taken off follow from them.
  ///
  /// - Parameter rows: caps grow from row to row; ratios are units of 10⁻⁸.
  public static func table(_ rows: [(leverage: Int, cap: Int, ratio: Int)]) -> [LeverageBracket] {
    var brackets: [LeverageBracket] = []
    var floor = 0
    var ratio = 0
    var cumulative: Int128 = 0
    for (index, row) in rows.enumerated() {
      // Units of 10⁻⁸ of whole amounts: the product needs no division.
      if index > 0 { cumulative += Int128(floor) * Int128(row.ratio - ratio) }
      brackets.append(
        LeverageBracket(
          number: index + 1, leverageMax: row.leverage, notionalFloor: floor, notionalCap: row.cap,
          maintenanceRatio: row.ratio, cumulativeUnits: cumulative))
      floor = row.cap
      ratio = row.ratio
    }
    return brackets
  }

  /// Maintenance margin of a position of `notional` units, cut after the eighth decimal.
  public func maintenanceMargin(notional: Int128) -> Int128 {
    notional * Int128(maintenanceRatio) / Int128(AmountScale.unitsPerWhole) - cumulativeUnits
  }
}
