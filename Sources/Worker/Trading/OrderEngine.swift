internal import Answers
internal import Catalog
internal import Configuration
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Log
internal import Orders
internal import Values

/// Places orders, each at most once.
///
/// The order of things is what makes it so: the intent is in the journal before anything is sent; "sent" is
/// in the journal before the first byte leaves; there is one write and no second; and whatever is not certain
/// then is found out by asking, never by trying again.
@LoopActor
final class OrderEngine {
  let setting: TradingSetting
  let account: String
  let check: PolicyCheck
  let exchange: any ExchangeWriting
  let drafting: any OrderDrafting
  let ledger: IntentLedger
  let settlement: Settlement
  let halt: any HaltSwitch
  let desk: ConfirmationDesk
  let clock: any TradingClock
  let randomBytes: (Int) -> [UInt8]
  let logger: Logger
  /// Intents whose outcome was handed over, and when, in milliseconds of the monotonic clock.
  private var latelyAnswered: [(id: String, atMilliseconds: Int)] = []

  init(
    _ setting: TradingSetting, account: String, check: PolicyCheck, exchange: any ExchangeWriting,
    drafting: any OrderDrafting, ledger: IntentLedger, settlement: Settlement, halt: any HaltSwitch,
    desk: ConfirmationDesk, clock: any TradingClock, randomBytes: @escaping (Int) -> [UInt8], logger: Logger
  ) {
    self.setting = setting
    self.account = account
    self.check = check
    self.exchange = exchange
    self.drafting = drafting
    self.ledger = ledger
    self.settlement = settlement
    self.halt = halt
    self.desk = desk
    self.clock = clock
    self.randomBytes = randomBytes
    self.logger = logger
  }

  /// Places what a call asks for, or says what became of it when it was placed before.
  func place(_ tool: Tool, _ arguments: CheckedArguments, for call: CallContext) async -> PlacedOutcome {
    let asked = AskedOrder(tool, arguments, principal: call.principal, randomBytes: randomBytes)
    do throws(ToolFailure) {
      if asked.keyDigest != nil, let known = try await known(asked, for: call) { return known }
      if let why = halt.haltedBecause { throw TradingFailure.halted(why) }
      let proposal = try await drafting.proposal(tool, arguments, for: call)
      if let refusal = check.refusal(of: proposal) { throw refusal }
      return try await place(asked, proposal, for: call)
    } catch {
      return PlacedOutcome(.failure(error))
    }
  }

  /// Says in the journal whether the outcome of an intent reached its client.
  func answered(_ outcome: PlacedOutcome, for call: CallContext) {
    guard let id = outcome.intentID, let now = ledger.now else { return }
    ledger.note(.answered(id: id, atMilliseconds: now, wasDelivered: !call.isCancelled))
    // Cut rarely, as all of them are touched then; who looks at them passes over what is too old.
    if latelyAnswered.count >= 2 * TradingLimits.latelyAnsweredCountMax {
      latelyAnswered.removeFirst(latelyAnswered.count - TradingLimits.latelyAnsweredCountMax)
    }
    latelyAnswered.append((id, clock.milliseconds))
  }

  /// Takes back in the journal that the last answers were delivered: who was to read them is gone, and they
  /// may have been on their way.
  func clientIsGone() {
    let oldest = clock.milliseconds - TradingLimits.maybeUnreadMilliseconds
    let ids = latelyAnswered.filter { $0.atMilliseconds >= oldest }.map(\.id)
    latelyAnswered.removeAll()
    guard !ids.isEmpty, let now = ledger.now else { return }
    ledger.note { _ in ids.map { .answered(id: $0, atMilliseconds: now, wasDelivered: false) } }
  }

  private func place(
    _ asked: AskedOrder, _ proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> PlacedOutcome {
    let (order, agreement) = try await agreed(asked, proposal, for: call)
    #if DEBUG
      setting.reached(.beforeIntent)
    #endif
    let intent: Intent?
    do throws(ToolFailure) {
      intent = try intend(asked, order, agreement, for: call)
    } catch {
      desk.giveBack(agreement)
      throw error
    }
    guard let intent else {
      // A call with the same key has come first, while this one asked for prices.
      desk.giveBack(agreement)
      if let known = try await known(asked, for: call) { return known }
      throw TradingFailure.cancelled
    }
    defer { ledger.end(intent.id) }
    return await send(intent, proposal, for: call)
  }

  /// The transaction that every order begins with: everything that is decided by what all servers have done
  /// is decided in it.
  ///
  /// - Returns: nil when the same key's order is in the journal already.
  private func intend(
    _ asked: AskedOrder, _ order: WeighedOrder, _ agreement: Agreement, for call: CallContext
  ) throws(ToolFailure) -> Intent? {
    if call.isCancelled { throw TradingFailure.cancelled }
    var made: Intent?
    var standing: String?
    do throws(ToolFailure) {
      try ledger.transact { [self] book in
        guard let now = ledger.time(in: book) else { return .refuse(TradingFailure.noClock) }
        if let refusal = otherDay(now) { return .refuse(refusal) }
        if let entry = entry(in: book, of: asked), !wasNeverSent(entry) { return .append([]) }
        if book.isFull { return .refuse(TradingFailure.tooManyOpen) }
        let gate = ledger.gate(now: now)
        let api = order.proposal.endpoint.api
        if let entry = gate.standing(in: book, symbol: order.proposal.symbol, api: api) {
          standing = entry.intent.id
          return .refuse(gate.refusal(entry))
        }
        if let duplicate = duplicate(of: asked, order.proposal, in: book, now: now) {
          return .refuse(duplicate)
        }
        let verdict = verdict(on: order, in: book, now: now)
        if case .refused(let failure) = verdict { return .refuse(failure) }
        guard agreement.satisfies(verdict) else {
          return .refuse(TradingFailure.worthChanged)
        }
        let intent = intent(asked, order, now: now)
        made = intent
        return .append([.intent(intent)] + audits(of: intent, order.proposal, asked, agreement))
      }
    } catch {
      if let standing { settlement.begin(standing) }
      throw error
    }
    if let made { ledger.begin(made.id) }
    return made
  }

  /// All that an intent's request asks for, and by whose yes. In the intent's own transaction: what was sent
  /// is on the disk before it is sent, and the order waits for the disk no more often.
  private func audits(
    of intent: Intent, _ proposal: OrderProposal, _ asked: AskedOrder, _ agreement: Agreement
  ) -> [JournalRecord] {
    let audited = AuditedRequest(
      request: request(intent, proposal), tool: asked.tool, principal: asked.principal)
    return audited.entries(
      "intended\(agreement.words)", instance: ledger.instance, atMilliseconds: intent.madeAtMilliseconds
    ).map { .audited($0) }
  }

  private func intent(_ asked: AskedOrder, _ order: WeighedOrder, now: Int) -> Intent {
    let proposal = order.proposal
    let isSingle = proposal.legs.count == 1 && proposal.legs[0].idName == proposal.idName
    let legs = proposal.legs.enumerated().map { index, leg in
      Intent.Leg(
        clientOrderID: isSingle ? asked.id : IntentName.leg(index, of: asked.id), side: leg.side,
        type: leg.type, quantity: leg.quantity ?? leg.quoteQuantity,
        isQuoteQuantity: leg.quantity == nil && leg.quoteQuantity != nil, price: leg.price)
    }
    return Intent(
      id: asked.id, instance: ledger.instance, principal: asked.principal, idempotency: asked.keyDigest,
      parameters: asked.parameters, tool: asked.tool.name, kind: proposal.kind, api: proposal.endpoint.api,
      symbol: proposal.symbol, legs: legs, replaces: proposal.replaces, notional: order.notional,
      quote: check.policy.quote, madeAtMilliseconds: now)
  }
}
