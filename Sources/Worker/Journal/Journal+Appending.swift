internal import LinuxIO

extension Journal {
  /// Writes records with one write and, unless they may be lost with the power, waits for the disk. The lock
  /// is held, and everything that others have written is known.
  func append(_ records: [JournalRecord], isDurable: Bool) throws(JournalFailure) {
    let (bytes, chain, readBack) = try framed(unrecordedCut.map { [note(of: $0)] + records } ?? records)
    try write(bytes)
    if isDurable {
      do throws(SystemFailure) {
        try file.syncContent()
      } catch {
        // The kernel has dropped what it could not write and will not say so again: whatever is asked of this
        // file from now on, nobody knows what is on the disk.
        throw shut(.system(error))
      }
    }
    reader.skip(to: chain, byteCount: bytes.count)
    unrecordedCut = nil
    for record in readBack { book.apply(record) }
    if chain.number - loggedRecord >= UInt64(setting.headInterval) { logHead() }
  }

  private func note(of cut: (offset: Int, byteCount: Int)) -> JournalRecord {
    .audited(
      JournalRecord.AuditEntry(
        instance: instance, atMilliseconds: EventLoop.wallClockMilliseconds, principal: "bulkhead",
        tool: "journal", request: "cut",
        parameters: "\(cut.byteCount) bytes at byte \(cut.offset) that were not written to their end",
        result: "ok"))
  }

  /// The records as bytes, and as whoever reads those bytes gets them: the book takes these, so that it is
  /// the same in every server.
  private func framed(
    _ records: [JournalRecord]
  ) throws(JournalFailure) -> ([UInt8], JournalChain, [JournalRecord]) {
    var chain = reader.chain
    var bytes: [UInt8] = []
    var readBack: [JournalRecord] = []
    var intentCount = 0
    for record in records {
      let body = try record.body()
      guard let read = JournalRecord(body, body.indices, formatVersion: header.formatVersion) else {
        throw .notRecordable("a record that could not be read again")
      }
      if record.kind == .intent { intentCount += 1 }
      readBack.append(read)
      chain.append(body, to: &bytes)
      guard bytes.count <= RecordBounds.transactionByteCountMax else {
        throw .notRecordable("more than \(RecordBounds.transactionByteCountMax) bytes at once")
      }
    }
    guard intentCount == 0 || book.openCount + intentCount <= IntentBook.openCountMax else {
      throw .notRecordable("\(book.openCount) intents are open, of at most \(IntentBook.openCountMax)")
    }
    return (bytes, chain, readBack)
  }

  /// One write. What was taken of it is taken back if it is not all; if that fails, nobody may write behind
  /// it.
  private func write(_ bytes: [UInt8]) throws(JournalFailure) {
    let offset = reader.offset
    var failure = SystemFailure(call: "write", number: SystemFailure.noSpace)
    do throws(SystemFailure) {
      if try file.write(bytes, at: offset) == bytes.count { return }
    } catch {
      failure = error
    }
    do throws(SystemFailure) {
      try file.cut(to: offset)
    } catch {
      throw shut(.system(error))
    }
    throw .system(failure)
  }
}
