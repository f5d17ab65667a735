/// The latest records of a journal as rows.
struct AuditListing {
  let sinceMilliseconds: Int?
  let limit: Int

  /// The rows, in the order of the records, with the records' numbers.
  private(set) var rows: [(record: UInt64, row: AuditRow)] = []
  /// Records before them that fit as well.
  private(set) var omittedCount = 0

  init(sinceMilliseconds: Int?, limit: Int) {
    self.sinceMilliseconds = sinceMilliseconds
    self.limit = limit
  }

  /// Reads what can be read of a journal.
  ///
  /// - Returns: why not all of it could be.
  mutating func read(_ folder: any JournalFolder) -> JournalFailure? {
    do throws(JournalFailure) {
      var book = IntentBook()
      var time: Int?
      for (index, part) in try JournalSeries(folder).parts.enumerated() {
        _ = try part.read(.checks) { record, chain in
          guard let record else { return }
          // A checkpoint says nothing new to a book that comes from the file before.
          if index == 0 || record.kind != .checkpoint { book.apply(record) }
          let row = AuditRow(record, record.intentID.flatMap(book.entry))
          time = row.timeMilliseconds ?? time
          add(row, chain.number, at: time ?? 0)
        }
      }
      trim()
      return nil
    } catch {
      trim()
      return error
    }
  }

  private mutating func add(_ row: AuditRow, _ record: UInt64, at time: Int) {
    if let sinceMilliseconds, time < sinceMilliseconds { return }
    rows.append((record, row))
    if rows.count >= 2 * limit { trim() }
  }

  private mutating func trim() {
    let tooMany = rows.count - limit
    guard tooMany > 0 else { return }
    rows.removeFirst(tooMany)
    omittedCount += tooMany
  }
}
