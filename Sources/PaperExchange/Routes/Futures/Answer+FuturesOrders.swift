import PaperAccounts
import PaperFutures

extension Answer {
  /// The account that signed the request, and its futures side as it is now.
  func futuresMember() throws(ExchangeError) -> FuturesAccount {
    guard let account else {
      throw ExchangeError(
        status: 401, code: -2015, message: "Invalid API-key, IP, or permissions for action.")
    }
    futures.advance(to: now)
    return futures.member(account)
  }

  /// The parameters of the request, typed.
  var futuresFields: FuturesFields {
    let query = query
    return FuturesFields { query[$0] }
  }

  /// Lets the engine's refusals be answers.
  func refusing<Value>(_ body: () throws(FuturesRefusal) -> Value) throws(ExchangeError) -> Value {
    do throws(FuturesRefusal) {
      return try body()
    } catch {
      throw ExchangeError(error)
    }
  }

  /// The order that a request names.
  func orderName(_ fields: FuturesFields) throws(ExchangeError) -> FuturesExchange.OrderName {
    if let number = try fields.integer("orderId") { return .number(number) }
    if let client = fields.text("origClientOrderId") { return .client(client) }
    throw .missingEither("orderId", "origClientOrderId")
  }

  func placeFuturesOrder(isTest: Bool) throws(ExchangeError) -> [UInt8] {
    if !isTest { try chargeOrders(1, family: .futures) }
    var writer = AnswerWriter(reservingByteCount: 640)
    try place(futuresFields, isTest: isTest, FuturesOrderField.placed, to: &writer)
    return writer.bytes
  }

  private func place(
    _ fields: FuturesFields, isTest: Bool, _ members: [FuturesOrderField], to writer: inout AnswerWriter
  ) throws(ExchangeError) {
    let member = try futuresMember()
    let form = try FuturesOrderForm(fields, futures: futures, isHedged: member.isHedged)
    let order = try refusing { () throws(FuturesRefusal) in
      try futures.place(form.order, on: form.listed, by: member.account, now: now, isTest: isTest)
    }
    writer.object(order, form.listed.contract, members, isAcknowledgement: !form.wantsResult)
  }

  func changeFuturesOrder() throws(ExchangeError) -> [UInt8] {
    try chargeOrders(1, family: .futures)
    var writer = AnswerWriter(reservingByteCount: 640)
    try change(futuresFields, to: &writer)
    return writer.bytes
  }

  private func change(_ fields: FuturesFields, to writer: inout AnswerWriter) throws(ExchangeError) {
    let member = try futuresMember()
    guard let listed = futures.contract(named: try fields.required("symbol")) else { throw .invalidSymbol }
    _ = try fields.required("side")
    guard let side: FuturesSide = try fields.word("side", .invalidSide) else {
      throw .invalidSide
    }
    _ = try fields.required("quantity")
    _ = try fields.required("price")
    let name = try orderName(fields)
    let steps = try fields.steps("quantity", listed.contract) ?? 0
    let ticks = try FuturesOrderForm.positive(fields.ticks("price", listed.contract))
    let order = try refusing { () throws(FuturesRefusal) in
      try futures.change(
        name, side: side, priceTicks: ticks, steps: steps, on: listed, of: member.account, now: now)
    }
    writer.object(order, listed.contract, FuturesOrderField.changed)
  }

  func cancelFuturesOrder() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let name = try orderName(futuresFields)
    let order = try refusing { () throws(FuturesRefusal) in
      try futures.cancel(name, on: listed.index, of: member.account, now: now)
    }
    var writer = AnswerWriter(reservingByteCount: 640)
    writer.object(order, listed.contract, FuturesOrderField.canceled)
    return writer.bytes
  }

  func cancelAllFuturesOrders() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    futures.cancelAll(on: try contract().index, of: member.account, now: now)
    return Self.success("The operation of cancel all open order is done.")
  }

  func setCountdown() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let milliseconds = query.integer("countdownTime") ?? 0
    // A countdown of more than a year is as good as none, and its end would not fit a time.
    guard milliseconds <= 31_536_000_000 else { throw .invalidData("countdownTime") }
    futures.setCountdown(milliseconds, on: listed.index, of: member.account, now: now)
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("symbol", listed.contract.symbol)
    writer.member("countdownTime", "\(milliseconds)")
    writer.endObject()
    return writer.bytes
  }

  /// `{"code":200,"msg":…}`.
  static func success(_ message: String) -> [UInt8] {
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("code", integer: 200)
    writer.member("msg", message)
    writer.endObject()
    return writer.bytes
  }

  // Batches

  func placeFuturesBatch() throws(ExchangeError) -> [UInt8] {
    try batch { fields, writer throws(ExchangeError) in
      try place(fields, isTest: false, FuturesOrderField.placedInBatch, to: &writer)
    }
  }

  func changeFuturesBatch() throws(ExchangeError) -> [UInt8] {
    try batch { fields, writer throws(ExchangeError) in try change(fields, to: &writer) }
  }

  /// Answers each entry of `batchOrders` by itself; one that is refused keeps none of the others back.
  private func batch(
    _ body: (FuturesFields, inout AnswerWriter) throws(ExchangeError) -> Void
  ) throws(ExchangeError) -> [UInt8] {
    _ = try futuresMember()
    // The documents: five of the ten seconds' orders, one of the minute's, however many are in it.
    try chargeOrders(5, longCount: 1, family: .futures)
    let entries = try FuturesBatch.entries(in: query["batchOrders"] ?? "")
    var writer = AnswerWriter(reservingByteCount: 64 + entries.count * 640)
    writer.beginArray()
    for entry in entries {
      var own = AnswerWriter(reservingByteCount: 640)
      do throws(ExchangeError) {
        try body(FuturesFields { entry[$0] }, &own)
      } catch {
        own = AnswerWriter()
        own.object(error)
      }
      writer.raw(own.bytes)
    }
    writer.endArray()
    return writer.bytes
  }

  func cancelFuturesBatch() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let listed = try contract()
    let numbers = query["orderIdList"] ?? query["orderidlist"]
    let clients = query["origClientOrderIdList"] ?? query["origclientorderidlist"]
    guard numbers != nil || clients != nil else {
      throw .missingEither("orderIdList", "origClientOrderIdList")
    }
    let names = try FuturesBatch.names(numbers: numbers, clients: clients)
    var writer = AnswerWriter(reservingByteCount: 64 + names.count * 640)
    writer.beginArray()
    for name in names {
      do throws(FuturesRefusal) {
        let order = try futures.cancel(name, on: listed.index, of: member.account, now: now)
        writer.object(order, listed.contract, FuturesOrderField.canceled)
      } catch {
        writer.object(ExchangeError(error))
      }
    }
    writer.endArray()
    return writer.bytes
  }
}
