internal import Catalog
internal import Configuration
internal import Orders
internal import Values

/// The operator's policy, as a function: an order and the counters in, a verdict out.
///
/// Pure, so that it is asked twice: before anything costs time, and again inside the transaction on the
/// counters that all servers share. Whatever cannot be judged is refused.
struct PolicyCheck {
  let policy: TradingPolicy
  /// The file that a limit stands in, for texts.
  let file: String?

  init(_ policy: TradingPolicy, file: String? = nil) {
    self.policy = policy
    self.file = file
  }

  /// Whether an order's worth decides anything.
  var hasNotionalLimits: Bool {
    policy.orderNotionalMax != nil || policy.dailyNotionalMax != nil || policy.confirmAbove != nil
      || policy.confirmOutOfBandAbove != nil
  }

  /// Whether the market's price has to be known.
  func needsMarketPrice(_ proposal: OrderProposal) -> Bool {
    policy.priceCollarPercent != nil && proposal.legs.contains { $0.price != nil }
  }

  /// What can be said without worth, price and counters.
  func refusal(of proposal: OrderProposal) -> ToolFailure? {
    if let refusal = refusal(api: proposal.endpoint.api, symbol: proposal.symbol) { return refusal }
    for leg in proposal.legs {
      if let sides = policy.sides, !sides.contains(leg.side) {
        return refusal(
          "trading.sides", "side \(leg.side) is not allowed", value: leg.side, max: list(sides),
          "Only \(sides.joined(separator: " and ")) may be used.")
      }
      if let types = policy.orderTypes, !types.contains(leg.type) {
        return refusal(
          "trading.order_types", "order type \(leg.type) is not allowed", value: leg.type, max: list(types),
          "Use one of \(types.joined(separator: ", ")).")
      }
    }
    return nil
  }

  /// What can be said of an interface and a symbol alone.
  func refusal(api: API, symbol: String) -> ToolFailure? {
    guard policy.isEnabled else { return disabled }
    if api == .futures, !policy.allowsFutures {
      return refusal(
        "trading.futures", "futures may not be traded", value: "futures", max: .boolean(false),
        "Trade on spot, or ask the operator.")
    }
    if let symbols = policy.symbols, !symbols.contains(symbol) {
      let some = symbols.prefix(8).joined(separator: ", ")
      return refusal(
        "trading.symbols", "\(symbol) may not be traded", value: symbol, max: list(symbols),
        symbols.isEmpty ? "No symbol may be traded." : "Allowed: \(some)\(symbols.count > 8 ? ", …" : "").")
    }
    return nil
  }

  /// What can be said of a leverage.
  func refusal(leverage: Int) -> ToolFailure? {
    guard let most = policy.leverageMax, leverage > most else { return nil }
    return refusal(
      "trading.max_leverage", "leverage \(leverage) is more than \(most)", value: String(leverage),
      max: .integer(most), "Use at most \(most).")
  }

  /// The verdict on an order.
  func verdict(on order: WeighedOrder, _ counters: PolicyCounters) -> PolicyVerdict {
    if let refusal = refusal(of: order.proposal) ?? worthRefusal(order, counters)
      ?? countRefusal(order, counters) ?? collarRefusal(order)
    {
      return .refused(refusal)
    }
    if let limit = policy.confirmOutOfBandAbove, order.notional > limit {
      return .needsOutOfBandConfirmation
    }
    if let limit = policy.confirmAbove, order.notional > limit { return .needsConfirmation }
    return .allowed
  }

  /// Whether somebody has to agree to an order if it is not refused. Hangs on no counter.
  func needsAgreement(to order: WeighedOrder) -> Bool {
    if let limit = policy.confirmOutOfBandAbove, order.notional > limit { return true }
    if let limit = policy.confirmAbove, order.notional > limit { return true }
    return false
  }

  private func worthRefusal(_ order: WeighedOrder, _ counters: PolicyCounters) -> ToolFailure? {
    let (worth, quote) = (order.notional, policy.quote)
    if let most = policy.orderNotionalMax, worth > most {
      let orders = order.proposal.legs.count
      let what = orders == 1 ? "the order is" : "its \(orders) orders are together"
      return refusal(
        "trading.max_order_notional", "\(what) worth up to \(worth) \(quote), more than \(most) \(quote)",
        value: worth.description, max: .decimal(most), "Make it smaller.")
    }
    guard let most = policy.dailyNotionalMax else { return nil }
    if let foreign = counters.foreignQuotes.first {
      return refusal(
        "trading.max_daily_notional",
        "orders of today are counted in \(foreign), and the limit is in \(quote)", value: foreign,
        max: .decimal(most), "Wait for the next day (UTC), or ask the operator to set trading.quote back.")
    }
    do throws(ExactDecimal.Failure) {
      guard try counters.dailyNotional.adding(worth) > most else { return nil }
    } catch {
      // A sum that fits no number is more than any limit.
    }
    return refusal(
      "trading.max_daily_notional",
      "the order is worth up to \(worth) \(quote), and \(counters.dailyNotional) of \(most) \(quote) "
        + "are used today",
      value: worth.description, max: .decimal(most),
      "Make it smaller, or wait until midnight UTC at the exchange.",
      [("used_today", .decimal(counters.dailyNotional))])
  }

  private func countRefusal(_ order: WeighedOrder, _ counters: PolicyCounters) -> ToolFailure? {
    let more = order.proposal.legs.count
    if let most = policy.ordersPerMinuteMax, counters.ordersLastMinute + more > most {
      var refusal = refusal(
        "trading.max_orders_per_minute",
        "\(counters.ordersLastMinute) orders were placed within a minute, and \(more) more "
          + "would pass \(most)",
        value: String(counters.ordersLastMinute + more), max: .integer(most),
        more > most ? "Place fewer orders at a time." : "Wait up to a minute.")
      refusal.isRetryable = more <= most
      return refusal
    }
    guard let most = policy.openOrderCountMax else { return nil }
    guard let open = counters.openOrderCount else {
      return ToolFailure(
        kind: .internalError, message: "the open orders were not counted, so nothing can be placed")
    }
    guard open + more > most else { return nil }
    return refusal(
      "trading.max_open_orders", "\(open) orders are open, and \(more) more would pass \(most)",
      value: String(open + more), max: .integer(most), "Cancel an open order first.")
  }

  /// How a limit price stands against the market's.
  ///
  /// An order that waits for a trigger beyond the market is held against its trigger, since that will be the
  /// market's price when it is placed; but never against one that the market has passed already.
  private func collarRefusal(_ order: WeighedOrder) -> ToolFailure? {
    guard let percent = policy.priceCollarPercent else { return nil }
    for leg in order.proposal.legs {
      if leg.pegTakes, let levels = leg.pegLevels, levels > 0 {
        return refusal(
          "trading.price_collar_percent",
          "a peg \(levels) prices deep into the other side has no price to be held against the market's",
          value: String(levels), max: .decimal(percent), "Leave peg_offset_levels out, or give a price.")
      }
      guard let price = leg.price else { continue }
      guard let market = order.marketPrice, market > .zero else {
        return ToolFailure(
          kind: .policyRefused,
          message: "the market's price is not known, so trading.price_collar_percent cannot be held",
          isRetryable: true, suggestion: "Try again, or place an order without a limit price.",
          details: [("limit", .string("trading.price_collar_percent"))])
      }
      var reference = market
      if leg.type.hasPrefix("STOP"), let trigger = leg.stopPrice {
        reference = leg.side == "BUY" ? max(market, trigger) : min(market, trigger)
      }
      if !isWithin(percent, price, reference, leg.side) {
        return refusal(
          "trading.price_collar_percent",
          "price \(price) is more than \(percent) % \(leg.side == "BUY" ? "above" : "below") \(reference)",
          value: price.description, max: .decimal(percent), "Use a price nearer to the market's.")
      }
    }
    return nil
  }

  /// Whether a price costs no more than so many percent against a reference. Exact: no division.
  private func isWithin(
    _ percent: ExactDecimal, _ price: ExactDecimal, _ reference: ExactDecimal, _ side: String
  ) -> Bool {
    do throws(ExactDecimal.Failure) {
      let hundred = ExactDecimal(100)
      let scaled = try price.multiplied(by: hundred)
      return side == "BUY"
        ? scaled <= (try reference.multiplied(by: hundred.adding(percent)))
        : scaled >= (try reference.multiplied(by: hundred.subtracting(percent)))
    } catch {
      return false
    }
  }

  private var disabled: ToolFailure {
    refusal(
      "trading.enabled", "trading is not enabled", value: "false", max: .boolean(false),
      "The operator enables it with \"bulkhead trading enable\".")
  }

  private func list(_ words: [String]) -> JSON { .array(words.prefix(50).map { .string($0) }) }

  private func refusal(
    _ limit: String, _ message: String, value: String, max: JSON, _ step: String,
    _ more: [(String, JSON)] = []
  ) -> ToolFailure {
    ToolFailure(
      kind: .policyRefused, message: "\(message) (\(limit))", isRetryable: false,
      suggestion: "\(step) Only the operator can change the limit\(file.map { ", in \($0)" } ?? "").",
      details: [("limit", .string(limit)), ("value", .string(value)), ("max", max)] + more)
  }
}
