import PaperAccounts
import PaperFutures

extension Answer {
  /// Changes of the wallet, oldest first; of the last seven days unless a time is given.
  func incomeHistory() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let wanted = query["symbol"] == nil ? nil : try contract().index
    let limit = try futuresLimit(default: 100, maximum: 1_000)
    let page = query.integer("page") ?? 1
    guard (1...100_000).contains(page) else { throw .invalidData("page") }
    // Kinds that the documents know and that never happen here have no entries.
    let kind = query["incomeType"]
    let (start, end) = try timeRange()
    let first = start ?? (end == nil ? now - 7 * 86_400_000 : 0)
    let incomes = member.incomes.entries.filter { income in
      (wanted == nil || income.contract == wanted) && (kind == nil || income.kind.rawValue == kind)
        && income.time >= first && income.time <= end ?? now
    }
    var writer = AnswerWriter(reservingByteCount: 64 + limit * 180)
    writer.beginArray()
    for income in incomes.dropFirst((page - 1) * limit).prefix(limit) {
      writer.beginObject()
      writer.member("symbol", income.contract.map { futures.contracts[$0].contract.symbol } ?? "")
      writer.member("incomeType", income.kind.rawValue)
      writer.member("income", units: income.units)
      writer.member("asset", income.asset)
      writer.member("info", income.note)
      writer.member("time", integer: income.time)
      writer.member("tranId", integer: income.number)
      writer.member("tradeId", income.tradeNumber.map { "\($0)" } ?? "")
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func leverageBrackets() throws(ExchangeError) -> [UInt8] {
    _ = try futuresMember()
    return try eachContract { writer, listed in
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.member("notionalCoef", number: 100_000_000)
      writer.key("brackets")
      writer.beginArray()
      for bracket in listed.contract.brackets {
        writer.beginObject()
        writer.member("bracket", integer: bracket.number)
        writer.member("initialLeverage", integer: bracket.leverageMax)
        writer.member("notionalCap", integer: bracket.notionalCap)
        writer.member("notionalFloor", integer: bracket.notionalFloor)
        writer.member("maintMarginRatio", number: Int128(bracket.maintenanceRatio))
        writer.member("cum", number: bracket.cumulativeUnits)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
  }

  func futuresCommissionRate() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("symbol", listed.contract.symbol)
    writer.member("makerCommissionRate", units: Int128(member.makerRate), decimals: 4)
    writer.member("takerCommissionRate", units: Int128(member.takerRate), decimals: 4)
    // Orders of that kind are not taken here; the rate is the documents'.
    writer.member("rpiCommissionRate", "0.00005")
    writer.endObject()
    return writer.bytes
  }

  func futuresOrderLimits() throws(ExchangeError) -> [UInt8] {
    let number = try futuresMember().account.number
    var writer = AnswerWriter()
    writer.beginArray()
    for entry in venue.limits.orderCounts(of: number, family: .futures, now: wall) {
      writer.rateLimit(entry.limit)
    }
    writer.endArray()
    return writer.bytes
  }

  /// What would keep an account from trading: nothing here does.
  func futuresTradingStatus() throws(ExchangeError) -> [UInt8] {
    _ = try futuresMember()
    if query["symbol"] != nil { _ = try contract() }
    var writer = AnswerWriter()
    writer.beginObject()
    writer.key("indicators")
    writer.raw("{}".utf8)
    writer.member("updateTime", integer: now)
    writer.endObject()
    return writer.bytes
  }
}
