internal import Values

extension JournalRecord {
  /// The numbers of the kinds in a file; they never change.
  enum Kind: UInt8, CaseIterable {
    case opened = 1
    case intent = 2
    case sent = 3
    case acknowledged = 4
    case rejected = 5
    case unsent = 6
    case unknown = 7
    case settledPlaced = 8
    case settledNotPlaced = 9
    case answered = 10
    case audited = 11
    case policy = 12
    case halted = 13
    case checkpoint = 14
  }

  /// What kind of record it is.
  var kind: Kind {
    switch self {
    case .opened: .opened
    case .intent: .intent
    case .sent: .sent
    case .acknowledged: .acknowledged
    case .rejected: .rejected
    case .unsent: .unsent
    case .unknown: .unknown
    case .settledPlaced: .settledPlaced
    case .settledNotPlaced: .settledNotPlaced
    case .answered: .answered
    case .audited: .audited
    case .policy: .policy
    case .halted: .halted
    case .checkpoint: .checkpoint
    }
  }

  /// Room that nearly every record of an order finds enough, its report included.
  private static let usualByteCount = 640

  /// The record as bytes, without what frames and protects it.
  ///
  /// - Throws: `notRecordable` when a part that means something only as a whole is over its bound.
  func body() throws(JournalFailure) -> [UInt8] {
    var bytes = RecordBytes(reservingByteCount: Self.usualByteCount)
    bytes.append(kind.rawValue)
    switch self {
    case .opened(let opening): try opening.append(to: &bytes)
    case .intent(let intent): try intent.append(to: &bytes)
    case .audited(let entry): try entry.append(to: &bytes)
    case .checkpoint(let checkpoint): try checkpoint.append(to: &bytes)
    case .policy(let time, let text):
      bytes.append(time: time)
      try bytes.append(text, byteCountMax: RecordBounds.policyByteCountMax, "a policy")
    case .halted(let isHalted, let time, let by):
      bytes.append(UInt8(isHalted ? 1 : 0))
      bytes.append(time: time)
      bytes.append(clipped: by, byteCountMax: RecordBounds.wordsByteCountMax)
    default: try appendEvent(to: &bytes)
    }
    guard bytes.bytes.count <= RecordBounds.bodyByteCountMax else {
      throw .notRecordable("a record of \(bytes.bytes.count) bytes")
    }
    return bytes.bytes
  }

  /// What happened to an intent: its id first, then when.
  private func appendEvent(to bytes: inout RecordBytes) throws(JournalFailure) {
    func begin(_ id: String, _ time: Int) throws(JournalFailure) {
      try bytes.append(id, byteCountMax: RecordBounds.nameByteCountMax, "an intent's id")
      bytes.append(time: time)
    }
    switch self {
    case .sent(let id, let time, let recvWindow):
      try begin(id, time)
      bytes.append(time: recvWindow)
    case .acknowledged(let id, let time, let report), .settledPlaced(let id, let time, let report):
      try begin(id, time)
      bytes.append(report: report)
    case .rejected(let id, let time, let code, let reason):
      try begin(id, time)
      bytes.append(Int64(code))
      bytes.append(clipped: reason, byteCountMax: RecordBounds.reasonByteCountMax)
    case .unsent(let id, let time, let reason), .unknown(let id, let time, let reason):
      try begin(id, time)
      bytes.append(clipped: reason, byteCountMax: RecordBounds.reasonByteCountMax)
    case .settledNotPlaced(let id, let time): try begin(id, time)
    case .answered(let id, let time, let wasDelivered):
      try begin(id, time)
      bytes.append(UInt8(wasDelivered ? 1 : 0))
    case .opened, .intent, .audited, .policy, .halted, .checkpoint:
      preconditionFailure("not about one intent")
    }
  }
}

extension JournalRecord.Opening {
  fileprivate func append(to bytes: inout RecordBytes) throws(JournalFailure) {
    bytes.append(instance)
    bytes.append(clipped: version, byteCountMax: RecordBounds.wordsByteCountMax)
    try bytes.append(venue, byteCountMax: RecordBounds.nameByteCountMax, "a venue")
    try bytes.append(account, byteCountMax: RecordBounds.nameByteCountMax, "an account")
    bytes.append(time: atMilliseconds)
  }
}

extension JournalRecord.AuditEntry {
  fileprivate func append(to bytes: inout RecordBytes) throws(JournalFailure) {
    bytes.append(instance)
    bytes.append(time: atMilliseconds)
    for text in [principal, tool, request, result] {
      bytes.append(clipped: text, byteCountMax: RecordBounds.wordsByteCountMax)
    }
    bytes.append(clipped: parameters, byteCountMax: RecordBounds.parametersByteCountMax)
  }
}

extension JournalRecord.Checkpoint {
  fileprivate func append(to bytes: inout RecordBytes) throws(JournalFailure) {
    bytes.append(time: latestTimeMilliseconds)
    try bytes.append(optional: policy) { bytes, text throws(JournalFailure) in
      try bytes.append(text, byteCountMax: RecordBounds.policyByteCountMax, "a policy")
    }
    try bytes.append(optional: haltedBy) { bytes, by throws(JournalFailure) in
      bytes.append(clipped: by, byteCountMax: RecordBounds.wordsByteCountMax)
    }
    bytes.append(UInt16(clamping: dailyNotional.count))
    for sum in dailyNotional {
      bytes.append(time: sum.day)
      try bytes.append(sum.quote, byteCountMax: RecordBounds.nameByteCountMax, "an asset")
      bytes.append(sum.notional)
    }
    bytes.append(UInt32(clamping: entries.count))
    for entry in entries { try entry.append(to: &bytes) }
  }
}
