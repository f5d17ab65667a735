internal import Catalog
internal import Configuration
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Orders
internal import Values

/// What an order is worth, and who agrees to it.
extension OrderEngine {
  /// Values an order, holds it against the policy a first time, and has it agreed to if the policy says so.
  ///
  /// What a person agreed to is valued again afterwards, since minutes may have passed. The verdict that
  /// counts is the one inside the transaction.
  func agreed(
    _ asked: AskedOrder, _ proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> (WeighedOrder, Agreement) {
    let digest = asked.digest(proposal, venue: setting.scope, account: account)
    // An operator's no holds whatever the order is worth by now, and comes before what a client brings back.
    if let refusal = desk.refusalOfOperator(digest) { throw refusal }
    if let refusal = desk.refusal(of: call, digest: digest) { throw refusal }
    let order = try await weigh(proposal, for: call)
    if let refusal = desk.refusalOfOperator(digest) { throw refusal }
    // Whether a person has to agree hangs on the order alone. If nobody has to, the transaction that writes
    // the intent is the next thing to happen and decides everything, on what all servers have written.
    if !check.needsAgreement(to: order) { return (order, .none) }
    try ledger.refresh()
    guard let now = ledger.now else { throw TradingFailure.noClock }
    // Nobody is asked about an order that would be refused for another reason.
    if let refusal = otherDay(now) ?? duplicate(of: asked, proposal, in: ledger.book, now: now) {
      throw refusal
    }
    let verdict = verdict(on: order, in: ledger.book, now: now)
    if case .refused(let failure) = verdict { throw failure }
    let text = text(order, of: asked)
    let asking = await desk.agreement(
      digest: digest, text: text, notional: order.notional,
      isOutOfBand: verdict == .needsOutOfBandConfirmation, for: call)
    // A question that is gone is nobody's no.
    if case .failure(let failure) = asking, failure.message == TradingFailure.declined.message {
      ledger.note(
        .audited(
          JournalRecord.AuditEntry(
            instance: ledger.instance, atMilliseconds: ledger.now ?? now, principal: asked.principal,
            tool: asked.tool.name, request: JournalRecord.AuditEntry.noRequest, parameters: text,
            result: "declined by the person who was asked")))
    }
    let agreement = try asking.get()
    guard agreement == .byPerson else { return (order, agreement) }
    let later = try await weigh(proposal, for: call)
    guard later.notional <= order.notional || Confirmations.holds(order.notional, for: later.notional) else {
      throw TradingFailure.worthChanged
    }
    return (later, agreement)
  }

  /// The refusal of an order while the journal has seen a later day than the exchange's clock shows; `nil`
  /// on the same day, and for the little that clocks of servers differ by.
  func otherDay(_ now: Int) -> ToolFailure? {
    guard let measured = exchange.exchangeTimeMilliseconds else { return TradingFailure.noClock }
    let ahead = now - measured
    guard ahead > TradingLimits.aheadMillisecondsMax,
      IntentBook.day(ofMilliseconds: now) != IntentBook.day(ofMilliseconds: measured)
    else { return nil }
    return TradingFailure.otherDay(aheadMilliseconds: ahead)
  }

  /// The policy's verdict on an order by what a book counts.
  func verdict(on order: WeighedOrder, in book: IntentBook, now: Int) -> PolicyVerdict {
    let counters = PolicyCounters(
      book, quote: check.policy.quote, now: now, open: order.openOrders,
      countsOrders: check.policy.ordersPerMinuteMax != nil)
    return check.verdict(on: order, counters)
  }

  /// What a person is asked.
  private func text(_ order: WeighedOrder, of asked: AskedOrder) -> String {
    let proposal = order.proposal
    let kind = proposal.endpoint.api == .futures ? "USD-M futures" : "spot"
    let money = setting.venue == .live ? "REAL MONEY" : "\(setting.venue.rawValue) venue"
    // Whoever came over the network is named: the person may be another one.
    let whose = asked.principal == CallContext.localPrincipal ? "" : "Asked for by \(asked.principal). "
    return "\(whose)\(money), account \(account), \(kind) \(proposal.symbol): \(proposal.summary). "
      + "Worth up to \(order.notional) \(check.policy.quote). Place this order?"
  }

  /// Finds out what the policy needs to know about an order.
  func weigh(_ proposal: OrderProposal, for call: CallContext) async throws(ToolFailure) -> WeighedOrder {
    WeighedOrder(
      proposal: proposal, notional: try await notional(of: proposal, for: call),
      marketPrice: check.needsMarketPrice(proposal) ? try await marketPrice(of: proposal, for: call) : nil,
      openOrders: check.policy.openOrderCountMax == nil ? nil : try await openOrders(for: call))
  }

  private func notional(
    of proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal {
    let legs: [ExactDecimal]
    do throws(ToolFailure) {
      legs = try await drafting.notional(of: proposal, in: check.policy.quote, for: call)
    } catch {
      // Without a limit on worth there is nothing to hold it against, and an order in assets that have no
      // price in the policy's quote can be placed all the same.
      if check.hasNotionalLimits || call.isCancelled { throw error }
      return .zero
    }
    var sum = ExactDecimal.zero
    for leg in legs {
      guard !leg.isNegative else { throw TradingFailure.worthless }
      do throws(ExactDecimal.Failure) {
        sum = try sum.adding(leg)
      } catch {
        throw TradingFailure.worthless
      }
    }
    return sum
  }

  private func marketPrice(
    of proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal {
    let isFutures = proposal.endpoint.api == .futures
    let endpoint = isFutures ? Endpoint.premiumIndex : Endpoint.tickerPrice
    let reply = try await read(endpoint, [("symbol", proposal.symbol)], for: call)
    guard let price = reply.document.root[isFutures ? "markPrice" : "price"]?.decimal, price > .zero else {
      throw TradingFailure.noPrice(proposal.symbol)
    }
    return price
  }

  private func openOrders(for call: CallContext) async throws(ToolFailure) -> WeighedOrder.OpenOrders {
    guard let asked = ledger.now else { throw TradingFailure.noClock }
    var ids: Set<String> = []
    var count = 0
    var kinds = [(TradingEndpoint.openOrders, "clientOrderId")]
    if check.policy.allowsFutures {
      kinds.append((TradingEndpoint.futuresOpenOrders, "clientOrderId"))
      kinds.append((TradingEndpoint.openAlgoOrders, "clientAlgoId"))
    }
    for (endpoint, member) in kinds {
      let reply = try await read(endpoint, [], for: call)
      for order in reply.document.root.elements {
        count += 1
        if let id = order[member]?.string { ids.insert(id) }
      }
    }
    return WeighedOrder.OpenOrders(ids: ids, count: count, askedAtMilliseconds: asked)
  }

  private func read(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    try await exchange.read(
      ExchangeRequest(endpoint: endpoint, query: query, weight: endpoint.weight.value(), isRead: true),
      for: call)
  }
}
