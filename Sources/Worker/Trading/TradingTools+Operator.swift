internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Log
internal import Operator
internal import Values
internal import Wire

/// What the operator is answered over the socket in the state folder. No client reaches it.
extension TradingTools {
  /// Bytes of a list of intents; a message between processes has room for 1 MiB.
  private static let listByteCountMax = 900_000

  /// Opens the socket in the state folder. Trading does not depend on it; a yes of the operator does.
  func listen() {
    guard listener == nil else { return }
    do throws(PrivateFailure) {
      listener = try OperatorListener(
        folder: "\(setting.stateFolder)/run",
        name: OperatorSocketName(pid: setting.launcherPID, owner: .trading).text
      ) { [weak self] request, user in
        await self?.answer(request, of: user) ?? .refused(reason: "the server is ending")
      }
    } catch {
      logger.error("the operator's socket could not be opened: \(error)")
    }
  }

  /// Answers one request.
  ///
  /// - Parameter user: who asks, by the kernel's word: the owner of this process, or root.
  func answer(
    _ request: OperatorRequest, of user: UInt32 = CurrentProcess.user
  ) async -> OperatorReply {
    switch request {
    case .status:
      var writer = JSONWriter(reservingByteCount: 2_048)
      writeStatus(to: &writer)
      return .answer(json: writer.bytes)
    case .orders(let countMax): return .answer(json: orders(Int(countMax)))
    case .halt(let reason): return halt(reason)
    case .resume: return resume()
    case .restart: return .refused(reason: "workers are restarted by the launcher, not by a worker")
    case .question(let id): return question(id)
    case .confirm(let id, let digest): return hear(.yes, on: id, digest: digest, of: user)
    case .decline(let id, let digest): return hear(.no, on: id, digest: digest, of: user)
    case .intent(let id): return intent(id)
    case .settle(let id, let wasPlaced): return settle(id, wasPlaced: wasPlaced, of: user)
    }
  }

  private func orders(_ countMax: Int) -> [UInt8] {
    // What other servers wrote is shown too, if it can be read.
    do throws(ToolFailure) { try ledger?.refresh() } catch {}
    let entries = ledger?.book.recent(countMax: min(countMax, TradingLimits.shownCountMax)) ?? []
    var writer = JSONWriter(reservingByteCount: 4_096)
    writer.beginObject()
    writer.key("orders")
    writer.beginArray()
    var shownCount = 0
    for entry in entries where writer.bytes.count < Self.listByteCountMax {
      write(entry, to: &writer)
      shownCount += 1
    }
    writer.endArray()
    writer.member("count", shownCount)
    writer.member("open_count", ledger?.book.openCount ?? 0)
    writer.endObject()
    return writer.bytes
  }

  private func halt(_ reason: String) -> OperatorReply {
    do throws(SystemFailure) {
      try surroundings.halt.halt(reason)
    } catch {
      return .refused(reason: "the file halt could not be written: \(error)")
    }
    note(.halted(true, atMilliseconds: moment, by: reason))
    logger.warning("the operator has halted trading: \(reason)")
    changeObserver()
    return .done(message: "trading is halted, at every venue; cancels still pass")
  }

  private func resume() -> OperatorReply {
    do throws(SystemFailure) {
      try surroundings.halt.resume()
    } catch {
      return .refused(reason: "the file halt could not be removed: \(error)")
    }
    if let why = surroundings.halt.haltedBecause { return .refused(reason: why) }
    note(.halted(false, atMilliseconds: moment, by: "the operator"))
    logger.warning("the operator lets trading go on")
    changeObserver()
    return .done(message: "trading goes on")
  }

  private func question(_ id: String) -> OperatorReply {
    guard let (question, secondsLeft) = desk.question(id) else {
      return .refused(reason: Self.noQuestion(id))
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", question.id)
    writer.member("digest", question.digest)
    writer.member("question", question.text)
    writer.member("expires_in_seconds", secondsLeft)
    writer.member("approved", question.word == .yes)
    writer.endObject()
    return .answer(json: writer.bytes)
  }

  private func hear(
    _ word: Confirmations.Word, on id: String, digest: String, of user: UInt32
  ) -> OperatorReply {
    let isAgreed = word == .yes
    switch desk.hear(word, on: id, digest: digest) {
    case .heard(let question):
      note(
        .audited(
          JournalRecord.AuditEntry(
            instance: ledger?.instance ?? 0, atMilliseconds: moment, principal: "operator (user \(user))",
            tool: "bulkhead confirm", request: JournalRecord.AuditEntry.noRequest,
            parameters: "question \(id) of \(question.principal): \(question.text)",
            result: isAgreed ? "agreed" : "declined")))
      logger.notice("the operator has \(isAgreed ? "agreed" : "said no") to order question \(id)")
      return .done(
        message: isAgreed
          ? "agreed; the same call made again within five minutes places the order, once"
          : "declined; the order is not placed, and the same call is refused until its question would have "
            + "run out")
    case .unknown: return .refused(reason: Self.noQuestion(id))
    case .otherDigest:
      return .refused(reason: "the order behind \(id) is another one than was shown; look at it again")
    }
  }

  private static func noQuestion(_ id: String) -> String {
    "there is no question \(id): it was answered, it ran out, or another server asks it"
  }

  /// Writes it down if there is a journal; a halt holds without.
  private func note(_ record: JournalRecord) {
    ledger?.note(record)
  }

  private var moment: Int { ledger?.now ?? EventLoop.wallClockMilliseconds }
}
