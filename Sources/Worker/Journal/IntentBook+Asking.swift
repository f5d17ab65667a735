public import Catalog
public import Values

extension IntentBook {
  /// The intent of that id, if it is still kept.
  public func entry(_ id: String) -> IntentEntry? { entries[id]?.entry }

  /// The latest intent that was made with an idempotency key of this digest.
  public func entry(idempotency: [UInt8]) -> IntentEntry? {
    byIdempotency[idempotency].flatMap { entries[$0]?.entry }
  }

  /// How many intents are open.
  public var openCount: Int { openIDs.count }

  /// True when no more intents can be taken until some have been settled.
  public var isFull: Bool { openIDs.count >= Self.openCountMax }

  /// What may stand at the exchange without anybody knowing: intended, sent and unknown, in the order in
  /// which they were made.
  public var open: [IntentEntry] { openIDs.compactMap { entries[$0]?.entry } }

  /// What is open on one symbol of one interface.
  public func open(symbol: String, api: API) -> [IntentEntry] {
    openIDs.compactMap { id in
      guard let entry = entries[id]?.entry, entry.intent.symbol == symbol, entry.intent.api == api else {
        return nil
      }
      return entry
    }
  }

  /// What the intents made on that exchange day are worth together: all but those that were refused, were
  /// never sent, or turned out not to be there. What is not known counts.
  ///
  /// A sum that does not fit a decimal is the largest there is, so that every cap refuses.
  public func dailyNotional(day: Int, quote: String) -> ExactDecimal { days.sum(day: day, quote: quote) }

  /// The assets in which something counts on that day. One that is not the policy's has no sum that a cap
  /// could be held against: whoever decides has to refuse, or to wait for the next day.
  public func countedQuotes(day: Int) -> [String] { days.quotes(day: day) }

  /// How many orders were asked of the exchange since then: the legs of all intents but those that were never
  /// sent. Refused ones count, as they do at the exchange.
  public func orderCount(sinceMilliseconds: Int) -> Int {
    var count = 0
    for id in openIDs {
      if let intent = entries[id]?.entry.intent, intent.madeAtMilliseconds >= sinceMilliseconds {
        count += intent.legs.count
      }
    }
    // Endings stand in their order. The clocks of servers differ by less than the minute that is looked at
    // beyond.
    for closing in closings[goneCount...].reversed() {
      guard let kept = entries[closing.id], kept.closing == closing.number else { continue }
      if kept.entry.changedAtMilliseconds < sinceMilliseconds - 60_000 { break }
      if kept.entry.intent.madeAtMilliseconds >= sinceMilliseconds,
        kept.entry.state != .notPlaced || kept.entry.sentAtMilliseconds != nil
      {
        count += kept.entry.intent.legs.count
      }
    }
    return count
  }

  /// The latest intent for the same thing whose caller does not know how it ended, since that time or later:
  /// told "unknown", or never told.
  ///
  /// An outcome that was recorded and of which no `answered` follows counts as never told, because the server
  /// may have died in between. What certainly does not stand at the exchange is not looked at: doing it again
  /// doubles nothing.
  public func uncertain(parameters: [UInt8], sinceMilliseconds: Int) -> IntentEntry? {
    for id in uncertainIDs.reversed() {
      guard let entry = entries[id]?.entry, let since = entry.uncertainSinceMilliseconds else { continue }
      if since >= sinceMilliseconds, entry.intent.parameters == parameters, entry.state != .rejected,
        entry.state != .notPlaced
      {
        return entry
      }
    }
    return nil
  }

  /// The latest intents, by when they were made, newest first.
  public func recent(countMax: Int) -> [IntentEntry] {
    guard countMax > 0 else { return [] }
    var found = openIDs.suffix(countMax).compactMap { entries[$0]?.entry }
    for closing in closings[goneCount...].reversed() {
      if found.count >= 2 * countMax { break }
      if let kept = entries[closing.id], kept.closing == closing.number { found.append(kept.entry) }
    }
    found.sort {
      ($0.intent.madeAtMilliseconds, $0.intent.id) > ($1.intent.madeAtMilliseconds, $1.intent.id)
    }
    return Array(found.prefix(countMax))
  }

  /// How many entries that have ended are kept.
  public var closedCount: Int { closings.count - goneCount }

  /// What a file that continues this journal has to begin with: records that make this book out of nothing.
  ///
  /// Several of them, because a record is bounded; the first has everything but the entries.
  var checkpoints: [JournalRecord] {
    let ended = closings[goneCount...].compactMap { closing -> IntentEntry? in
      guard let kept = entries[closing.id], kept.closing == closing.number else { return nil }
      return kept.entry
    }
    var records: [JournalRecord] = [
      .checkpoint(
        JournalRecord.Checkpoint(
          entries: [], dailyNotional: days.sums, latestTimeMilliseconds: latestTimeMilliseconds,
          policy: lastPolicy, haltedBy: isHalted ? haltedBy : nil))
    ]
    var batch: [IntentEntry] = []
    var byteCount = 0
    for entry in ended + open {
      batch.append(entry)
      // More than an entry's names and numbers can have.
      byteCount += 2048 + 512 * entry.intent.legs.count + entry.report.utf8.count
      if byteCount > RecordBounds.bodyByteCountMax / 2 {
        records.append(.checkpoint(JournalRecord.Checkpoint(entries: batch, dailyNotional: [])))
        batch = []
        byteCount = 0
      }
    }
    if !batch.isEmpty {
      records.append(.checkpoint(JournalRecord.Checkpoint(entries: batch, dailyNotional: [])))
    }
    return records
  }
}
