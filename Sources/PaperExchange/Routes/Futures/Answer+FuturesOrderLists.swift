import PaperAccounts
import PaperFutures

extension Answer {
  /// The longest stretch of time that may be asked for: seven days, in milliseconds.
  private static let weekMilliseconds = 7 * 86_400_000

  func futuresOrder(isOpen: Bool) throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let name = try orderName(futuresFields)
    let order = try refusing { () throws(FuturesRefusal) in
      isOpen
        ? try futures.openOrder(name, on: listed.index, of: member.account, now: now)
        : try futures.order(name, on: listed.index, of: member.account, now: now)
    }
    var writer = AnswerWriter(reservingByteCount: 640)
    writer.object(order, listed.contract, FuturesOrderField.asked)
    return writer.bytes
  }

  func openFuturesOrders() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let wanted = query["symbol"] == nil ? nil : try contract().index
    return write(member.openOrders.filter { wanted == nil || $0.contract == wanted }, FuturesOrderField.asked)
  }

  /// All orders that are kept: from a number on, or of at most seven days, by default the last ones.
  func allFuturesOrders() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let limit = try futuresLimit(default: 500, maximum: 1_000)
    let number = query.integer("orderId")
    let range = try weekRange(isNamed: number != nil)
    let orders = (member.closedOrders.entries + member.openOrders)
      .filter { $0.contract == listed.index && ($0.number >= number ?? 0) && range.contains($0.time) }
      .sorted { $0.number < $1.number }
    let isFromStart = number != nil || query["startTime"] != nil
    return write(Array(isFromStart ? orders.prefix(limit) : orders.suffix(limit)), FuturesOrderField.asked)
  }

  func forcedFuturesOrders() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let wanted = query["symbol"] == nil ? nil : try contract().index
    let limit = try futuresLimit(default: 50, maximum: 100)
    let type = query["autoCloseType"]
    guard type == nil || type == "LIQUIDATION" || type == "ADL" else { throw .invalidData("autoCloseType") }
    let range = try weekRange(isNamed: false)
    // Nobody is ever deleveraged here: the market stands on the other side of all positions.
    let orders =
      type == "ADL"
      ? []
      : member.forcedOrders.entries.filter {
        (wanted == nil || $0.contract == wanted) && range.contains($0.time)
      }
    return write(Array(orders.suffix(limit)), FuturesOrderField.forced)
  }

  private func write(_ orders: [FuturesOrder], _ fields: [FuturesOrderField]) -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 64 + orders.count * 640)
    writer.beginArray()
    for order in orders { writer.object(order, futures.contracts[order.contract].contract, fields) }
    writer.endArray()
    return writer.bytes
  }

  /// What `startTime` and `endTime` say, at most seven days; by default the last seven, unless something else
  /// says where to begin.
  func weekRange(isNamed: Bool) throws(ExchangeError) -> ClosedRange<Int> {
    let week = Self.weekMilliseconds
    switch try timeRange() {
    case (let start?, let end?):
      guard end - start <= week else {
        throw ExchangeError(code: -4165, message: "Maximum time interval is 7 days")
      }
      return start...end
    case (let start?, nil): return start...(start + week)
    case (nil, let end?): return max(0, end - week)...max(0, end)
    case (nil, nil): return (isNamed ? 0 : max(0, now - week))...now
    }
  }

  func futuresUserTrades() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let limit = try futuresLimit(default: 500, maximum: 1_000)
    let (number, from) = (query.integer("orderId"), query.integer("fromId"))
    guard from == nil || (query["startTime"] == nil && query["endTime"] == nil) else { throw .badCombination }
    let range = try weekRange(isNamed: number != nil || from != nil)
    let trades = member.trades.entries.filter { trade in
      trade.contract == listed.index && range.contains(trade.time)
        && (number == nil || trade.orderNumber == number) && trade.number >= from ?? 0
    }
    let isFromStart = from != nil || query["startTime"] != nil
    var writer = AnswerWriter(reservingByteCount: 64 + min(limit, trades.count) * 320)
    writer.beginArray()
    for trade in isFromStart ? trades.prefix(limit) : trades.suffix(limit) {
      write(trade, listed.contract, to: &writer)
    }
    writer.endArray()
    return writer.bytes
  }

  private func write(_ trade: FuturesTrade, _ contract: FuturesContract, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("buyer", trade.side == .buy)
    writer.member("commission", units: trade.feeUnits)
    writer.member("commissionAsset", contract.marginAsset)
    writer.member("id", integer: trade.number)
    writer.member("maker", trade.isMaker)
    writer.member("orderId", integer: trade.orderNumber)
    writer.member("price", price: trade.priceTicks, contract)
    writer.member("qty", quantity: Int128(trade.steps), contract)
    writer.member("quoteQty", cost: contract.notional(ticks: trade.priceTicks, steps: trade.steps), contract)
    writer.member("realizedPnl", units: trade.realisedUnits)
    writer.member("side", trade.side.rawValue)
    writer.member("positionSide", trade.positionSide.rawValue)
    writer.member("symbol", contract.symbol)
    writer.member("time", integer: trade.time)
    writer.endObject()
  }

  func futuresAmendments() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let limit = try futuresLimit(default: 50, maximum: 100)
    let (start, end) = try timeRange()
    let (number, client) = (query.integer("orderId"), query["origClientOrderId"])
    let entries = member.amendments.entries.filter { entry in
      entry.contract == listed.index && (number == nil || entry.orderNumber == number)
        && (number != nil || client == nil || entry.clientOrderID == client)
        && entry.time >= start ?? 0 && entry.time <= end ?? now
    }
    var writer = AnswerWriter(reservingByteCount: 64 + limit * 300)
    writer.beginArray()
    for entry in entries.suffix(limit).reversed() { write(entry, listed.contract, to: &writer) }
    writer.endArray()
    return writer.bytes
  }

  private func write(_ entry: FuturesAmendment, _ contract: FuturesContract, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("amendmentId", integer: entry.number)
    writer.member("symbol", contract.symbol)
    writer.member("pair", contract.pair)
    writer.member("orderId", integer: entry.orderNumber)
    writer.member("clientOrderId", entry.clientOrderID)
    writer.member("time", integer: entry.time)
    writer.key("amendment")
    writer.beginObject()
    writer.key("price")
    writer.beginObject()
    writer.member("before", price: entry.priceTicks[0], contract)
    writer.member("after", price: entry.priceTicks[1], contract)
    writer.endObject()
    writer.key("origQty")
    writer.beginObject()
    writer.member("before", quantity: Int128(entry.steps[0]), contract)
    writer.member("after", quantity: Int128(entry.steps[1]), contract)
    writer.endObject()
    writer.member("count", integer: entry.count)
    writer.endObject()
    writer.endObject()
  }
}
