internal import Values

extension JournalRecord {
  /// Reads a record; `nil` for anything that `body` does not make.
  ///
  /// - Parameters:
  ///   - bytes: holds the record's body in `range`.
  ///   - formatVersion: of the file that it stands in. There has been one so far; a later one that changes a
  ///     record keeps reading what this one wrote.
  init?(_ bytes: [UInt8], _ range: Range<Int>, formatVersion: UInt32) {
    var reader = RecordReader(bytes, range)
    do throws(RecordReader.Fault) {
      guard let kind = Kind(rawValue: try reader.number(UInt8.self)) else { return nil }
      self = try Self.read(kind, &reader)
      guard reader.isAtEnd else { return nil }
    } catch {
      return nil
    }
  }

  private static func read(
    _ kind: Kind, _ reader: inout RecordReader
  ) throws(RecordReader.Fault) -> JournalRecord {
    switch kind {
    case .opened: return .opened(try Opening(&reader))
    case .intent: return .intent(try Intent(&reader))
    case .audited: return .audited(try AuditEntry(&reader))
    case .checkpoint: return .checkpoint(try Checkpoint(&reader))
    case .policy:
      return .policy(
        atMilliseconds: try reader.time(),
        text: try reader.text(byteCountMax: RecordBounds.policyByteCountMax))
    case .halted:
      return .halted(try reader.flag(), atMilliseconds: try reader.time(), by: try reader.words())
    default: return try event(kind, id: try reader.name(), time: try reader.time(), &reader)
    }
  }

  private static func event(
    _ kind: Kind, id: String, time: Int, _ reader: inout RecordReader
  ) throws(RecordReader.Fault) -> JournalRecord {
    switch kind {
    case .sent:
      return .sent(id: id, timestampMilliseconds: time, recvWindowMilliseconds: try reader.time())
    case .acknowledged: return .acknowledged(id: id, atMilliseconds: time, report: try reader.report())
    case .settledPlaced: return .settledPlaced(id: id, atMilliseconds: time, report: try reader.report())
    case .rejected:
      return .rejected(
        id: id, atMilliseconds: time, code: Int(try reader.number(Int64.self)), reason: try reader.reason())
    case .unsent: return .unsent(id: id, atMilliseconds: time, reason: try reader.reason())
    case .unknown: return .unknown(id: id, atMilliseconds: time, reason: try reader.reason())
    case .settledNotPlaced: return .settledNotPlaced(id: id, atMilliseconds: time)
    case .answered: return .answered(id: id, atMilliseconds: time, wasDelivered: try reader.flag())
    case .opened, .intent, .audited, .policy, .halted, .checkpoint: throw RecordReader.Fault()
    }
  }
}

extension JournalRecord.Opening {
  fileprivate init(_ reader: inout RecordReader) throws(RecordReader.Fault) {
    self.init(
      instance: try reader.number(UInt64.self), version: try reader.words(), venue: try reader.name(),
      account: try reader.name(), atMilliseconds: try reader.time())
  }
}

extension JournalRecord.AuditEntry {
  fileprivate init(_ reader: inout RecordReader) throws(RecordReader.Fault) {
    let instance = try reader.number(UInt64.self)
    let time = try reader.time()
    let (principal, tool) = (try reader.words(), try reader.words())
    let (request, result) = (try reader.words(), try reader.words())
    self.init(
      instance: instance, atMilliseconds: time, principal: principal, tool: tool, request: request,
      parameters: try reader.text(byteCountMax: RecordBounds.parametersByteCountMax), result: result)
  }
}

extension JournalRecord.Checkpoint {
  fileprivate init(_ reader: inout RecordReader) throws(RecordReader.Fault) {
    let latest = try reader.time()
    let policy = try reader.optional { reader throws(RecordReader.Fault) in
      try reader.text(byteCountMax: RecordBounds.policyByteCountMax)
    }
    let haltedBy = try reader.optional { reader throws(RecordReader.Fault) in try reader.words() }
    var sums: [DailyNotional] = []
    for _ in 0..<(try reader.number(UInt16.self)) {
      sums.append(
        DailyNotional(day: try reader.time(), quote: try reader.name(), notional: try reader.decimal()))
    }
    var entries: [IntentEntry] = []
    // Not reserved by a count that only the bytes behind it can prove.
    for _ in 0..<(try reader.number(UInt32.self)) { entries.append(try IntentEntry(&reader)) }
    self.init(
      entries: entries, dailyNotional: sums, latestTimeMilliseconds: latest, policy: policy,
      haltedBy: haltedBy)
  }
}
