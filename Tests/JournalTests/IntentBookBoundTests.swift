import Testing
import Values

@testable import Journal

@Suite struct `Bounds of the book` {
  private let noon = Samples.noon

  @Test func `an entry and its key are kept for a day, and then forgotten`() {
    var book = Samples.book(Samples.way(of: "a", at: noon, key: 5))
    for record in Samples.way(of: "b", at: noon + 24 * Samples.hour) { book.apply(record) }
    #expect(book.entry(idempotency: Samples.digest(5))?.intent.id == "a")
    for record in Samples.way(of: "c", at: noon + 26 * Samples.hour) { book.apply(record) }
    #expect(book.entry("a") == nil)
    #expect(book.entry(idempotency: Samples.digest(5)) == nil)
    #expect(book.closedCount == 2)
  }

  @Test func `what is open is never forgotten`() {
    var book = Samples.book([.intent(Samples.intent("open"))])
    for record in Samples.way(of: "b", at: noon + 500 * Samples.hour) { book.apply(record) }
    #expect(book.open.map(\.intent.id) == ["open"])
  }

  @Test func `there is a count of entries, and the oldest go first`() {
    var book = IntentBook()
    for number in 0..<IntentBook.closedCountMax + 3000 {
      for record in Samples.way(of: "i\(number)", at: noon + number) { book.apply(record) }
    }
    #expect(book.closedCount == IntentBook.closedCountMax)
    #expect(book.entry("i2999") == nil)
    #expect(book.entry("i3000") != nil)
    #expect(book.entries.count == IntentBook.closedCountMax)
    #expect(book.closings.count < 2 * IntentBook.closedCountMax)
    #expect(book.uncertainIDs.count == 0)
    // All of them count all the same.
    #expect(
      book.dailyNotional(day: Samples.today, quote: "USDT")
        == Samples.decimal("\(600 * (IntentBook.closedCountMax + 3000))"))
  }

  @Test func `there is a bound on what reports take`() {
    var book = IntentBook()
    let report = String(repeating: "r", count: RecordBounds.reportByteCountMax)
    for number in 0..<1100 {
      book.apply(.intent(Samples.intent("i\(number)")))
      book.apply(.acknowledged(id: "i\(number)", atMilliseconds: noon, report: report))
    }
    #expect(book.closedCount == IntentBook.reportByteCountMax / RecordBounds.reportByteCountMax)
    #expect(book.reportByteCount == IntentBook.reportByteCountMax)
  }

  @Test func `uncertainties are bounded in number and in time`() {
    var book = IntentBook()
    for number in 0..<IntentBook.uncertainCountMax + 10 {
      book.apply(.intent(Samples.intent("i\(number)")))
      book.apply(.acknowledged(id: "i\(number)", atMilliseconds: noon, report: ""))
    }
    #expect(book.uncertainIDs.count == IntentBook.uncertainCountMax)
    for record in Samples.way(of: "later", at: noon + 2 * IntentBook.uncertainMilliseconds) {
      book.apply(record)
    }
    #expect(book.uncertainIDs.isEmpty)
  }

  @Test func `sums are bounded whatever quotes there are`() {
    var book = IntentBook()
    for number in 0..<200 { book.apply(.intent(Samples.intent("i\(number)", quote: "Q\(number)"))) }
    #expect(book.countedQuotes(day: Samples.today).count == DailySums.countMax)
  }

  @Test func `checkpoints make the same book out of nothing`() throws {
    var book = IntentBook()
    for record in Samples.records { book.apply(record) }
    for number in 0..<2000 {
      let records = Samples.way(of: "i\(number)", at: noon + number, key: UInt8(number % 250))
      for record in number % 7 == 0 ? Array(records.prefix(3)) : records { book.apply(record) }
    }
    let checkpoints = book.checkpoints
    #expect(checkpoints.count > 2)
    let again = Samples.book(checkpoints)
    #expect(again.open == book.open)
    #expect(again.recent(countMax: 5000) == book.recent(countMax: 5000))
    #expect(again.latestTimeMilliseconds == book.latestTimeMilliseconds)
    #expect(again.days == book.days)
    #expect(again.lastPolicy == book.lastPolicy)
    #expect(again.isHalted == book.isHalted && again.haltedBy == book.haltedBy)
    let areKeysKept = again.byIdempotency == book.byIdempotency
    #expect(areKeysKept)
    #expect(
      again.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon)
        == book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon))
    for checkpoint in checkpoints { _ = try checkpoint.body() }
  }
}
