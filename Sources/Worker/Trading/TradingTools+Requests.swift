internal import Answers
internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Values

/// What is no order: cancels, the leverage, and a test that places nothing. Sent once, whatever happens.
extension TradingTools {
  /// Performs one such call.
  func perform(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async -> Result<[UInt8], ToolFailure> {
    do throws(ToolFailure) {
      if isReadOnly || setting.standingRefusal != nil { throw notOpen }
      let request = try await surroundings.drafting.cancellation(tool, arguments, for: call)
      try check(request, of: tool, arguments)
      return .success(try await send(request, tool, arguments, for: call))
    } catch {
      return .failure(error)
    }
  }

  /// Whether a request is what its tool may send, and allowed.
  private func check(
    _ request: ExchangeRequest, of tool: Tool, _ arguments: CheckedArguments
  ) throws(ToolFailure) {
    let endpoint = request.endpoint
    switch tool.name {
    case "test_order":
      guard endpoint.path.hasSuffix("/test") else { throw Self.wrongRequest(tool) }
    case "set_leverage":
      guard endpoint.path.hasSuffix("/leverage") else { throw Self.wrongRequest(tool) }
      guard case .open(let engine) = readiness else { throw notOpen }
      if let why = surroundings.halt.haltedBecause { throw TradingFailure.halted(why) }
      let symbol = arguments.symbol()?.name ?? ""
      if let refusal = engine.check.refusal(api: endpoint.api, symbol: symbol) { throw refusal }
      if let refusal = engine.check.refusal(leverage: arguments.integer("leverage") ?? .max) { throw refusal }
    default:
      // A cancel passes halt, a journal that cannot be written, and a policy that allows nothing.
      guard endpoint.method == "DELETE" else { throw Self.wrongRequest(tool) }
    }
  }

  private func send(
    _ request: ExchangeRequest, _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> [UInt8] {
    var wasSent = false
    let outcome = await exchange.write(
      request, recvWindowMilliseconds: TradingLimits.recvWindowMilliseconds,
      isUrgent: tool.effect != .reads, for: call
    ) { [self] _ throws(ToolFailure) in
      if call.isCancelled { throw TradingFailure.cancelled }
      try willSend(request, tool, for: call)
      wasSent = true
    }
    switch outcome {
    case .done(let reply):
      audit(request, tool, "ok", for: call)
      do throws(ToolFailure) {
        let report = try surroundings.drafting.report(reply, of: request, tool)
        var answer = Answer(reservingByteCount: report.count + 160)
        answer.writer.raw(report)
        return answer.finish(
          AnswerMetadata(
            timestampMilliseconds: reply.receivedAtMilliseconds, venue: setting.venue,
            symbol: arguments.symbol()?.name, weight: request.weight))
      } catch {
        throw TradingFailure.unknownRequest(tool, because: error)
      }
    case .notDone(let failure):
      if wasSent { audit(request, tool, Self.result(failure), for: call) }
      throw failure
    case .unknown(let failure):
      audit(request, tool, "unknown", for: call)
      // Testing an order changes nothing, so nothing of it is unknown.
      if tool.effect == .reads { throw failure }
      throw TradingFailure.unknownRequest(tool, because: failure)
    }
  }

  /// Right before the write.
  private func willSend(
    _ request: ExchangeRequest, _ tool: Tool, for call: CallContext
  ) throws(ToolFailure) {
    guard tool.effect == .movesMoney else { return audit(request, tool, "sent", for: call) }
    if let why = surroundings.halt.haltedBecause { throw TradingFailure.halted(why) }
    guard let ledger else { throw notOpen }
    let records = entries(request, tool, "sent", for: call).map { JournalRecord.audited($0) }
    try ledger.transact { _ in .append(records) }
  }

  /// Writes down what touched the account. A journal that cannot be written holds up no cancel.
  private func audit(_ request: ExchangeRequest, _ tool: Tool, _ result: String, for call: CallContext) {
    let entries = entries(request, tool, result, for: call)
    guard let ledger else {
      heldAudits += entries
      return heldAudits.removeFirst(max(0, heldAudits.count - Self.heldAuditCountMax))
    }
    let records = entries.map { JournalRecord.audited($0) }
    ledger.note { _ in records }
  }

  /// Audit entries that wait for a journal at most; of more the oldest go.
  private static let heldAuditCountMax = 64

  /// Writes what waited for the journal, which has been opened now.
  func writeHeldAudits(to ledger: IntentLedger) {
    let held = heldAudits
    heldAudits.removeAll()
    guard !held.isEmpty else { return }
    let records = held.map { entry in
      JournalRecord.audited(
        JournalRecord.AuditEntry(
          instance: ledger.instance, atMilliseconds: entry.atMilliseconds, principal: entry.principal,
          tool: entry.tool, request: entry.request, parameters: entry.parameters, result: entry.result))
    }
    ledger.note { _ in records }
  }

  private func entries(
    _ request: ExchangeRequest, _ tool: Tool, _ result: String, for call: CallContext
  ) -> [JournalRecord.AuditEntry] {
    AuditedRequest(request: request, tool: tool, principal: call.principal).entries(
      result, instance: ledger?.instance ?? 0,
      atMilliseconds: ledger?.now ?? EventLoop.wallClockMilliseconds)
  }

  private static func result(_ failure: ToolFailure) -> String {
    failure.code.map { "\(failure.kind.rawValue) \($0)" } ?? failure.kind.rawValue
  }

  private static func wrongRequest(_ tool: Tool) -> ToolFailure {
    ToolFailure(
      kind: .internalError, message: "\(tool.name) wanted to send what is not its own; nothing was sent")
  }
}
