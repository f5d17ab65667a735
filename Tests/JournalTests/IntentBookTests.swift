import Catalog
import Testing
import Values

@testable import Journal

@Suite struct `Book of intents` {
  private let noon = Samples.noon

  private func sum(_ book: IntentBook, day: Int = Samples.today) -> String {
    book.dailyNotional(day: day, quote: "USDT").description
  }

  @Test func `an intent is open until its outcome is known`() {
    var book = Samples.book([.intent(Samples.intent("a"))])
    #expect(book.entry("a")?.state == .intended)
    #expect(book.open.map(\.intent.id) == ["a"])
    book.apply(.sent(id: "a", timestampMilliseconds: noon + 1, recvWindowMilliseconds: 3000))
    #expect(book.entry("a")?.state == .sent)
    #expect(book.entry("a")?.sentAtMilliseconds == noon + 1)
    book.apply(.unknown(id: "a", atMilliseconds: noon + 2, reason: "cut"))
    #expect(book.entry("a")?.state == .unknown)
    #expect(book.open(symbol: "BTCUSDT", api: .spot).count == 1)
    #expect(book.open(symbol: "ETHUSDT", api: .spot).isEmpty)
    #expect(book.open(symbol: "BTCUSDT", api: .futures).isEmpty)
    book.apply(.settledPlaced(id: "a", atMilliseconds: noon + 3, report: "{}"))
    #expect(book.entry("a")?.state == .placed)
    #expect(book.open.isEmpty)
    #expect(book.closedCount == 1)
  }

  @Test(arguments: [
    JournalRecord.unsent(id: "a", atMilliseconds: Samples.noon, reason: "halted"),
    .rejected(id: "a", atMilliseconds: Samples.noon, code: -2010, reason: "no"),
    .settledNotPlaced(id: "a", atMilliseconds: Samples.noon),
  ])
  func `what does not stand at the exchange does not count`(_ record: JournalRecord) {
    var book = Samples.book([.intent(Samples.intent("a")), .intent(Samples.intent("b", notional: "1"))])
    #expect(sum(book) == "601.00")
    book.apply(record)
    #expect(sum(book) == "1.00")
    // A second outcome takes nothing off again.
    book.apply(record)
    #expect(sum(book) == "1.00")
  }

  @Test func `what is not known counts, and so does what the exchange has`() {
    var book = Samples.book([.intent(Samples.intent("a"))])
    book.apply(.sent(id: "a", timestampMilliseconds: noon, recvWindowMilliseconds: 3000))
    #expect(sum(book) == "600.00")
    book.apply(.unknown(id: "a", atMilliseconds: noon, reason: "cut"))
    #expect(sum(book) == "600.00")
    book.apply(.acknowledged(id: "a", atMilliseconds: noon, report: "{}"))
    #expect(sum(book) == "600.00")
  }

  @Test func `what was sent is not written off as never sent`() {
    var book = Samples.book([.intent(Samples.intent("a"))])
    book.apply(.sent(id: "a", timestampMilliseconds: noon, recvWindowMilliseconds: 3000))
    book.apply(.unsent(id: "a", atMilliseconds: noon + 1, reason: "its server seemed to be gone"))
    #expect(book.entry("a")?.state == .sent)
    #expect(book.entry("a")?.sentAtMilliseconds == noon)
    #expect(book.open.count == 1 && sum(book) == "600.00")
  }

  @Test func `an order found after minutes makes the same order suspect from then on`() {
    let later = noon + 130_000
    var book = Samples.book([
      .intent(Samples.intent("a")), .unknown(id: "a", atMilliseconds: noon, reason: "cut"),
      .answered(id: "a", atMilliseconds: noon, wasDelivered: true),
      .settledPlaced(id: "a", atMilliseconds: later, report: "{}"),
    ])
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: later - 60_000) != nil)
    book.apply(.answered(id: "a", atMilliseconds: later + 1, wasDelivered: true))
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: later - 60_000) == nil)
  }

  @Test func `an order that turns up after it was taken for refused counts again`() {
    var book = Samples.book([
      .intent(Samples.intent("a")), .settledNotPlaced(id: "a", atMilliseconds: noon),
      .settledPlaced(id: "a", atMilliseconds: noon + 1, report: "{}"),
    ])
    #expect(sum(book) == "600.00")
    #expect(book.entry("a")?.state == .placed)
    book.apply(.rejected(id: "a", atMilliseconds: noon + 2, code: 1, reason: "late"))
    #expect(book.entry("a")?.state == .placed)
    #expect(sum(book) == "600.00")
  }

  @Test func `the sum of a day ends with it, and days long gone are dropped`() {
    var book = Samples.book([.intent(Samples.intent("a"))])
    book.apply(.intent(Samples.intent("b", at: noon + 12 * Samples.hour, notional: "5")))
    #expect(sum(book) == "600.00")
    #expect(sum(book, day: Samples.today + 1) == "5")
    book.apply(.intent(Samples.intent("c", at: noon + 72 * Samples.hour, notional: "7")))
    #expect(sum(book) == "0")
    // The end of an order of a dropped day makes no sum that is less than nothing.
    book.apply(.rejected(id: "a", atMilliseconds: noon + 72 * Samples.hour, code: 1, reason: ""))
    #expect(sum(book) == "0")
  }

  @Test func `another quote has a sum of its own, and is named`() {
    let book = Samples.book([
      .intent(Samples.intent("a")), .intent(Samples.intent("b", notional: "3", quote: "EUR")),
    ])
    #expect(sum(book) == "600.00")
    #expect(book.countedQuotes(day: Samples.today) == ["EUR", "USDT"])
    #expect(book.countedQuotes(day: Samples.today + 1) == [])
  }

  @Test func `a sum that no number holds stays over every cap`() {
    let most = String(repeating: "9", count: 38)
    var book = Samples.book([
      .intent(Samples.intent("a", notional: most)), .intent(Samples.intent("b", notional: most)),
    ])
    let cap = Samples.decimal("100000000000000000000000000000000000000")
    #expect(book.dailyNotional(day: Samples.today, quote: "USDT") > cap)
    book.apply(.rejected(id: "a", atMilliseconds: noon, code: 1, reason: ""))
    book.apply(.rejected(id: "b", atMilliseconds: noon, code: 1, reason: ""))
    #expect(book.dailyNotional(day: Samples.today, quote: "USDT") > cap)
  }

  @Test func `each leg is an order, and what was never sent is none`() {
    let book = Samples.book([
      .intent(Samples.intent("old", at: noon - 70_000)),
      .acknowledged(id: "old", atMilliseconds: noon - 100, report: ""),
      .intent(Samples.intent("list", at: noon - 10_000, legCount: 3)),
      .intent(Samples.intent("refused", at: noon - 9000)),
      .sent(id: "refused", timestampMilliseconds: noon - 8999, recvWindowMilliseconds: 3000),
      .rejected(id: "refused", atMilliseconds: noon - 8000, code: -2010, reason: ""),
      .intent(Samples.intent("unsent", at: noon)),
      .unsent(id: "unsent", atMilliseconds: noon, reason: "halted"),
    ])
    #expect(book.orderCount(sinceMilliseconds: noon - 60_000) == 4)
    #expect(book.orderCount(sinceMilliseconds: noon - 9500) == 1)
    #expect(book.orderCount(sinceMilliseconds: 0) == 5)
  }

  @Test func `an idempotency key finds the latest intent made with it`() {
    var book = Samples.book([.intent(Samples.intent("a", key: 5))])
    #expect(book.entry(idempotency: Samples.digest(5))?.intent.id == "a")
    #expect(book.entry(idempotency: Samples.digest(6)) == nil)
    book.apply(.unsent(id: "a", atMilliseconds: noon, reason: "halted"))
    book.apply(.intent(Samples.intent("b", key: 5)))
    #expect(book.entry(idempotency: Samples.digest(5))?.intent.id == "b")
  }

  @Test func `an unknown outcome that was delivered makes the same order suspect`() {
    var book = Samples.book([
      .intent(Samples.intent("a")), .unknown(id: "a", atMilliseconds: noon, reason: "cut"),
      .answered(id: "a", atMilliseconds: noon + 10, wasDelivered: true),
    ])
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon)?.intent.id == "a")
    #expect(book.uncertain(parameters: Samples.digest(2), sinceMilliseconds: noon) == nil)
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon + 11) == nil)
    // Settled since, but the client does not know.
    book.apply(.settledPlaced(id: "a", atMilliseconds: noon + 20, report: "{}"))
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon)?.state == .placed)
    // Told now.
    book.apply(.answered(id: "a", atMilliseconds: noon + 30, wasDelivered: true))
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon) == nil)
  }

  @Test func `what turned out not to be there makes nothing suspect`() {
    let book = Samples.book([
      .intent(Samples.intent("a")), .unknown(id: "a", atMilliseconds: noon, reason: "cut"),
      .answered(id: "a", atMilliseconds: noon + 10, wasDelivered: true),
      .settledNotPlaced(id: "a", atMilliseconds: noon + 20),
    ])
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon) == nil)
  }

  @Test func `an outcome that could not be delivered, or of which no delivery is known, makes it suspect`() {
    var book = Samples.book(Array(Samples.way(of: "a", at: noon).prefix(3)))
    // As after the death of the server between outcome and answer.
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon)?.intent.id == "a")
    book.apply(.answered(id: "a", atMilliseconds: noon + 31, wasDelivered: true))
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon) == nil)
    book.apply(.answered(id: "a", atMilliseconds: noon + 32, wasDelivered: false))
    #expect(book.uncertain(parameters: Samples.digest(1), sinceMilliseconds: noon + 32)?.intent.id == "a")
  }

  @Test func `exchange time never goes back, and a server's own clock is none`() {
    var book = Samples.book([.intent(Samples.intent("a", at: noon))])
    book.apply(.intent(Samples.intent("b", at: noon - 1000)))
    #expect(book.latestTimeMilliseconds == noon)
    book.apply(
      .opened(.init(instance: 1, version: "", venue: "", account: "", atMilliseconds: noon + 999)))
    #expect(book.latestTimeMilliseconds == noon)
    book.apply(.unknown(id: "a", atMilliseconds: noon + 1, reason: ""))
    #expect(book.latestTimeMilliseconds == noon + 1)
  }

  @Test func `the latest intents come first`() {
    var book = IntentBook()
    for number in 0..<20 {
      let records = Samples.way(of: "i\(number)", at: noon + 100 * number)
      for record in number % 5 == 0 ? Array(records.prefix(2)) : records { book.apply(record) }
    }
    #expect(book.recent(countMax: 4).map(\.intent.id) == ["i19", "i18", "i17", "i16"])
    #expect(book.recent(countMax: 100).count == 20)
    #expect(book.recent(countMax: 0).isEmpty)
  }

  @Test func `policy and halt are as last recorded`() {
    var book = Samples.book([
      .policy(atMilliseconds: noon, text: "first"), .policy(atMilliseconds: noon, text: "second"),
      .halted(true, atMilliseconds: noon, by: "uid 1000"),
    ])
    #expect(book.lastPolicy == "second")
    #expect(book.isHalted && book.haltedBy == "uid 1000")
    book.apply(.halted(false, atMilliseconds: noon, by: "uid 1000"))
    #expect(!book.isHalted && book.haltedBy == "")
  }

  @Test func `records about intents that nobody knows change nothing but the time`() {
    var book = Samples.book(Samples.way(of: "a", at: noon))
    let before = book
    for record in [
      JournalRecord.sent(id: "x", timestampMilliseconds: noon, recvWindowMilliseconds: 1),
      .acknowledged(id: "x", atMilliseconds: noon, report: ""),
      .answered(id: "x", atMilliseconds: noon, wasDelivered: false),
      .settledNotPlaced(id: "x", atMilliseconds: 1),
    ] { book.apply(record) }
    #expect(book == before)
  }
}
