import PaperAccounts
import PaperFutures

extension Answer {
  /// One object with one member.
  private func single(_ name: String, _ value: Bool) -> [UInt8] {
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member(name, value)
    writer.endObject()
    return writer.bytes
  }

  /// A parameter that must be `true` or `false`.
  private func requiredFlag(_ name: String) throws(ExchangeError) -> Bool {
    guard let value = try futuresFields.flag(name) else { throw .missingParameter(name) }
    return value
  }

  func futuresAccountConfig() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("feeTier", integer: 0)
    for name in ["canTrade", "canDeposit", "canWithdraw"] { writer.member(name, true) }
    writer.member("dualSidePosition", member.isHedged)
    writer.member("updateTime", integer: 0)
    writer.member("multiAssetsMargin", member.usesMultipleAssets)
    writer.member("tradeGroupId", integer: -1)
    writer.endObject()
    return writer.bytes
  }

  func futuresSymbolConfig() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let contracts = query["symbol"] == nil ? futures.contracts : [try contract()]
    var writer = AnswerWriter()
    writer.beginArray()
    for listed in contracts {
      let setting = member.setting(of: listed.index)
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.member("marginType", setting.marginType.rawValue)
      writer.member("isAutoAddMargin", false)
      writer.member("leverage", integer: setting.leverage)
      writer.member("maxNotionalValue", "\(listed.contract.notionalMax(leverage: setting.leverage))")
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func positionMode() throws(ExchangeError) -> [UInt8] {
    single("dualSidePosition", try futuresMember().isHedged)
  }

  func setPositionMode() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let isHedged = try requiredFlag("dualSidePosition")
    try refusing { () throws(FuturesRefusal) in
      try futures.setPositionMode(isHedged: isHedged, of: member.account, now: now)
    }
    return Self.success("success")
  }

  func multiAssetsMode() throws(ExchangeError) -> [UInt8] {
    single("multiAssetsMargin", try futuresMember().usesMultipleAssets)
  }

  func setMultiAssetsMode() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let isOn = try requiredFlag("multiAssetsMargin")
    try refusing { () throws(FuturesRefusal) in
      try futures.setMultiAssets(isOn, of: member.account, now: now)
    }
    return Self.success("success")
  }

  func feeBurn() throws(ExchangeError) -> [UInt8] {
    single("feeBurn", try futuresMember().burnsFees)
  }

  func setFeeBurn() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    futures.setFeeBurn(try requiredFlag("feeBurn"), of: member.account, now: now)
    return Self.success("success")
  }

  func setLeverage() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let leverage = query.integer("leverage") ?? 0
    let largest = try refusing { () throws(FuturesRefusal) in
      try futures.setLeverage(leverage, on: listed, of: member.account, now: now)
    }
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("leverage", integer: leverage)
    writer.member("maxNotionalValue", "\(largest)")
    writer.member("symbol", listed.contract.symbol)
    writer.endObject()
    return writer.bytes
  }

  func setMarginType() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    guard let type = query["marginType"].flatMap(MarginType.init(rawValue:)) else {
      throw .invalidData("marginType")
    }
    try refusing { () throws(FuturesRefusal) in
      try futures.setMarginType(type, on: listed, of: member.account, now: now)
    }
    return Self.success("success")
  }

  func changePositionMargin() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let fields = futuresFields
    let type = query.integer("type") ?? 0
    guard type == 1 || type == 2 else { throw .invalidData("type") }
    let side: PositionSide = try fields.word("positionSide", .invalidPositionSide) ?? .both
    let units = Int128(try fields.units("amount", precision: 8) ?? 0)
    try refusing { () throws(FuturesRefusal) in
      try futures.changeMargin(
        by: units, isAddition: type == 1, side: side, on: listed, of: member.account, now: now)
    }
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("amount", number: units)
    writer.member("code", integer: 200)
    writer.member("msg", "Successfully modify position margin.")
    writer.member("type", integer: type)
    writer.endObject()
    return writer.bytes
  }

  func positionMarginHistory() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let limit = try futuresLimit(default: 500, maximum: 1_000)
    let (start, end) = try timeRange()
    let type = query.integer("type")
    guard type == nil || type == 1 || type == 2 else { throw .invalidData("type") }
    let changes = member.marginChanges.entries.filter {
      $0.contract == listed.index && (type == nil || $0.isAddition == (type == 1))
        && $0.time >= start ?? 0 && $0.time <= end ?? now
    }
    var writer = AnswerWriter(reservingByteCount: 64 + changes.count * 150)
    writer.beginArray()
    for change in changes.suffix(limit) {
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.member("type", integer: change.isAddition ? 1 : 2)
      writer.member("deltaType", "USER_ADJUST")
      writer.member("amount", trimmed: change.units)
      writer.member("asset", listed.contract.marginAsset)
      writer.member("time", integer: change.time)
      writer.member("positionSide", change.side.rawValue)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }
}
