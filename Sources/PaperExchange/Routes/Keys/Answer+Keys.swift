extension Answer {
  /// Refuses a key without a right that the route's security type does not imply, such as
  /// `.universalTransfer` or `.withdrawals`: -2015.
  ///
  /// A command that is carried out again from a log has no key any more: what was missing was answered then,
  /// and such a request is not in the log.
  func demand(_ right: KeyRights) throws(ExchangeError) {
    guard let key else { return }
    guard key.rights.isSuperset(of: right) else { throw .rejectedKey }
  }

  /// What the key of this request may do.
  func keyRestrictions() throws(ExchangeError) -> [UInt8] {
    guard let key else { throw .rejectedKey }
    var writer = AnswerWriter(reservingByteCount: 512)
    writer.beginObject()
    writer.member("ipRestrict", !key.addresses.isEmpty)
    writer.member("createTime", integer: key.createTimeMilliseconds)
    let members: [(String, KeyRights)] = [
      ("enableReading", .reading), ("enableWithdrawals", .withdrawals),
      ("enableInternalTransfer", .internalTransfer), ("enableMargin", .margin), ("enableFutures", .futures),
      ("permitsUniversalTransfer", .universalTransfer), ("enableVanillaOptions", .options),
      ("enableFixApiTrade", .fixTrading), ("enableFixReadOnly", .fixReading),
      ("enableSpotAndMarginTrading", .spotTrading), ("enablePortfolioMarginTrading", .portfolioMargin),
    ]
    for (name, right) in members { writer.member(name, key.rights.contains(right)) }
    writer.endObject()
    return writer.bytes
  }
}
