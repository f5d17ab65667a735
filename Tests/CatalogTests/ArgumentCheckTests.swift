import Catalog
import Testing
import Values

@Suite struct `Argument check` {
  private func check(_ name: String, _ arguments: String) throws -> CheckedArguments {
    let tool = try #require(Catalog.tool(named: name))
    return try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool)
  }

  /// The failure of a call that must fail.
  private func failure(_ name: String, _ arguments: String) throws -> ToolFailure {
    let tool = try #require(Catalog.tool(named: name))
    let document = try JSONDocument(Array(arguments.utf8))
    return try #require(throws: ToolFailure.self) { try ArgumentCheck.check(document.root, of: tool) }
  }

  private func detail(_ failure: ToolFailure, _ name: String) -> JSON? {
    failure.details.first { $0.0 == name }?.1
  }

  @Test(arguments: ["btc/usdt", "BTC-USDT", "BTCUSDT", "btcusdt"])
  func `spellings of a pair mean the same`(text: String) throws {
    #expect(try check("get_average_price", #"{"symbol":"\#(text)"}"#).symbol()?.name == "BTCUSDT")
  }

  @Test func `digits first and letters of other scripts are pairs`() throws {
    #expect(try check("get_average_price", #"{"symbol":"1inch/usdt"}"#).symbol()?.name == "1INCHUSDT")
    #expect(try check("get_average_price", #"{"symbol":"币安人生USDT"}"#).symbol()?.name == "币安人生USDT")
  }

  @Test(arguments: [
    #""B$T#C""#, #""""#, #""BTC/USD/T""#, "12", "true", "[]", "{}", #""BTC USDT""#, #""\u0000BTC""#,
  ])
  func `anything else is refused, not cleaned`(value: String) throws {
    let failure = try failure("get_average_price", "{\"symbol\":\(value)}")
    #expect(failure.kind == .validationError)
    #expect(!failure.isRetryable)
    #expect(failure.message.hasPrefix("symbol "))
    #expect(detail(failure, "argument") == "symbol")
    #expect(detail(failure, "bound") != nil)
    #expect(failure.suggestion?.isEmpty == false)
  }

  @Test func `a missing argument is named with what it takes`() throws {
    let failure = try failure("get_klines", #"{"symbol":"BTCUSDT"}"#)
    #expect(failure.message == "interval is missing; get_klines needs it")
    #expect(failure.suggestion?.hasPrefix("Use one of 1s, 1m, 3m") == true)
    let tool = try #require(Catalog.tool(named: "get_klines"))
    let none = try #require(throws: ToolFailure.self) { try ArgumentCheck.check(nil, of: tool) }
    #expect(none.message == "symbol is missing; get_klines needs it")
    #expect(
      try self.failure("get_klines", #"{"symbol":null,"interval":"1h"}"#).message.hasPrefix(
        "symbol is missing"))
  }

  @Test func `null counts as not given and defaults are filled in`() throws {
    let checked = try check(
      "get_klines", #"{"symbol":"BTCUSDT","interval":"1h","limit":null,"start_time":null}"#)
    #expect(checked.integer("limit") == 100)
    #expect(checked.integer("start_time") == nil)
    #expect(checked.string("time_zone") == "0")
    #expect(checked.string("detail") == "full")
    #expect(try check("get_server_time", "null").contains("symbol") == false)
  }

  @Test func `an unknown argument names the nearest real one`() throws {
    let near = try failure("get_klines", #"{"symbol":"BTCUSDT","intervall":"1h"}"#)
    #expect(near.message.hasPrefix("get_klines has no argument \"intervall\"; it takes symbol, interval"))
    #expect(near.suggestion == "Did you mean interval?")
    #expect(detail(near, "nearest") == "interval")
    let far = try failure("get_klines", #"{"symbol":"BTCUSDT","confirm":true}"#)
    #expect(detail(far, "nearest") == .null)
    let none = try failure("get_server_time", #"{"a\u0007\u2028":1}"#)
    #expect(none.message == "get_server_time has no argument \"a\\u{7}\\u{2028}\"; it takes no arguments")
    #expect(try failure("get_klines", #"{"Symbol":"BTCUSDT"}"#).suggestion == "Did you mean symbol?")
  }

  @Test(arguments: ["[]", "1", "\"symbol\"", "true"])
  func `arguments that are not an object are refused`(arguments: String) throws {
    #expect(try failure("get_klines", arguments).message.hasSuffix("is not an object"))
  }

  @Test(arguments: ["5", "\"5\"", "5.0", "5e0", "50e-1", "0.5e1"])
  func `a whole number may be written in several ways`(value: String) throws {
    #expect(try check("get_order_book", "{\"symbol\":\"BTCUSDT\",\"limit\":\(value)}").integer("limit") == 5)
  }

  @Test(arguments: [
    ("0", "is less than the minimum 1"), ("5001", "is more than the maximum 5000"),
    ("-3", "is less than the minimum 1"),
    ("5.5", "is not a whole number"), ("\"five\"", "is not a whole number"),
    ("\"+5\"", "is not a whole number"),
    ("\" 5\"", "is not a whole number"), ("true", "is not a whole number"), ("[5]", "is not a whole number"),
    ("1e400", "is not a whole number"), ("99999999999999999999", "is not a whole number"),
    ("9223372036854775807", "is more than the maximum 5000"), ("\"\"", "is not a whole number"),
  ])
  func `a number out of range names value and bound`(value: String, problem: String) throws {
    let failure = try failure("get_order_book", "{\"symbol\":\"BTCUSDT\",\"limit\":\(value)}")
    #expect(failure.message.hasPrefix("limit "))
    #expect(failure.message.hasSuffix(problem))
    #expect(detail(failure, "bound") == "a whole number from 1 to 5000")
  }

  @Test(arguments: [
    ("\"0.5\"", "0.5"), ("0.5", "0.5"), ("5e-1", "0.5"), ("1", "1"), ("\"1\"", "1"),
    ("0.30000000000000004", "0.30000000000000004"),
    ("100", "100"), ("0.0001", "0.0001"),
  ])
  func `an amount is read from its text, exactly`(value: String, expected: String) throws {
    let checked = try check("get_order_book", "{\"symbol\":\"BTCUSDT\",\"distance_percent\":\(value)}")
    #expect(checked.decimal("distance_percent")?.withoutTrailingZeros.description == expected)
  }

  @Test(arguments: [
    ("\"0\"", "is less than the minimum 0.0001"), ("100.00000001", "is more than the maximum 100"),
    ("\"1e2\"", "is not an amount in plain decimals"), ("\"0,5\"", "is not an amount in plain decimals"),
    ("\"0.5%\"", "is not an amount in plain decimals"), ("-1", "is less than the minimum 0.0001"),
    ("true", "is not an amount in plain decimals"), ("1e999999999", "is not an amount in plain decimals"),
  ])
  func `an amount out of range or form is refused`(value: String, problem: String) throws {
    let failure = try failure("get_order_book", "{\"symbol\":\"BTCUSDT\",\"distance_percent\":\(value)}")
    #expect(failure.message.hasPrefix("distance_percent "))
    #expect(failure.message.hasSuffix(problem))
  }

  @Test func `intervals tell minutes from months`() throws {
    #expect(try check("get_klines", #"{"symbol":"BTCUSDT","interval":"1M"}"#).string("interval") == "1M")
    #expect(try check("get_klines", #"{"symbol":"BTCUSDT","interval":"1m"}"#).string("interval") == "1m")
    let failure = try failure("get_klines", #"{"symbol":"BTCUSDT","interval":"1H"}"#)
    #expect(failure.suggestion == "Did you mean 1h?")
    #expect(
      try self.failure("get_klines", #"{"symbol":"BTCUSDT","interval":"7m"}"#).message.contains("\"7m\""))
  }

  @Test func `several pairs come as an array or with commas, each once`() throws {
    let array = try check("get_ticker_price", #"{"symbols":["btc/usdt","ETHUSDT","BTCUSDT"]}"#)
    #expect(array.symbols()?.map(\.name) == ["BTCUSDT", "ETHUSDT"])
    let commas = try check("get_ticker_price", #"{"symbols":"btc/usdt, ETHUSDT,BTCUSDT"}"#)
    #expect(commas.symbols()?.map(\.name) == ["BTCUSDT", "ETHUSDT"])
  }

  @Test(arguments: [
    "[]", "\"\"", "\",\"", "[1]", "[\"B$T\"]", "5", "\"BTCUSDT,,ETHUSDT\"", "{}", "\"[\\\"BTCUSDT\\\"]\"",
  ])
  func `lists of pairs that are none are refused`(value: String) throws {
    #expect(try failure("get_ticker_price", "{\"symbols\":\(value)}").message.hasPrefix("symbols "))
  }

  @Test func `more pairs than one call takes are refused`() throws {
    let hundred = (0..<100).map { "\"A\($0)USDT\"" }.joined(separator: ",")
    #expect(try check("get_ticker_price", "{\"symbols\":[\(hundred)]}").symbols()?.count == 100)
    let failure = try failure("get_ticker_price", "{\"symbols\":[\(hundred),\"B1\"]}")
    #expect(failure.message == "symbols (an array of 101) has more than the 100 trading pairs of one call")
    let commas = (0..<101).map { "A\($0)USDT" }.joined(separator: ",")
    #expect(
      try self.failure("get_ticker_price", "{\"symbols\":\"\(commas)\"}").message.contains(
        "more than the 100"))
  }

  @Test func `rules about several arguments hold`() throws {
    let both = try failure("get_ticker_price", #"{"symbol":"BTCUSDT","symbols":["ETHUSDT"]}"#)
    #expect(both.message == "symbol and symbols cannot be used together")
    let neither = try failure("get_ticker", "{}")
    #expect(neither.message == "symbol or symbols is missing; get_ticker needs one of them")
    let order = try failure(
      "get_klines",
      #"{"symbol":"BTCUSDT","interval":"1h","start_time":1723075200001,"end_time":1723075200000}"#)
    #expect(order.message == "start_time 1723075200001 is more than end_time 1723075200000")
    _ = try check("get_aggregate_trades", #"{"symbol":"BTCUSDT","from_id":1,"end_time":1723075200000}"#)
    #expect(
      try failure("get_aggregate_trades", #"{"symbol":"BTCUSDT","from_id":1,"start_time":0}"#).kind
        == .validationError)
  }

  @Test func `times are milliseconds, and seconds are recognised`() throws {
    let call = #"{"symbol":"BTCUSDT","interval":"1h","start_time":"#
    #expect(try check("get_klines", call + "1723075200000}").integer("start_time") == 1_723_075_200_000)
    #expect(try check("get_klines", call + "0}").integer("start_time") == 0)
    let seconds = try failure("get_klines", call + "1723075200}")
    #expect(seconds.suggestion == "Use 1723075200000 if seconds were meant.")
    #expect(
      try failure("get_klines", call + "1723075200000000}").message.hasSuffix("it may be in microseconds"))
    #expect(try failure("get_klines", call + "-1}").message.hasSuffix("is before 1970"))
    #expect(try failure("get_klines", call + "\"2024-08-08\"}").message.hasSuffix("is not a whole number"))
  }

  @Test func `windows and time zones are checked`() throws {
    #expect(try check("get_ticker", #"{"symbol":"BTCUSDT","window":"4h"}"#).string("window") == "4h")
    #expect(try check("get_ticker", #"{"symbol":"BTCUSDT","time_zone":-3}"#).string("time_zone") == "-3")
    #expect(try failure("get_ticker", #"{"symbol":"BTCUSDT","window":"1d2h"}"#).message.contains("\"1d2h\""))
    #expect(try failure("get_ticker", #"{"symbol":"BTCUSDT","time_zone":"15"}"#).message.contains("\"15\""))
  }

  @Test func `text is bounded and without control characters`() throws {
    let long = String(repeating: "x", count: 41)
    #expect(
      try failure("get_available_assets", "{\"text\":\"\(long)\"}").message.hasSuffix(
        "longer than 40 characters"))
    #expect(try failure("get_available_assets", #"{"text":"a\nb"}"#).message.contains("control character"))
    #expect(try failure("get_available_assets", #"{"text":""}"#).message.hasSuffix("is empty"))
    #expect(try check("get_available_assets", #"{"text":"doge"}"#).string("text") == "doge")
  }

  @Test func `a huge value is clipped and escaped in the answer`() throws {
    let long = String(repeating: "\\u0001", count: 10_000)
    let failure = try failure("get_average_price", "{\"symbol\":\"\(long)\"}")
    #expect(failure.envelope(timestampMilliseconds: 0).count < 800)
    #expect(failure.message.contains("…"))
  }

  @Test func `asking by the wrong type or name answers nothing`() throws {
    let checked = try check("get_klines", #"{"symbol":"BTCUSDT","interval":"1h"}"#)
    #expect(checked.integer("symbol") == nil)
    #expect(checked.symbol("interval") == nil)
    #expect(checked.string("limit") == nil)
    #expect(checked.decimal("limit") == nil)
    #expect(checked.boolean("limit") == nil)
    #expect(checked.symbols() == nil)
  }

  @Test func `words true and false are booleans`() throws {
    let tool = Tool(
      name: "t", title: "t", description: "t", role: .market, group: .market, endpoints: [],
      parameters: [Parameter("flag", .boolean, "A flag.", defaultValue: false)], output: .object([]))
    func flag(_ value: String) throws -> Bool? {
      try ArgumentCheck.check(JSONDocument(Array("{\"flag\":\(value)}".utf8)).root, of: tool).boolean("flag")
    }
    #expect(try flag("true") == true)
    #expect(try flag("\"false\"") == false)
    #expect(try ArgumentCheck.check(nil, of: tool).boolean("flag") == false)
    #expect(throws: ToolFailure.self) { try flag("1") }
    #expect(throws: ToolFailure.self) { try flag("\"yes\"") }
  }
}
