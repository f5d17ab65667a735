internal import Values

extension IntentBook {
  /// Takes one more record in.
  ///
  /// A definite outcome is not taken back by a later guess: after `placed` nothing changes, and only a
  /// `placed` comes after a refusal or a "not placed", because money that moved has to count. A record about
  /// an intent that is not kept any more changes nothing.
  public mutating func apply(_ record: JournalRecord) {
    switch record {
    case .intent(let intent): make(intent)
    case .sent(let id, let timestamp, let recvWindow):
      see(timestamp)
      change(id, at: timestamp) { entry in
        guard entry.state.isOpen else { return }
        if entry.state == .intended { entry.state = .sent }
        entry.sentAtMilliseconds = timestamp
        entry.recvWindowMilliseconds = recvWindow
      }
    case .acknowledged(let id, let time, let report), .settledPlaced(let id, let time, let report):
      end(id, .placed, at: time) { $0.report = report }
    case .rejected(let id, let time, let code, let reason):
      end(id, .rejected, at: time) { entry in
        entry.code = code
        entry.reason = reason
      }
    case .unsent(let id, let time, let reason):
      see(time)
      // Whoever wrote it did not know of SENT, which is on the disk before a byte leaves: only the exchange
      // can say what became of it.
      guard entries[id]?.entry.sentAtMilliseconds == nil else { return }
      end(id, .notPlaced, at: time) { $0.reason = reason }
    case .settledNotPlaced(let id, let time):
      let before = entries[id]?.entry.reason ?? ""
      let oldHalf = entries[id]?.entry.intent.replaces == nil ? "" : before
      end(id, .notPlaced, at: time) { entry in
        // Where a person has said so, the exchange has said nothing.
        entry.reason =
          OperatorWord.isOne(before)
          ? before : "the exchange has no such order" + (oldHalf.isEmpty ? "" : "; \(oldHalf)")
      }
    case .unknown(let id, let time, let reason):
      see(time)
      change(id, at: time) { entry in
        guard entry.state.isOpen else { return }
        entry.state = .unknown
        entry.reason = reason
      }
    case .answered(let id, let time, let wasDelivered): answer(id, at: time, wasDelivered)
    case .policy(_, let text): lastPolicy = text
    case .halted(let isHalted, _, let by): (self.isHalted, haltedBy) = (isHalted, isHalted ? by : "")
    case .checkpoint(let checkpoint): restore(checkpoint)
    case .opened, .audited: break
    }
  }

  private mutating func see(_ time: Int) {
    guard time > latestTimeMilliseconds else { return }
    let day = Self.day(ofMilliseconds: latestTimeMilliseconds)
    latestTimeMilliseconds = time
    let next = Self.day(ofMilliseconds: time)
    if next != day { days.drop(before: next - Self.earlierDayCount) }
  }

  private mutating func make(_ intent: Intent) {
    see(intent.madeAtMilliseconds)
    // The same id a second time: a first that was never sent may be made again. It counts for what it was.
    if let before = entries.updateValue(Kept(entry: IntentEntry(intent)), forKey: intent.id) {
      if before.closing != 0 {
        reportByteCount -= before.entry.report.utf8.count
      } else {
        openIDs.removeAll { $0 == intent.id }
      }
    }
    openIDs.append(intent.id)
    if let idempotency = intent.idempotency { byIdempotency[idempotency] = intent.id }
    days.add(
      intent.notional, day: Self.day(ofMilliseconds: intent.madeAtMilliseconds), quote: intent.quote)
  }

  private mutating func change(_ id: String, at time: Int, _ body: (inout IntentEntry) -> Void) {
    guard let index = entries.index(forKey: id) else { return }
    body(&entries.values[index].entry)
    touch(index, at: time)
  }

  private mutating func touch(_ index: Dictionary<String, Kept>.Index, at time: Int) {
    let before = entries.values[index].entry.changedAtMilliseconds
    if time > before { entries.values[index].entry.changedAtMilliseconds = time }
  }

  private mutating func end(
    _ id: String, _ state: IntentEntry.State, at time: Int, _ body: (inout IntentEntry) -> Void
  ) {
    see(time)
    guard let index = entries.index(forKey: id) else { return }
    let before = entries.values[index].entry.state
    guard before.isOpen || (state == .placed && before != .placed) else { return }
    let isFirst = before.isOpen
    entries.values[index].entry.state = state
    entries.values[index].entry.reason = ""
    body(&entries.values[index].entry)
    touch(index, at: time)
    if state != .placed || !isFirst {
      let intent = entries.values[index].entry.intent
      let day = Self.day(ofMilliseconds: intent.madeAtMilliseconds)
      if state == .placed {
        days.add(intent.notional, day: day, quote: intent.quote)
      } else {
        days.subtract(intent.notional, day: day, quote: intent.quote)
      }
    }
    reportByteCount += entries.values[index].entry.report.utf8.count
    if state == .placed {
      // Nobody has been told yet, also if "unknown" was told minutes ago: who was asked to wait asks again
      // from now on. The `answered` that follows takes it back.
      let isKnown = entries.values[index].entry.uncertainSinceMilliseconds != nil
      entries.values[index].entry.uncertainSinceMilliseconds = time
      if isKnown, let known = uncertainIDs.lastIndex(of: id) { uncertainIDs.remove(at: known) }
      noteUncertain(id)
    }
    if isFirst {
      if let open = openIDs.lastIndex(of: id) { openIDs.remove(at: open) }
      closingCount += 1
      entries.values[index].closing = closingCount
      closings.append(Closing(id: id, number: closingCount))
      forgetTheOldest()
    }
  }

  private mutating func answer(_ id: String, at time: Int, _ wasDelivered: Bool) {
    see(time)
    guard let index = entries.index(forKey: id) else { return }
    touch(index, at: time)
    let isKnown = entries.values[index].entry.uncertainSinceMilliseconds != nil
    if wasDelivered, !entries.values[index].entry.state.isOpen {
      guard isKnown else { return }
      entries.values[index].entry.uncertainSinceMilliseconds = nil
      if let known = uncertainIDs.lastIndex(of: id) { uncertainIDs.remove(at: known) }
    } else {
      entries.values[index].entry.uncertainSinceMilliseconds = time
      if isKnown, let known = uncertainIDs.lastIndex(of: id) { uncertainIDs.remove(at: known) }
      noteUncertain(id)
    }
  }

  private mutating func noteUncertain(_ id: String) {
    uncertainIDs.append(id)
    let oldest = latestTimeMilliseconds - Self.uncertainMilliseconds
    let goneCount = uncertainIDs.prefix { id in
      (entries[id]?.entry.uncertainSinceMilliseconds ?? 0) < oldest
    }.count
    uncertainIDs.removeFirst(max(goneCount, uncertainIDs.count - Self.uncertainCountMax))
  }

  private mutating func forgetTheOldest() {
    let oldest = latestTimeMilliseconds - Self.keptMilliseconds
    while goneCount < closings.count {
      let closing = closings[goneCount]
      guard let index = entries.index(forKey: closing.id), entries.values[index].closing == closing.number
      else {
        goneCount += 1
        continue
      }
      guard
        closedCount > Self.closedCountMax || reportByteCount > Self.reportByteCountMax
          || entries.values[index].entry.changedAtMilliseconds < oldest
      else { break }
      goneCount += 1
      let kept = entries.remove(at: index).value
      reportByteCount -= kept.entry.report.utf8.count
      if let key = kept.entry.intent.idempotency, byIdempotency[key] == closing.id {
        byIdempotency[key] = nil
      }
    }
    if goneCount > 1024, goneCount > closings.count / 2 {
      closings.removeFirst(goneCount)
      goneCount = 0
    }
  }

  private mutating func restore(_ checkpoint: JournalRecord.Checkpoint) {
    see(checkpoint.latestTimeMilliseconds)
    for entry in checkpoint.entries {
      let id = entry.intent.id
      entries[id] = Kept(entry: entry)
      if let key = entry.intent.idempotency {
        // Entries come in the order of their endings, and what counts is the intent that was made last.
        let other = byIdempotency[key].flatMap { entries[$0]?.entry.intent.madeAtMilliseconds }
        if (other ?? .min) <= entry.intent.madeAtMilliseconds { byIdempotency[key] = id }
      }
      if entry.uncertainSinceMilliseconds != nil { uncertainIDs.append(id) }
      if entry.state.isOpen {
        openIDs.append(id)
      } else {
        closingCount += 1
        entries[id]?.closing = closingCount
        closings.append(Closing(id: id, number: closingCount))
        reportByteCount += entry.report.utf8.count
      }
    }
    // Entries come in the order of their endings.
    uncertainIDs.sort { left, right in
      (entries[left]?.entry.uncertainSinceMilliseconds ?? 0, left)
        < (entries[right]?.entry.uncertainSinceMilliseconds ?? 0, right)
    }
    uncertainIDs.removeFirst(max(0, uncertainIDs.count - Self.uncertainCountMax))
    for sum in checkpoint.dailyNotional { days.set(sum) }
    if let policy = checkpoint.policy { lastPolicy = policy }
    if let by = checkpoint.haltedBy { (isHalted, haltedBy) = (true, by) }
    forgetTheOldest()
  }
}
