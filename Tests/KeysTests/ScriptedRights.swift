/// Answers about a key as the exchange documents them.
enum ScriptedRights {
  /// One with these rights and no others.
  static func text(_ names: [String], isBound: Bool = true) -> String {
    let known = [
      "enableReading", "enableWithdrawals", "enableInternalTransfer", "enableMargin", "enableFutures",
      "permitsUniversalTransfer", "enableVanillaOptions", "enableFixApiTrade", "enableFixReadOnly",
      "enableSpotAndMarginTrading", "enablePortfolioMarginTrading",
    ]
    let members = Set(known + names).sorted().map { "\"\($0)\":\(names.contains($0))" }
    return "{\"ipRestrict\":\(isBound),\"createTime\":1698645219000,\(members.joined(separator: ","))}"
  }
}
