internal import Values

extension Configuration {
  /// What a person who reads the file would ask about: nothing that is wrong, and something that is hardly
  /// meant. Sentences without a full stop.
  public var doubts: [String] {
    var doubts = trading.doubts
    if futuresHost != nil, spotHost == nil {
      doubts.append("hosts.futures is given without hosts.spot; it is used only where spot has a server too")
    }
    for (name, place) in [
      ("keys.trading", tradingKey), ("keys.read", readKey), ("keys.futures", futuresKey),
    ] {
      if place.passphraseFile != nil, place.secretFile == nil {
        doubts.append("\(name).passphrase_file is given without \(name).secret_file")
      }
      if place.id != nil, place.secretFile == nil {
        doubts.append("\(name).id is given without \(name).secret_file; its secret must come from elsewhere")
      }
    }
    if let id = tradingKey.id, id == readKey.id {
      doubts.append("keys.trading and keys.read are one key; a key that trades is no key that only reads")
    }
    if let gap = access.gap { doubts.append(gap) }
    if allowsWithdrawalPermission {
      doubts.append("allow_withdrawal_permission is true: a key that can withdraw is used")
    }
    return doubts
  }
}

extension TradingPolicy {
  fileprivate var doubts: [String] {
    guard isEnabled else { return [] }
    var doubts: [String] = []
    if orderNotionalMax == nil {
      doubts.append("trading.max_order_notional is not set: one order may be worth anything")
    }
    if dailyNotionalMax == nil { doubts.append("trading.max_daily_notional is not set: a day has no limit") }
    if symbols == nil { doubts.append("trading.symbols is not set: every trading pair may be traded") }
    if confirmAbove == nil, confirmOutOfBandAbove == nil {
      doubts.append(
        "neither trading.confirm_above nor trading.confirm_out_of_band_above is set: no person is asked")
    }
    if let order = orderNotionalMax, let day = dailyNotionalMax, order > day {
      doubts.append("trading.max_order_notional \(order) is more than trading.max_daily_notional \(day)")
    }
    if let asked = confirmAbove, let most = orderNotionalMax, asked >= most {
      doubts.append(
        "trading.confirm_above \(asked) is not less than trading.max_order_notional \(most): no person "
          + "is asked"
      )
    }
    if let asked = confirmAbove, let outOfBand = confirmOutOfBandAbove, outOfBand < asked {
      doubts.append(
        "trading.confirm_out_of_band_above \(outOfBand) is less than trading.confirm_above \(asked), which "
          + "then means nothing")
    }
    return doubts
  }
}
