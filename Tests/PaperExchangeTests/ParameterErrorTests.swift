import HTTP
import Testing

@Suite struct `Wrong parameters` {
  static let symbolRange = #"'^[\w\-._&&[^a-z]]{1,50}$'"#
  static let symbolsRange = #"'^\[("[\w\-._&&[^a-z]]{1,50}"(,"[\w\-._&&[^a-z]]{1,50}"){0,}){0,1}\]$'"#

  /// Request, code and text. Texts are the exchange's (errors.md, with the expressions that its answers
  /// show).
  static let table: [(target: String, code: Int, message: String)] = [
    ("klines?interval=1m", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."),
    (
      "klines?symbol=BTCUSDT", -1102,
      "Mandatory parameter 'interval' was not sent, was empty/null, or malformed."
    ),
    ("depth", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."),
    ("ticker", -1102, "Param 'symbol' or 'symbols' must be sent, but both were empty/null!"),
    (
      "ticker/tradingDay?type=FULL", -1102,
      "Param 'symbol' or 'symbols' must be sent, but both were empty/null!"
    ),
    ("ticker/price?symbol=NOSUCH", -1121, "Invalid symbol."),
    ("depth?symbol=NOSUCH", -1121, "Invalid symbol."),
    ("exchangeInfo?symbol=NOSUCH", -1121, "Invalid symbol."),
    ("ticker/price?symbols=%5B%22BTCUSDT%22,%22NOSUCH%22%5D", -1121, "Invalid symbol."),
    (
      "ticker/price?symbol=btcusdt", -1100,
      "Illegal characters found in parameter 'symbol'; legal range is \(symbolRange)."
    ),
    (
      "ticker/price?symbol=BTC%2FUSDT", -1100,
      "Illegal characters found in parameter 'symbol'; legal range is \(symbolRange)."
    ),
    (
      "ticker/price?symbol=\(String(repeating: "A", count: 51))", -1100,
      "Illegal characters found in parameter 'symbol'; legal range is \(symbolRange)."
    ),
    (
      "ticker/price?symbols=%5B%22BTCUSDT%22,%20%22ETHUSDT%22%5D", -1100,
      "Illegal characters found in parameter 'symbols'; legal range is \(symbolsRange)."
    ),
    (
      "ticker/price?symbols=BTCUSDT", -1100,
      "Illegal characters found in parameter 'symbols'; legal range is \(symbolsRange)."
    ),
    (
      "depth?symbol=BTCUSDT&limit=ten", -1100,
      "Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'."
    ),
    (
      "depth?symbol=BTCUSDT&limit=-5", -1100,
      "Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'."
    ),
    (
      "klines?symbol=BTCUSDT&interval=1m&startTime=1e9", -1100,
      "Illegal characters found in parameter 'startTime'; legal range is '^[0-9]{1,20}$'."
    ),
    ("trades?symbol=BTCUSDT&limit=99999999999999999999", -1108, "Parameter 'limit' overflowed."),
    ("trades?symbol=BTCUSDT&limit=0", -1130, "Data sent for parameter 'limit' is not valid."),
    ("ping?a=1", -1101, "Too many parameters; expected '0' and received '1'."),
    ("avgPrice?symbol=BTCUSDT&limit=5", -1101, "Too many parameters; expected '1' and received '2'."),
    ("depth?symbol=BTCUSDT&symbol=ETHUSDT", -1101, "Duplicate values for a parameter detected."),
    (
      "depth?symbol=BTCUSDT&depth=5", -1104,
      "Not all sent parameters were read; read '1' parameter(s) but was sent '2'."
    ),
    ("ticker/price?symbol=", -1105, "Parameter 'symbol' was empty."),
    ("ticker/price?symbols=%5B%5D", -1105, "Parameter 'symbols' was empty."),
    ("klines?symbol=BTCUSDT&interval=7m", -1120, "Invalid interval."),
    ("klines?symbol=BTCUSDT&interval=1H", -1120, "Invalid interval."),
    ("ticker/price?symbolStatus=OPEN", -1122, "Invalid symbolStatus."),
    (
      "ticker/24hr?symbol=BTCUSDT&symbolStatus=BREAK", -1220,
      "The symbol's status does not match the requested symbolStatus."
    ),
    (
      "ticker/price?symbol=BTCUSDT&symbols=%5B%22ETHUSDT%22%5D", -1128,
      "Combination of optional parameters invalid."
    ),
    ("exchangeInfo?symbol=BTCUSDT&permissions=SPOT", -1128, "Combination of optional parameters invalid."),
    (
      "exchangeInfo?symbol=BTCUSDT&symbolStatus=TRADING", -1128, "Combination of optional parameters invalid."
    ),
    ("aggTrades?symbol=BTCUSDT&fromId=5&startTime=5", -1128, "Combination of optional parameters invalid."),
    ("exchangeInfo?permissions=GAMBLING", -1130, "Data sent for parameter 'permissions' is not valid."),
    (
      "klines?symbol=BTCUSDT&interval=1d&timeZone=15", -1130,
      "Data sent for parameter 'timeZone' is not valid."
    ),
    (
      "klines?symbol=BTCUSDT&interval=1d&timeZone=-12:01", -1130,
      "Data sent for parameter 'timeZone' is not valid."
    ),
    (
      "klines?symbol=BTCUSDT&interval=1d&timeZone=5:4", -1130,
      "Data sent for parameter 'timeZone' is not valid."
    ),
    ("ticker?symbol=BTCUSDT&windowSize=60m", -1130, "Data sent for parameter 'windowSize' is not valid."),
    ("ticker?symbol=BTCUSDT&windowSize=1d2h", -1130, "Data sent for parameter 'windowSize' is not valid."),
    ("ticker?symbol=BTCUSDT&windowSize=8d", -1130, "Data sent for parameter 'windowSize' is not valid."),
    ("ticker/24hr?type=TINY", -1139, "Invalid ticker type."),
    (
      "ticker/price?symbols=%5B%22BTCUSDT%22,%22BTCUSDT%22%5D", -1151,
      "Symbol is present multiple times in the list."
    ),
  ]

  @Test(arguments: table.indices)
  func `is answered with the exchange's code and text`(_ index: Int) throws {
    let row = Self.table[index]
    let refusal = try PaperClient().refusal(row.target)
    #expect(
      refusal == PaperClient.Refusal(status: 400, code: row.code, message: row.message), "\(row.target)")
  }

  @Test func `more than a hundred symbols in a window are too many`() throws {
    let names = (0..<101).map { "%22A\($0)%22" }.joined(separator: ",")
    let refusal = try PaperClient().refusal("ticker?symbols=%5B\(names)%5D")
    #expect(refusal.code == -1101)
    #expect(refusal.message == "Too many values sent for parameter 'symbols', maximum allowed up to 100.")
  }

  @Test(arguments: ["POST", "DELETE", "PUT"])
  func `another method is refused and the right one named`(_ method: String) throws {
    let reply = PaperClient().reply("ticker/price", method: method)
    #expect(reply.status == 405)
    #expect(reply.headers["Allow"] == "GET")
    #expect(try PaperClient().refusal("ping", method: method).code == -1020)
  }

  @Test func `an unknown path is 404, in HTML for those who read it and empty for others`() {
    let client = PaperClient()
    #expect(client.reply("exchangie").status == 404)
    #expect(client.reply("exchangie").body.isEmpty)
    let page = client.reply("exchangie", headers: [("Accept", "text/html,*/*")])
    #expect(page.status == 404)
    #expect(String(decoding: page.body, as: UTF8.self) == "<html><body><h2>404 Not found</h2></body></html>")
  }

  @Test func `broken percent-encoding is refused`() throws {
    #expect(try PaperClient().refusal("ticker/price?symbol=%GG").code == -1100)
  }

  @Test func `an unknown time unit is refused`() throws {
    let reply = PaperClient().reply("time", headers: [("X-MBX-TIME-UNIT", "HOUR")])
    #expect(String(decoding: reply.body, as: UTF8.self).contains("\"code\":-1194"))
  }
}
