import PaperAccounts
import PaperFutures

extension Answer {
  /// The conditional order that a request names.
  private func algoName() throws(ExchangeError) -> FuturesExchange.OrderName {
    if let number = try futuresFields.integer("algoId") { return .number(number) }
    if let client = query["clientAlgoId"] { return .client(client) }
    throw .missingEither("algoId", "clientAlgoId")
  }

  func placeAlgo() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    try chargeOrders(1, family: .futures)
    let form = try FuturesAlgoForm(futuresFields, futures: futures, isHedged: member.isHedged)
    let order = try refusing { () throws(FuturesRefusal) in
      try futures.place(form.order, on: form.listed, by: member.account, now: now)
    }
    var writer = AnswerWriter(reservingByteCount: 640)
    writer.placed(order, form.listed.contract)
    return writer.bytes
  }

  func cancelAlgo() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let name = try algoName()
    let order = try refusing { () throws(FuturesRefusal) in
      try futures.cancelAlgo(name, of: member.account, now: now)
    }
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("algoId", integer: order.number)
    writer.member("clientAlgoId", order.clientAlgoID)
    // A string here, a number everywhere else: so the documents have it.
    writer.member("code", "200")
    writer.member("msg", "success")
    writer.endObject()
    return writer.bytes
  }

  func cancelAllAlgo() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    futures.cancelAllAlgo(on: try contract().index, of: member.account, now: now)
    return Self.success("The operation of cancel all open order is done.")
  }

  func algoOrder() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let name = try algoName()
    let order = try refusing { () throws(FuturesRefusal) in
      try futures.algo(name, of: member.account, now: now)
    }
    var writer = AnswerWriter(reservingByteCount: 720)
    writer.asked(order, futures.contracts[order.contract].contract)
    return writer.bytes
  }

  func openAlgoOrders() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let wanted = query["symbol"] == nil ? nil : try contract().index
    guard query["algoType"] == nil || query["algoType"] == "CONDITIONAL" else {
      throw .invalidData("algoType")
    }
    let number = query.integer("algoId")
    return write(
      member.openAlgoOrders.filter {
        (wanted == nil || $0.contract == wanted) && (number == nil || $0.number == number)
      })
  }

  func allAlgoOrders() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let limit = try futuresLimit(default: 500, maximum: 1_000)
    let number = query.integer("algoId")
    let range = try weekRange(isNamed: number != nil)
    let orders = (member.closedAlgoOrders.entries + member.openAlgoOrders)
      .filter { $0.contract == listed.index && ($0.number >= number ?? 0) && range.contains($0.time) }
      .sorted { $0.number < $1.number }
    let isFromStart = number != nil || query["startTime"] != nil
    return write(Array(isFromStart ? orders.prefix(limit) : orders.suffix(limit)))
  }

  private func write(_ orders: [AlgoOrder]) -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 64 + orders.count * 720)
    writer.beginArray()
    for order in orders { writer.asked(order, futures.contracts[order.contract].contract) }
    writer.endArray()
    return writer.bytes
  }
}
