internal import Catalog
internal import Exchange
internal import LinuxIO
internal import Signing
internal import Values

/// Has orders agreed to: by the person behind the client, or by the operator on his own terminal.
///
/// Fails closed: whoever cannot be asked, does not answer or answers too late has not agreed. What is asked
/// is written here, by the process that holds the key, and never by the one that talks to clients.
@LoopActor
final class ConfirmationDesk {
  private let clock: any TradingClock
  private let randomBytes: (Int) -> [UInt8]
  private var confirmations = Confirmations()
  /// Nil when there are no random numbers: then no question is taken away.
  private let seal: QuestionSeal?

  init(clock: any TradingClock, randomBytes: @escaping (Int) -> [UInt8]) {
    self.clock = clock
    self.randomBytes = randomBytes
    do throws(SigningFailure) { seal = try QuestionSeal() } catch { seal = nil }
  }

  /// How many questions stand.
  var count: Int { confirmations.count }

  /// Has one order agreed to, or says how it can be.
  ///
  /// - Parameters:
  ///   - digest: of the order.
  ///   - text: what the person is shown.
  ///   - notional: the worth that the text names.
  ///   - isOutOfBand: whether the operator's terminal alone counts.
  /// - Returns: the agreement; or `confirmation_required` with an id, or `confirmation_declined`. A result,
  ///   no typed throw: with that the caller resumed at an address of chance (Swift 6.3.1).
  func agreement(
    digest: String, text: String, notional: ExactDecimal, isOutOfBand: Bool, for call: CallContext
  ) async -> Result<Agreement, ToolFailure> {
    if let given = confirmations.take(digest: digest, notional: notional, now: clock.milliseconds) {
      return .success(.byOperator(given))
    }
    if let reply = call.reply, !isOutOfBand,
      let settled = settled(reply, digest: digest, notional: notional, for: call)
    {
      return settled
    }
    guard
      let question = confirmations.ask(
        digest: digest, principal: call.principal, text: text, notional: notional, newID: newID(),
        now: clock.milliseconds)
    else { return .failure(TradingFailure.tooManyQuestions) }
    guard !isOutOfBand else { return .failure(required(question, isOutOfBand: true)) }
    let answer = await call.confirm(
      id: question.id, message: text,
      state: seal?.state(of: question, principal: call.principal) ?? "")
    // The operator may have said no meanwhile: that is stronger than anybody's yes.
    if let failure = refusalOfOperator(digest) { return .failure(failure) }
    switch answer {
    case .accepted:
      // The question may have run out, or been answered on the terminal, while the person looked at it.
      guard clock.milliseconds < question.expiresAtMilliseconds else { break }
      confirmations.forget(question.id)
      return .success(.byPerson)
    case .declined:
      confirmations.forget(question.id)
      return .failure(TradingFailure.declined)
    case .dismissed, .unavailable: break
    }
    if let given = confirmations.take(digest: digest, notional: notional, now: clock.milliseconds) {
      return .success(.byOperator(given))
    }
    guard let open = confirmations.question(question.id, now: clock.milliseconds) else {
      return .failure(TradingFailure.questionGone)
    }
    return .failure(required(open, isOutOfBand: false))
  }

  /// The refusal of a state that a call brings back; nil when it is good, and when none came.
  ///
  /// Asked for each order whose call has one, also for one that nobody has to agree to: a state of something
  /// else is a mistake or an attempt, and never to be passed over in silence (MCP 2026-07-28, "Multi
  /// Round-Trip Requests", server requirements 4 and 5).
  ///
  /// - Parameter digest: of the order that this call asks for.
  func refusal(of call: CallContext, digest: String) -> ToolFailure? {
    guard let reply = call.reply, case .failure(let failure) = question(of: reply, digest: digest, for: call)
    else { return nil }
    return failure
  }

  /// The question that a state was given out with.
  ///
  /// A state works once: a question that was answered with yes or no is gone, and so is what it was known by.
  private func question(
    of reply: HeldReply, digest: String, for call: CallContext
  ) -> Result<Confirmations.Question, ToolFailure> {
    let now = clock.milliseconds
    // Without a seal no state was ever given out.
    switch seal?.judge(reply.state, digest: digest, principal: call.principal, now: now) ?? .forged {
    case .forged: return .failure(TradingFailure.forgedState)
    case .expired: return .failure(TradingFailure.expiredState)
    case .valid(let id):
      guard let question = confirmations.question(id, now: now), question.digest == digest else {
        return .failure(TradingFailure.usedState)
      }
      return .success(question)
    }
  }

  /// What a reply that was brought back amounts to.
  ///
  /// - Returns: nil when the person has to be asked anew: nothing was answered, or the order is worth
  ///   something else by now.
  private func settled(
    _ reply: HeldReply, digest: String, notional: ExactDecimal, for call: CallContext
  ) -> Result<Agreement, ToolFailure>? {
    switch question(of: reply, digest: digest, for: call) {
    case .failure(let failure): return .failure(failure)
    case .success(let question):
      switch reply.answer {
      case .accepted:
        confirmations.forget(question.id)
        return Confirmations.holds(question.notional, for: notional) ? .success(.byPerson) : nil
      case .declined:
        confirmations.forget(question.id)
        return .failure(TradingFailure.declined)
      case .dismissed: return .failure(required(question, isOutOfBand: false))
      case .unavailable: return nil
      }
    }
  }

  /// Gives back what was not used after all.
  func giveBack(_ agreement: Agreement) {
    if case .byOperator(let question) = agreement { confirmations.giveBack(question) }
  }

  /// What the operator would agree to.
  func question(_ id: String) -> (Confirmations.Question, secondsLeft: Int)? {
    guard let question = confirmations.question(id, now: clock.milliseconds) else { return nil }
    return (question, secondsLeft(question))
  }

  /// The operator's word.
  func hear(_ word: Confirmations.Word, on id: String, digest: String) -> Confirmations.Hearing {
    confirmations.hear(word, on: id, digest: digest, now: clock.milliseconds)
  }

  /// The refusal of an order that the operator has said no to, as long as that stands.
  func refusalOfOperator(_ digest: String) -> ToolFailure? {
    confirmations.declined(digest: digest, now: clock.milliseconds).map {
      TradingFailure.declinedByOperator(secondsLeft: secondsLeft($0))
    }
  }

  private func required(_ question: Confirmations.Question, isOutOfBand: Bool) -> ToolFailure {
    TradingFailure.confirmationRequired(
      question, isOutOfBand: isOutOfBand, secondsLeft: secondsLeft(question))
  }

  private func secondsLeft(_ question: Confirmations.Question) -> Int {
    max(0, question.expiresAtMilliseconds - clock.milliseconds) / 1000
  }

  /// Short enough to be typed; it is no secret, and the digest is asked for beside it.
  private func newID() -> String {
    String(IntentName.random(randomBytes(IntentName.byteCount)).dropFirst(IntentName.prefix.count).prefix(8))
  }
}
