import PaperAccounts
import PaperCore

/// How an account stands with the exchange.
extension Answer {
  /// `tradeFee`: what the account pays, symbol by symbol.
  func tradeFees() throws(ExchangeError) -> [UInt8] {
    let symbols = query["symbol"] == nil ? exchange.symbols : [try symbol()]
    let rates = holder.commission
    var writer = AnswerWriter(reservingByteCount: symbols.count * 80)
    writer.beginArray()
    for symbol in symbols {
      writer.beginObject()
      writer.member("symbol", symbol.listing.symbol)
      writer.member("makerCommission", trimmed: Int128(rates.maker))
      writer.member("takerCommission", trimmed: Int128(rates.taker))
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  /// `apiTradingStatus`: never locked; the limits are the documented ones.
  func tradingStatus() -> [UInt8] {
    var writer = AnswerWriter()
    writer.beginObject()
    writer.key("data")
    writer.beginObject()
    writer.member("isLocked", false)
    writer.member("plannedRecoverTime", integer: 0)
    writer.key("triggerCondition")
    writer.beginObject()
    writer.member("GCR", integer: 150)
    writer.member("IFER", integer: 150)
    writer.member("UFR", integer: 300)
    writer.endObject()
    writer.member("updateTime", integer: holder.updateTimeMilliseconds)
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }

  /// `account/info`: spot and USD-M futures, and nothing else.
  func accountServices() -> [UInt8] {
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("vipLevel", integer: 0)
    writer.member("isMarginEnabled", false)
    writer.member("isFutureEnabled", true)
    writer.member("isOptionsEnabled", false)
    writer.member("isPortfolioMarginRetailEnabled", false)
    writer.endObject()
    return writer.bytes
  }

  /// `assetDividend`: nothing here pays any.
  func dividends() throws(ExchangeError) -> [UInt8] {
    _ = try limit(default: 20, maximum: 500)
    let end = query.time("endTime") ?? now
    if let start = query.time("startTime"), start > end || end - start > 180 * TimeSpan.day {
      throw .dateRangeUnsupported
    }
    return Array(#"{"rows":[],"total":0}"#.utf8)
  }

  /// `dribblet`: small balances are not converted here.
  func dustLog() throws(ExchangeError) -> [UInt8] {
    let end = query.time("endTime") ?? now
    guard query.time("startTime") ?? 0 <= end else { throw .badDateRange }
    if let type = query["accountType"], type != "SPOT", type != "MARGIN" { throw .invalidData("accountType") }
    return Array(#"{"total":0,"userAssetDribblets":[]}"#.utf8)
  }
}
