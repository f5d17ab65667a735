import PaperAccounts
import PaperCore
import PaperSpot

/// What the endpoints of orders have in common.
extension Answer {
  /// The spot half of the exchange.
  var spot: SpotExchange { venue.spot }

  /// Whose request it is.
  func owner() throws(ExchangeError) -> Account {
    guard let account else { throw .unauthorized }
    return account
  }

  /// A writer for the orders of a symbol.
  func orderWriter(_ symbol: ListedSymbol) -> OrderWriter {
    OrderWriter(symbol.listing, timeFactor: timeFactor)
  }

  /// Writes one value.
  func written(reservingByteCount byteCount: Int = 512, _ write: (inout AnswerWriter) -> Void) -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: byteCount)
    write(&writer)
    return writer.bytes
  }

  /// Does what the engine may refuse.
  func engine<Outcome>(
    _ action: () throws(OrderRefusal) -> Outcome
  ) throws(ExchangeError) -> Outcome {
    do throws(OrderRefusal) { return try action() } catch { throw ExchangeError(error) }
  }

  /// Changes an order that the engine may not find; `unknown` is the kind of refusal that there is for it.
  func changing<Outcome>(
    unknown: (String) -> OrderRefusal = { .cancelRejected($0) },
    _ action: () throws(OrderRefusal) -> Outcome
  ) throws(ExchangeError) -> Outcome {
    do throws(OrderRefusal) { return try action() } catch {
      throw ExchangeError(error, unknown: unknown)
    }
  }

  /// Places orders: charges them to the account's unfilled orders first, and gives them back when they are
  /// refused.
  ///
  /// - Parameter count: the endpoint's "Unfilled Order Count".
  func placing<Outcome>(
    _ count: Int, _ action: () throws(OrderRefusal) -> Outcome
  ) throws(ExchangeError) -> Outcome {
    try chargeOrders(count)
    do throws(OrderRefusal) {
      let outcome = try action()
      giveBackFirstFills()
      return outcome
    } catch {
      giveBackOrders(count)
      throw ExchangeError(error)
    }
  }

  /// An order that got its first fill does not count any more (faqs/order_count_decrement.md).
  func giveBackFirstFills() { venue.giveBackFirstFills(wall: wall) }

  /// The order that `orderId` and `origClientOrderId`, or parameters of other names, are about.
  func reference(
    number numberName: String = "orderId", clientID idName: String = "origClientOrderId"
  ) throws(ExchangeError) -> OrderReference {
    switch (query.integer(numberName), query[idName]) {
    case (let number?, let id?): return .both(number, id)
    case (let number?, nil): return .number(number)
    case (nil, let id?): return .clientID(id)
    case (nil, nil): throw .missingEither(idName, numberName)
    }
  }

  /// `newOrderRespType`, or what the documents say about the order's type.
  func responseType(for type: OrderType) -> OrderResponseType {
    query.word("newOrderRespType") ?? .standard(for: type)
  }

  /// `startTime` and `endTime`, which are a day apart at most when both are there.
  func dayWindow() throws(ExchangeError) -> (start: Int?, end: Int?) {
    let start = query.time("startTime")
    let end = query.time("endTime")
    if let start, let end {
      guard start <= end else { throw .badCombination }
      guard end - start <= 86_400_000 else { throw .lookupTooLong(hours: 24) }
    }
    return (start, end)
  }

  /// Refuses every combination of parameters that is not one of `supported`.
  func checkCombination(of names: Set<String>, supported: [Set<String>]) throws(ExchangeError) {
    guard supported.contains(names.filter { query[$0] != nil }) else { throw .badCombination }
  }
}
