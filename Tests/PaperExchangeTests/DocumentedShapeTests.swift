import Foundation
import TestSupport
import HTTP
import Testing
import Values

/// The shape of each answer against the documents: names, their order, JSON types and the number of decimals.
@Suite struct `Documented shapes` {
  /// What the documents show, typed off rest-api.md: `#` is a number, `"8"` a string with eight decimals,
  /// `"s"` any string, `!` a boolean.
  static let table: [(target: String, shape: String)] = [
    ("ping", "{}"),
    ("time", "{serverTime:#}"),
    ("depth?symbol=LTCBTC&limit=1", #"{lastUpdateId:#,bids:[["8","8"]],asks:[["8","8"]]}"#),
    (
      "trades?symbol=LTCBTC&limit=1",
      #"[{id:#,price:"8",qty:"8",quoteQty:"8",time:#,isBuyerMaker:!,isBestMatch:!}]"#
    ),
    (
      "historicalTrades?symbol=LTCBTC&limit=1&fromId=5",
      #"[{id:#,price:"8",qty:"8",quoteQty:"8",time:#,isBuyerMaker:!,isBestMatch:!}]"#
    ),
    ("aggTrades?symbol=LTCBTC&limit=1", #"[{a:#,p:"8",q:"8",f:#,l:#,T:#,m:!,M:!}]"#),
    ("klines?symbol=LTCBTC&interval=1h&limit=1", #"[[#,"8","8","8","8","8",#,"8",#,"8","8","0"]]"#),
    ("uiKlines?symbol=LTCBTC&interval=1h&limit=1", #"[[#,"8","8","8","8","8",#,"8",#,"8","8","0"]]"#),
    ("avgPrice?symbol=LTCBTC", #"{mins:#,price:"8",closeTime:#}"#),
    (
      "ticker/24hr?symbol=LTCBTC",
      #"{symbol:"s",priceChange:"8",priceChangePercent:"3",weightedAvgPrice:"8",prevClosePrice:"8",lastPrice:"8","#
        + #"lastQty:"8",bidPrice:"8",bidQty:"8",askPrice:"8",askQty:"8",openPrice:"8",highPrice:"8",lowPrice:"8","#
        + #"volume:"8",quoteVolume:"8",openTime:#,closeTime:#,firstId:#,lastId:#,count:#}"#
    ),
    (
      "ticker/24hr?symbols=%5B%22LTCBTC%22%5D&type=MINI",
      #"[{symbol:"s",openPrice:"8",highPrice:"8",lowPrice:"8",lastPrice:"8",volume:"8",quoteVolume:"8","#
        + #"openTime:#,closeTime:#,firstId:#,lastId:#,count:#}]"#
    ),
    (
      "ticker/tradingDay?symbol=LTCBTC",
      #"{symbol:"s",priceChange:"8",priceChangePercent:"3",weightedAvgPrice:"8",openPrice:"8",highPrice:"8","#
        + #"lowPrice:"8",lastPrice:"8",volume:"8",quoteVolume:"8",openTime:#,closeTime:#,firstId:#,lastId:#,count:#}"#
    ),
    (
      "ticker?symbol=LTCBTC&type=MINI",
      #"{symbol:"s",openPrice:"8",highPrice:"8",lowPrice:"8",lastPrice:"8",volume:"8",quoteVolume:"8","#
        + #"openTime:#,closeTime:#,firstId:#,lastId:#,count:#}"#
    ),
    ("ticker/price?symbol=LTCBTC", #"{symbol:"s",price:"8"}"#),
    ("ticker/price?symbols=[%22LTCBTC%22]", #"[{symbol:"s",price:"8"}]"#),
    ("ticker/bookTicker?symbol=LTCBTC", #"{symbol:"s",bidPrice:"8",bidQty:"8",askPrice:"8",askQty:"8"}"#),
  ]

  @Test(arguments: table.indices)
  func `an answer has the documented members, types and decimals`(_ index: Int) throws {
    let row = Self.table[index]
    #expect(Self.shape(of: try PaperClient().json(row.target)) == row.shape)
  }

  @Test func `the recorded examples have the same members and types`() throws {
    guard let folder = Repository.reference("binance/examples") else { return }
    let pairs = [
      ("depth", "depth?symbol=LTCBTC&limit=1"), ("trades", "trades?symbol=LTCBTC&limit=1"),
      ("historicalTrades", "historicalTrades?symbol=LTCBTC&limit=1"),
      ("aggTrades", "aggTrades?symbol=LTCBTC&limit=1"),
      ("klines", "klines?symbol=LTCBTC&interval=1d&limit=1"), ("avgPrice", "avgPrice?symbol=LTCBTC"),
      ("uiKlines", "uiKlines?symbol=LTCBTC&interval=1d&limit=1"),
      ("time", "time"), ("ping", "ping"), ("ticker_price__1-Response", "ticker/price?symbol=LTCBTC"),
      ("ticker_bookTicker__1-Response", "ticker/bookTicker?symbol=LTCBTC"),
      ("ticker_24hr__1-Response-FULL", "ticker/24hr?symbol=LTCBTC"),
      ("ticker_24hr__3-Response-MINI", "ticker/24hr?symbol=LTCBTC&type=MINI"),
      ("ticker_tradingDay__1-With-symbol", "ticker/tradingDay?symbol=LTCBTC"),
      ("ticker_tradingDay__3-With-symbol", "ticker/tradingDay?symbol=LTCBTC&type=MINI"),
      ("ticker__1-When-using-symbol", "ticker?symbol=LTCBTC"),
      ("ticker__3-When-using-symbol", "ticker?symbol=LTCBTC&type=MINI"),
    ]
    for (name, target) in pairs {
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "GET_api_v3_\(name).json")))
      let example = try JSONDocument(bytes).root
      #expect(Self.names(of: try PaperClient().json(target)) == Self.names(of: example), "\(name)")
    }
    let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "GET_api_v3_exchangeInfo.json")))
    let example = try JSONDocument(bytes).root
    let info = try PaperClient().json("exchangeInfo?symbol=ETHBTC")
    #expect(info.members.map(\.key) == example.members.map(\.key))
    let keys = info["symbols"]?[0]?.members.map(\.key)
    #expect(keys == example["symbols"]?[0]?.members.map(\.key))
  }

  @Test func `a coin that is held by the billion has two decimals`() throws {
    let level = try #require(try PaperClient().json("depth?symbol=SHIBUSDT&limit=1")["bids"]?[0])
    #expect(level[0]?.string?.split(separator: ".")[1].count == 8)
    #expect(level[1]?.string?.split(separator: ".")[1] == "00")
  }

  /// Names and kinds, without decimals: the examples in the documents are not always written with eight.
  private static func names(of value: JSONValue) -> String {
    switch value.kind {
    case .object: "{" + value.members.map { "\($0.key):" + names(of: $0.value) }.joined(separator: ",") + "}"
    case .array: "[" + (value[0].map(names) ?? "") + "]"
    default: value.kind.rawValue
    }
  }

  private static func shape(of value: JSONValue) -> String {
    switch value.kind {
    case .null: return "null"
    case .boolean: return "!"
    case .number: return value.integer == nil ? "fraction" : "#"
    case .string:
      guard let text = value.string, value.decimal != nil else { return "\"s\"" }
      let parts = text.split(separator: ".")
      return parts.count == 2 ? "\"\(parts[1].count)\"" : "\"\(text)\""
    case .array: return "[" + value.elements.map(shape).joined(separator: ",") + "]"
    case .object:
      return "{" + value.members.map { "\($0.key):" + shape(of: $0.value) }.joined(separator: ",") + "}"
    }
  }
}
