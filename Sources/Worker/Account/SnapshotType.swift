import Answers

/// The accounts that the exchange takes a snapshot of.
enum SnapshotType: String {
  case spot, margin, futures

  /// The list of holdings in a snapshot's data.
  var listName: String {
    switch self {
    case .spot: "balances"
    case .margin: "userAssets"
    case .futures: "assets"
    }
  }

  /// The columns of a holding.
  var columns: [Column] {
    switch self {
    case .spot: [Column("asset", .word), Column("free", .amount), Column("locked", .amount)]
    case .margin:
      [
        Column("asset", .word), Column("free", .amount), Column("locked", .amount),
        Column("borrowed", .amount), Column("interest", .amount), Column("netAsset", .amount),
      ]
    case .futures:
      [Column("asset", .word), Column("walletBalance", .amount), Column("marginBalance", .amount)]
    }
  }

  /// What a day's holdings were worth in BTC.
  var totalName: String? {
    switch self {
    case .spot: "totalAssetOfBtc"
    case .margin: "totalNetAssetOfBtc"
    case .futures: nil
    }
  }

  /// The columns of a position in a snapshot of futures.
  static let positionColumns = [
    Column("symbol", .word), Column("positionAmt", .amount), Column("entryPrice", .amount),
    Column("markPrice", .amount), Column("unRealizedProfit", .amount),
  ]
}
