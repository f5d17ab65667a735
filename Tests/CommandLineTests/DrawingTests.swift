import Testing
import Values

@testable import CommandLineInterface

@Suite struct `A drawing` {
  private let plain = Palette(isColoured: false)

  private func decimal(_ text: String) throws -> ExactDecimal { try ExactDecimal(text) }

  private func level(_ price: String, _ quantity: String) throws -> BookLevel {
    BookLevel(price: try decimal(price), quantity: try decimal(quantity))
  }

  private func candle(_ minute: Int, _ open: String, _ high: String, _ low: String, _ close: String) throws
    -> Candle
  {
    Candle(
      openTimeMilliseconds: minute * 60_000, open: try decimal(open), high: try decimal(high),
      low: try decimal(low), close: try decimal(close))
  }

  @Test func `of a book has a bar as long as the quantity, to half a column`() throws {
    let drawing = OrderBookDrawing(
      bids: [try level("100.0", "1.625"), try level("99.5", "3.0")],
      asks: [try level("100.5", "0.5"), try level("101.0000", "0"), try level("102.0", "0.0000001")])
    #expect(
      drawing.lines(width: 60, levelCountMax: 10, palette: plain) == [
        "       bids: quantity, price │ asks: price, quantity",
        "1.6250000      ▐██████ 100.0 │ 100.5 ██           0.5000000",
        "3.0000000 ████████████  99.5 │ 101.0              0.0000000",
        "                             │ 102.0 ▌            0.0000001",
      ])
  }

  @Test func `of a book is as many levels as asked for, and colours bids and asks`() throws {
    let drawing = OrderBookDrawing(
      bids: [try level("2", "1"), try level("1", "1")], asks: [try level("3", "1"), try level("4", "1")])
    let lines = drawing.lines(width: 60, levelCountMax: 1, palette: Palette(isColoured: true))
    #expect(lines.count == 2)
    #expect(lines[1].contains("\u{1b}[32m") && lines[1].contains("\u{1b}[31m"))
  }

  @Test(arguments: [10, 48, 80, 120, 200])
  func `of a book keeps to its width`(_ width: Int) throws {
    let levels = try (1...30).map { try level("64000.\($0 + 10)", "\($0).12345678") }
    let lines = OrderBookDrawing(bids: levels, asks: levels).lines(
      width: width, levelCountMax: 30, palette: plain)
    #expect(lines.count == 31)
    #expect(lines.allSatisfy { $0.count <= max(width, 60) })
  }

  @Test func `of a book is read from the tool's answer`() throws {
    let data = try JSONDocument(
      Array(
        #"""
        {"bids":[["1.0","2"],["bad"]],"asks":[],
         "spread":null,"mid":"1.5","spread_bps":"3","imbalance":"0.1"}
        """#.utf8)
    ).root
    #expect(OrderBookDrawing(data)?.bids == [try level("1.0", "2")])
    #expect(OrderBookDrawing.summary(data) == "in basis points 3 · mid price 1.5 · imbalance 0.1")
    #expect(OrderBookDrawing(try JSONDocument(Array(#"{"bids":[],"asks":[]}"#.utf8)).root) == nil)
  }

  @Test func `of candles shows body, wicks, prices and times`() throws {
    let drawing = CandleDrawing(candles: [
      try candle(0, "10", "16", "10", "14"), try candle(1, "14", "15", "11", "12"),
    ])
    #expect(
      drawing.lines(width: 20, rowCount: 3, palette: plain) == [
        " ╽ ▄ ┤ 15", " ┃ █ │", " ┃ ╵ ┤ 11", " 00:00 to 00:01 UTC",
        "┃ rising  █ falling  │ high and low; 2 candles, high 16, low 10",
      ])
  }

  @Test func `of candles draws the newest that fit`() throws {
    let candles = try (0..<100).map { try candle($0, "1.0", "\($0 + 1).5", "1.0", "1.0") }
    let lines = CandleDrawing(candles: candles).lines(width: 40, rowCount: 4, palette: plain)
    #expect(lines[5].contains("16 candles, high 100.5"))
    #expect(lines[0].count == 40)
    #expect(lines[4] == " 01:24\(String(repeating: " ", count: 18))01:39 UTC")
  }

  @Test func `of candles that never moved is a line at the bottom`() throws {
    let lines = CandleDrawing(candles: [try candle(0, "5.50", "5.50", "5.50", "5.50")])
      .lines(width: 30, rowCount: 2, palette: plain)
    #expect(lines[0] == "   ┤ 5.5")
    #expect(lines[1] == " ╻ ┤ 5.5")
  }

  @Test func `of candles is read by the names of the columns`() throws {
    let data = try JSONDocument(
      Array(
        #"""
        {"columns":["close","open_time","low","high","open"],
         "rows":[["3","60000","1","4","2"],["3",60000,"1","4","2"],["9",0,"1","4","2"]]}
        """#.utf8)
    ).root
    // The first has a time that is no number, the last closes above its high.
    #expect(Candle.list(data) == [try candle(1, "2", "4", "1", "3")])
  }

  @Test func `to scale is exact where binary floating point is not`() throws {
    let scale = PriceScale(low: try decimal("0.1"), high: try decimal("0.4"), cellCount: 3)
    #expect(scale.cell(of: try decimal("0.2")) == 1)
    #expect(scale.cell(of: try decimal("0.3")) == 2)
    #expect(scale.cell(of: try decimal("0.29999999999999999999")) == 1)
    #expect(BarLength.cells(try decimal("0.3"), of: try decimal("0.9"), cellCount: 3) == 1)
    #expect(BarLength.cells(try decimal("0.0000001"), of: try decimal("1"), cellCount: 10) == 1)
    #expect(BarLength.cells(try decimal("2.5"), of: try decimal("3"), cellCount: 2) == 2)
    #expect(BarLength.cells(.zero, of: try decimal("1"), cellCount: 10) == 0)
  }

  @Test func `of processes stands side by side where it fits, else one below the other`() throws {
    let facts = ServerFacts(
      try JSONDocument(
        Array(
          #"""
          {"venue":"paper","gateway_pid":102,
           "workers":[{"role":"market","state":"ready","generation":1,"pid":103}]}
          """#.utf8)
      ).root)
    let drawing = ProcessDrawing(clientPid: 100, launcherPid: 101, facts: facts, isEncrypted: false)
    #expect(
      drawing.lines(width: 80, palette: plain) == [
        "┌─────────┐        ┌─────────┐         ┌───────────────┐       ┌──────────┐",
        "│ client  │─stdio─▶│ gateway │─socket─▶│ market worker │─HTTP─▶│ exchange │",
        "│ pid 100 │        │ pid 102 │         │ pid 103       │       │ paper    │",
        "└─────────┘        └─────────┘         └───────────────┘       └──────────┘",
        "launcher, pid 101: started them, watches them, reads nothing from outside",
      ])
    let tall = drawing.lines(width: 40, palette: plain)
    #expect(tall.count == 8)
    #expect(tall[4] == "market worker  pid 103     generation 1…")
    #expect(tall[5] == "  ↓ HTTP")
  }
}
