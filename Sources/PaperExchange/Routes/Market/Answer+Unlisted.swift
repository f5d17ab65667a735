import PaperCore

extension Answer {
  /// `exchangeInfo` of COIN-M futures, without a contract.
  func coinFuturesInformation() -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 512)
    writer.beginObject()
    writer.key("exchangeFilters")
    writer.raw("[]".utf8)
    writer.key("rateLimits")
    writer.beginArray()
    for rate in venue.limits.rates(of: .futures) { writer.rateLimit(rate) }
    writer.endArray()
    writer.member("serverTime", integer: now + venue.clockSkewMilliseconds)
    writer.key("symbols")
    writer.raw("[]".utf8)
    writer.member("timezone", "UTC")
    writer.endObject()
    return writer.bytes
  }

  /// `executionRules`: only symbols with rules are in the answer.
  func executionRules() throws(ExchangeError) -> [UInt8] {
    let ways = ["symbol", "symbols", "symbolStatus"]
    guard ways.count(where: { query[$0] != nil }) <= 1 else { throw .badCombination }
    if query["symbol"] != nil { _ = try symbol() }
    if let list = query["symbols"] { _ = try symbols(in: list, countMax: nil) }
    return Array(#"{"symbolRules":[]}"#.utf8)
  }

  /// `referencePrice` and how it is calculated: no symbol has one.
  func referencePrice() throws(ExchangeError) -> [UInt8] {
    _ = try symbol()
    throw .noReferencePrice
  }

  /// `historicalBlockTrades`: there have been none.
  func blockTrades() throws(ExchangeError) -> [UInt8] {
    _ = try symbol()
    _ = try limit(default: 500, maximum: 1_000)
    return Array("[]".utf8)
  }
}
