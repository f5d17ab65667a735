import Configuration
import Testing
import Values

@testable import CommandLineInterface

@Suite struct `Enabling trading` {
  private func options(_ line: String, home: String? = "/me") throws -> TradingOptions {
    let words = ["trading"] + line.split(separator: " ").map { String($0) }
    guard case .trading(let options) = try Invocation.parse(words, environment: { $0 == "HOME" ? home : nil })
    else { throw Unexpected() }
    return options
  }

  private struct Unexpected: Error {}

  @Test func `asks four things, of which flags answer some in advance`() throws {
    #expect(try options("enable").answers.open == TradingQuestion.allCases)
    #expect(
      try options("enable --max-order 100 --symbols btc/usdt,ETHUSDT").answers.open == [
        .dailyMax, .confirmation,
      ])
    let all = try options(
      "enable --symbols btc/usdt --max-order 100 --max-daily 0.5 --confirm-above 50 --quote usdc --yes")
    #expect(all.answers.open.isEmpty && all.answers.isAgreed)
    #expect(
      all.answers.values == [
        "trading.symbols": ["BTCUSDT"], "trading.max_order_notional": "100",
        "trading.max_daily_notional": "0.5", "trading.confirm_above": "50", "trading.quote": "usdc",
      ])
  }

  @Test func `is refused without a terminal unless every answer is a flag, the last one too`() throws {
    #expect(
      TradingCommand.missingFlags(try options("enable --max-order 1").answers)
        == "--symbols, --max-daily, --confirm-above, --yes")
    let answered = "enable --symbols all --max-order 1 --max-daily 2 --confirm-above never"
    #expect(TradingCommand.missingFlags(try options(answered).answers) == "--yes")
    #expect(TradingCommand.missingFlags(try options(answered + " --yes").answers) == nil)
  }

  @Test func `takes all and never for keys that the file leaves out`() throws {
    let answers = try options("enable --symbols ALL --confirm-above Never").answers
    #expect(answers.values == ["trading.symbols": .null, "trading.confirm_above": .null])
    #expect(answers.open == [.orderMax, .dailyMax])
    // Not for caps: no cap is what nobody says by accident.
    for text in ["never", "all", "none", "-"] {
      #expect(throws: UsageFailure.self) { try options("enable --max-order \(text)") }
    }
  }

  @Test func `writes where a server would read`() throws {
    #expect(try options("enable").configurationFile == "/me/.config/bulkhead/bulkhead.json")
    #expect(try options("disable --config /etc/b.json").configurationFile == "/etc/b.json")
    #expect(try options("enable", home: nil).configurationFile == nil)
  }

  @Test func `asks in words that name the asset`() {
    for question in TradingQuestion.allCases {
      let words = question.words(quote: "USDC")
      #expect(question == .symbols || words.contains("USDC"))
      #expect(ConfigurationKey.named(question.key) != nil)
      #expect(!words.contains("\n") && words.count < 100)
    }
  }

  @Test func `says what it means before it writes`() throws {
    let text = #"{"trading":{"enabled":true,"max_order_notional":"100","quote":"USDC"}}"#
    let configuration = try ConfigurationFile.contents(Array(text.utf8), path: "/c.json").configuration
    let lines = TradingCommand.meaning(of: configuration, "/c.json").joined(separator: "\n")
    for word in ["/c.json", "100 USDC", "real money", "Is this meant?", "max_daily_notional"] {
      #expect(lines.contains(word), "\(word)")
    }
  }

  @Test func `checks each answer as the file's reader does`() throws {
    var answers = TradingAnswers()
    #expect(throws: UsageFailure.self) { try answers.take("1000000000000001", for: .orderMax) }
    #expect(throws: UsageFailure.self) { try answers.take("BTCUSDT,btc/usdt", for: .symbols) }
    #expect(throws: UsageFailure.self) { try answers.take("", for: .symbols) }
    #expect(answers.values.isEmpty)
    try answers.take("BTCUSDT, ETHUSDT", for: .symbols)
    try answers.take("0", for: .confirmation)
    #expect(answers.values["trading.symbols"] == ["BTCUSDT", "ETHUSDT"])
    #expect(answers.open == [.orderMax, .dailyMax])
  }
}
