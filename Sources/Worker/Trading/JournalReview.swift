internal import Answers
internal import Catalog
internal import Configuration
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Values

/// Holds the journal against the exchange's orders of today, at each start.
///
/// A journal that was deleted, or restored from a backup, knows of fewer orders than there were: a daily cap
/// that is counted by it would begin anew, and an idempotency key would place its order again. Orders of ours
/// carry names that begin alike; those that the journal does not know are written into it. With a daily cap
/// nothing is traded until the day is over if one of them cannot be counted, and nothing before the operator
/// names the symbols if there are too many to ask about.
@LoopActor
struct JournalReview {
  /// Symbols that are asked about at most.
  static let symbolCountMax = 60
  /// Orders of one symbol that are read at most, a thousand a page.
  private static let pageCountMax = 10
  private static let pageSize = 1_000
  /// "Invalid symbol."
  private static let invalidSymbol = -1121

  let exchange: any ExchangeReading
  let ledger: IntentLedger
  let policy: TradingPolicy

  init(_ exchange: any ExchangeReading, ledger: IntentLedger, policy: TradingPolicy) {
    self.exchange = exchange
    self.ledger = ledger
    self.policy = policy
  }

  /// Looks, and counts in what the journal does not know.
  ///
  /// - Parameter assets: what the account owns, where to look beside what policy and journal name.
  /// - Returns: warnings for people.
  /// - Throws: what the reads throw; `policyRefused` when the caps cannot be kept.
  func run(assets: [String], for call: CallContext) async throws(ToolFailure) -> [String] {
    guard let now = ledger.now else { throw TradingFailure.noClock }
    let since = IntentBook.day(ofMilliseconds: now) * 86_400_000
    var warnings: [String] = []
    if hasDailyCap, policy.symbols == nil, ledger.book.latestTimeMilliseconds == 0 {
      warnings.append(
        "the journal is new. If there was another today: orders of a pair that is neither held nor open any "
          + "more are not seen and not counted toward trading.max_daily_notional, unless trading.symbols "
          + "names the pair")
    }
    var seen = try await spot(assets: assets, since: since, for: call, &warnings)
    if policy.allowsFutures {
      do throws(ToolFailure) {
        seen += try await futures(since: since, for: call, &warnings)
      } catch {
        if error.isRetryable { throw error }
        // Who may not look at futures orders may not place any either.
        warnings.append("futures orders of today could not be looked at: \(error.message)")
      }
    }
    try ledger.refresh()
    let missing = Self.missing(seen, in: ledger.book, since: since)
    guard !missing.isEmpty else { return warnings }
    try countIn(missing, now: now)
    warnings.append(
      "\(missing.count) orders of today are at the exchange and not in the journal, which was deleted, "
        + "restored or is another server's; they count toward the limits of today")
    return warnings
  }

  /// Whether a limit of the day hangs on it. Without one only the idempotency keys do.
  private var hasDailyCap: Bool { policy.dailyNotionalMax != nil }

  /// Orders of today that are ours and that a book does not know.
  static func missing(_ seen: [SeenOrder], in book: IntentBook, since: Int) -> [SeenOrder] {
    var known: Set<String> = []
    return seen.filter { order in
      guard order.timeMilliseconds >= since, known.insert(order.clientOrderID).inserted,
        let intent = IntentName.intent(of: order.clientOrderID)
      else { return false }
      return book.entry(intent) == nil && book.entry(order.clientOrderID) == nil
    }
  }

  /// Writes orders into the journal that are at the exchange.
  private func countIn(_ orders: [SeenOrder], now: Int) throws(ToolFailure) {
    var records: [JournalRecord] = []
    for order in orders {
      let countable = order.symbol.hasSuffix(policy.quote) ? order.worth : nil
      guard let worth = countable ?? (hasDailyCap ? nil : .zero) else {
        throw ToolFailure(
          kind: .policyRefused,
          message: "order \(order.clientOrderID) of today is at the exchange and not in the journal, and its "
            + "worth in \(policy.quote) cannot be told, so the limit of today cannot be kept",
          suggestion: "Trading opens with the next day (UTC). If the journal was moved, put it back.",
          details: [
            ("limit", .string("trading.max_daily_notional")),
            ("client_order_id", .string(order.clientOrderID)), ("symbol", .string(order.symbol)),
          ])
      }
      // A time that is still to come would be the journal's from now on: it never goes back.
      let time = min(order.timeMilliseconds, now)
      let intent = Intent(
        id: order.clientOrderID, instance: ledger.instance, principal: "", idempotency: nil, parameters: [],
        tool: "", kind: order.kind, api: order.api, symbol: order.symbol,
        legs: [
          Intent.Leg(
            clientOrderID: order.clientOrderID, side: order.side, type: order.type, quantity: order.quantity,
            price: order.price)
        ], notional: worth, quote: policy.quote, madeAtMilliseconds: time)
      let report = #"{"client_order_id":"\#(order.clientOrderID)","outcome":"placed","recovered":true}"#
      records += [
        .intent(intent),
        .sent(id: intent.id, timestampMilliseconds: time, recvWindowMilliseconds: 0),
        .settledPlaced(id: intent.id, atMilliseconds: now, report: report),
        .answered(id: intent.id, atMilliseconds: now, wasDelivered: true),
      ]
    }
    let written = records
    try ledger.transact { _ in .append(written) }
  }

  private func spot(
    assets: [String], since: Int, for call: CallContext, _ warnings: inout [String]
  ) async throws(ToolFailure) -> [SeenOrder] {
    let open = try await read(TradingEndpoint.openOrders, [], for: call)
    var orders = open.document.root.elements.compactMap { SeenOrder($0, api: .spot) }
    var symbols = orders.map(\.symbol) + recentSymbols(.spot) + (policy.symbols ?? [])
    // What the policy does not name was not traded under it.
    if policy.symbols == nil { symbols += assets.filter { $0 != policy.quote }.map { $0 + policy.quote } }
    for symbol in try bounded(symbols, &warnings) {
      orders += try await all(TradingEndpoint.allOrders, of: symbol, api: .spot, since: since, for: call)
    }
    return orders
  }

  private func futures(
    since: Int, for call: CallContext, _ warnings: inout [String]
  ) async throws(ToolFailure) -> [SeenOrder] {
    let open = try await read(TradingEndpoint.openAlgoOrders, [], for: call)
    var orders = open.document.root.elements.compactMap {
      SeenOrder($0, api: .futures, isConditional: true)
    }
    let placed = try await read(TradingEndpoint.futuresOpenOrders, [], for: call)
    orders += placed.document.root.elements.compactMap { SeenOrder($0, api: .futures) }
    let income = try await read(
      TradingEndpoint.income, [("startTime", String(since)), ("limit", String(Self.pageSize))], for: call)
    var symbols = income.document.root.elements.compactMap { $0["symbol"]?.string }
    symbols += orders.map(\.symbol) + recentSymbols(.futures) + (policy.symbols ?? [])
    for symbol in try bounded(symbols, &warnings) {
      orders += try await all(
        TradingEndpoint.allFuturesOrders, of: symbol, api: .futures, since: since, for: call)
    }
    return orders
  }

  private func recentSymbols(_ api: API) -> [String] {
    ledger.book.recent(countMax: 200).filter { $0.intent.api == api }.map(\.intent.symbol)
  }

  /// - Throws: `policyRefused` when there are more than can be asked about and a limit of the day hangs on
  ///   it.
  private func bounded(
    _ symbols: [String], _ warnings: inout [String]
  ) throws(ToolFailure) -> [String] {
    var known: Set<String> = []
    let different = symbols.filter { !$0.isEmpty && known.insert($0).inserted }
    if different.count > Self.symbolCountMax {
      if hasDailyCap { throw Self.tooManySymbols(different.count) }
      warnings.append(
        "the orders of today of \(Self.symbolCountMax) of \(different.count) symbols were looked at")
    }
    return Array(different.prefix(Self.symbolCountMax))
  }

  private static func tooManySymbols(_ count: Int) -> ToolFailure {
    ToolFailure(
      kind: .policyRefused,
      message: "the orders of today on \(count) symbols would have to be looked at, of at most "
        + "\(symbolCountMax), so that the limit of today can be kept",
      suggestion: "The operator has to name the symbols that may be traded in trading.symbols, at most "
        + "\(symbolCountMax) of them, or to do without trading.max_daily_notional.",
      details: [("limit", .string("trading.max_daily_notional")), ("symbols", .integer(count))])
  }

  private func all(
    _ endpoint: Endpoint, of symbol: String, api: API, since: Int, for call: CallContext
  ) async throws(ToolFailure) -> [SeenOrder] {
    var orders: [SeenOrder] = []
    var from = [(name: "startTime", value: String(since))]
    for _ in 0..<Self.pageCountMax {
      let query = [(name: "symbol", value: symbol)] + from + [("limit", String(Self.pageSize))]
      let reply: ExchangeReply
      do throws(ToolFailure) {
        reply = try await read(endpoint, query, for: call)
      } catch {
        // A symbol that is none any more, or that was put together from two assets.
        if error.code == Self.invalidSymbol { return orders }
        throw error
      }
      let rows = reply.document.root
      orders += rows.elements.compactMap { SeenOrder($0, api: api) }
      guard rows.count >= Self.pageSize, let last = rows[rows.count - 1]?["orderId"]?.integer,
        (0..<ReplyReader.integerMax).contains(last)
      else { return orders }
      from = [("orderId", String(last + 1))]
    }
    return orders
  }

  private func read(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    // A call of its own for each: together they are more than one call may send.
    let own = CallContext(callID: 0, deadlineNanoseconds: call.deadlineNanoseconds)
    return try await exchange.read(
      ExchangeRequest(
        endpoint: endpoint, query: query, weight: endpoint.weight.value(for: .all), isRead: true),
      for: own)
  }
}
