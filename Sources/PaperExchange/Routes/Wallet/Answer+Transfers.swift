import PaperAccounts
import PaperFutures
import _StringProcessing

extension Answer {
  func transfer() throws(ExchangeError) -> [UInt8] {
    try demand(.universalTransfer)
    let type = try transferType()
    guard let asset = query["asset"], coin(asset) != nil else { throw .noSuchAsset }
    let units = try WalletAmount.units(query["amount"] ?? "", of: "amount")
    // What positions need stays where it is.
    if type.source == .futures, asset == FuturesExchange.marginAsset,
      units > venue.futures.withdrawable(of: holder, at: now)
    {
      throw .transferExceedsBalance
    }
    do throws(Account.InsufficientBalance) {
      let transfer = try venue.wallet.transfer(
        units, of: asset, of: holder, type, in: venue.accounts, now: now)
      noteFuturesTransfer(transfer.units, of: asset, type)
      var writer = AnswerWriter(reservingByteCount: 32)
      writer.beginObject()
      writer.member("tranId", integer: transfer.id)
      writer.endObject()
      return writer.bytes
    } catch {
      throw .transferExceedsBalance
    }
  }

  /// The futures side keeps an income history of its own.
  private func noteFuturesTransfer(_ units: Int128, of asset: String, _ type: TransferType) {
    guard asset == FuturesExchange.marginAsset else { return }
    if type.source == .futures { venue.futures.noteTransfer(-units, of: holder, now: now) }
    if type.target == .futures { venue.futures.noteTransfer(units, of: holder, now: now) }
  }

  func transferHistory() throws(ExchangeError) -> [UInt8] {
    let type = try transferType()
    let size = query.integer("size") ?? 10
    let current = query.integer("current") ?? 1
    guard (1...100).contains(size) else { throw .invalidData("size") }
    guard (1...1_000_000).contains(current) else { throw .invalidData("current") }
    let span = try transferSpan()
    let transfers = venue.wallet.transfers(of: holder).filter {
      $0.type == type && span.contains($0.time)
    }
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("total", integer: transfers.count)
    writer.key("rows")
    writer.beginArray()
    for transfer in transfers.dropFirst((current - 1) * size).prefix(size) {
      writer.beginObject()
      writer.member("asset", transfer.asset)
      writer.member("amount", trimmed: transfer.units)
      writer.member("type", transfer.type.name)
      writer.member("status", "CONFIRMED")
      writer.member("tranId", integer: transfer.id)
      writer.member("timestamp", integer: transfer.time)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  /// The last seven days unless sent; nothing older than six months is shown.
  private func transferSpan() throws(ExchangeError) -> TimeSpan {
    let oldest = now - 183 * TimeSpan.day
    let end = query.time("endTime") ?? now
    let start = query.time("startTime") ?? (query["endTime"] == nil ? now - 7 * TimeSpan.day : oldest)
    guard start <= end else { throw .badDateRange }
    return TimeSpan(from: max(start, oldest), through: end)
  }

  /// The type that the request names.
  ///
  /// - Throws: for a documented type whose wallets do not exist here, what the exchange tells a customer who
  ///   has not opened them.
  private func transferType() throws(ExchangeError) -> TransferType {
    let name = query["type"] ?? ""
    if let type = TransferType(name: name) { return type }
    guard Self.otherTransferTypes.contains(name) else { throw .invalidData("type") }
    if name.hasPrefix("ISOLATEDMARGIN_"), query["fromSymbol"] == nil { throw .missingParameter("fromSymbol") }
    if name.hasSuffix("_ISOLATEDMARGIN"), query["toSymbol"] == nil { throw .missingParameter("toSymbol") }
    if name.contains("PORTFOLIO_MARGIN") { throw .noPortfolioMargin }
    if name.contains("MARGIN") { throw .noMarginAccount }
    if name.contains("CMFUTURE") { throw .noFuturesAccount }
    throw .transferFailed
  }

  /// Documented types with a wallet that does not exist here.
  private static let otherTransferTypes: Set<String> = [
    "MAIN_CMFUTURE", "MAIN_MARGIN", "UMFUTURE_MARGIN", "CMFUTURE_MAIN", "CMFUTURE_MARGIN", "MARGIN_MAIN",
    "MARGIN_UMFUTURE", "MARGIN_CMFUTURE", "ISOLATEDMARGIN_MARGIN", "MARGIN_ISOLATEDMARGIN",
    "ISOLATEDMARGIN_ISOLATEDMARGIN", "MARGIN_FUNDING", "FUNDING_MARGIN", "FUNDING_CMFUTURE",
    "CMFUTURE_FUNDING", "MAIN_OPTION", "OPTION_MAIN", "UMFUTURE_OPTION", "OPTION_UMFUTURE", "MARGIN_OPTION",
    "OPTION_MARGIN", "FUNDING_OPTION", "OPTION_FUNDING", "MAIN_PORTFOLIO_MARGIN", "PORTFOLIO_MARGIN_MAIN",
  ]
}
