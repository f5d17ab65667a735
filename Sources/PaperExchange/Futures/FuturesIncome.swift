/// One change of a futures wallet (USD-M documents, "Get Income History").
public struct FuturesIncome: Sendable, Hashable {
  /// Why the wallet changed.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case transfer = "TRANSFER"
    case realisedProfit = "REALIZED_PNL"
    case fundingFee = "FUNDING_FEE"
    case commission = "COMMISSION"
    case insuranceClear = "INSURANCE_CLEAR"
  }

  /// Its number.
  public var number: Int
  /// The place of the contract in the list; `nil` for a transfer.
  public var contract: Int?
  /// Why.
  public var kind: Kind
  /// How much, in units; below zero for a loss.
  public var units: Int128
  /// The asset.
  public var asset: String
  /// What the exchange writes beside it.
  public var note: String
  /// The trade that it belongs to.
  public var tradeNumber: Int?
  /// When, in milliseconds.
  public var time: Int
}
