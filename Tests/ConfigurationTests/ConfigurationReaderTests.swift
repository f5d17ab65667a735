import Testing
import Values

@testable import Configuration

@Suite struct `The text of a configuration file` {
  private func read(_ text: String) throws(ConfigurationFailure) -> ConfigurationFile.Contents {
    try ConfigurationFile.contents(Array(text.utf8), path: "/c.json")
  }

  /// What is wrong with a text.
  private func reason(_ text: String) -> ConfigurationFailure.Reason? {
    do throws(ConfigurationFailure) {
      _ = try read(text)
      return nil
    } catch {
      #expect(error.description.hasPrefix("/c.json"))
      #expect(!error.suggestion.isEmpty)
      return error.reason
    }
  }

  @Test func `may be empty of keys, and then nothing is allowed`() throws {
    let contents = try read("{}")
    #expect(contents.configuration == Configuration())
    #expect(!contents.configuration.trading.isEnabled)
    #expect(!contents.configuration.trading.allowsFutures)
    #expect(!contents.configuration.allowsWithdrawalPermission)
    #expect(contents.givenKeys.isEmpty)
  }

  @Test func `fills every member by its key`() throws {
    var covered: Set<String> = []
    for sample in KeySample.all {
      for (json, shown) in sample.accepted {
        let contents = try read(KeySample.text(sample.key, json))
        #expect(contents.givenKeys == [sample.key])
        let key = try #require(ConfigurationKey.named(sample.key))
        #expect(key.text(in: contents.configuration) == shown, "\(sample.key) \(json)")
        var rest = contents.configuration
        // Nothing but this key's member is other than without the file.
        for other in ConfigurationKey.all where other.name != sample.key {
          #expect(other.text(in: rest) == other.text(in: Configuration()), "\(other.name) by \(sample.key)")
        }
        rest = Configuration()
        #expect(contents.configuration != rest || key.text(in: rest) == shown)
      }
      covered.insert(sample.key)
    }
    #expect(covered == Set(ConfigurationKey.all.map(\.name)))
  }

  @Test func `is refused for every value that a key does not take, with the value and what it takes`() throws
  {
    for sample in KeySample.all {
      #expect(sample.refused.count >= 2)
      for json in sample.refused {
        guard
          case .unfit(let key, let line, let shown, let wanted)? = reason(KeySample.text(sample.key, json))
        else {
          Issue.record("\(sample.key) \(json) was taken")
          continue
        }
        #expect(key.hasPrefix(sample.key) && !shown.isEmpty && !wanted.isEmpty)
        #expect(line == sample.key.split(separator: ".").count + 1, "\(sample.key) \(json)")
      }
    }
  }

  @Test(arguments: [
    ("{\"traiding\": {}}", "traiding", "trading"),
    ("{\"trading\": {\"enable\": true}}", "trading.enable", "trading.enabled"),
    ("{\"trading\": {\"max_order_notionl\": 1}}", "trading.max_order_notionl", "trading.max_order_notional"),
    ("{\"enabled\": true}", "enabled", "trading.enabled"),
    ("{\"max_daily_notional\": 5}", "max_daily_notional", "trading.max_daily_notional"),
    ("{\"keys\": {\"trading\": {\"secret\": \"x\"}}}", "keys.trading.secret", "keys.trading.secret_file"),
    ("{\"keys\": {\"tradng\": {}}}", "keys.tradng", "keys.trading"),
    ("{\"hosts\": {\"sopt\": \"x\"}}", "hosts.sopt", "hosts.spot"),
    ("{\"Tools\": \"x\"}", "Tools", "tools"),
    ("{\"trading\": {\"$schema\": \"x\"}}", "trading.$schema", nil),
    ("{\"xyzzy\": 1}", "xyzzy", nil),
  ]) func `is refused for a key that means nothing, with the one that was meant`(
    _ text: String, _ key: String, _ nearest: String?
  ) {
    #expect(reason(text) == .unknownKey("\"\(key)\"", line: 1, nearest: nearest))
  }

  @Test func `names the line and the way to what is wrong`() {
    let text = """
      {
        "log_level": "notice",
        "trading": {
          "enabled": true,
          "symbols": [
            "BTCUSDT", "eth/usdt", "B$T"
          ]
        }
      }
      """
    guard case .unfit(let key, let line, let shown, _)? = reason(text) else {
      Issue.record("it was taken")
      return
    }
    #expect(key == "trading.symbols[2]" && line == 5 && shown == "\"B$T\"")
  }

  @Test(
    arguments: [
      ("", 1), ("{", 1), ("{\"a\": 1,}", 1), ("{\n// a comment\n}", 2), ("{\"log_level\": 'notice'}", 1),
      ("{\"log_level\": \"notice\",\n\"log_level\": \"error\"}", 2), ("{}x", 1), ("\u{FEFF}{}", 1),
      ("{\"trading\": {\"enabled\": True}}", 1),
    ] as [(String, Int)]) func `is strict JSON`(_ text: String, _ line: Int)
  {
    guard case .notJSON(_, let found)? = reason(text) else {
      Issue.record("\(text) was taken, or refused for something else")
      return
    }
    #expect(found == line)
  }

  @Test func `is an object of bounded depth`() {
    for text in ["[]", "1", "null", "\"x\""] { #expect(reason(text) == .notAnObject) }
    let deep = String(repeating: "{\"trading\":", count: 40) + "1" + String(repeating: "}", count: 40)
    guard case .notJSON? = reason(deep) else {
      Issue.record("forty objects inside each other were taken")
      return
    }
    for text in ["{\"trading\": true}", "{\"keys\": []}", "{\"keys\": {\"read\": \"x\"}}"] {
      guard case .unfit? = reason(text) else {
        Issue.record("\(text) was taken")
        continue
      }
    }
  }

  @Test func `may name its schema`() throws {
    #expect(try read(#"{"$schema": "./bulkhead.schema.json"}"#).configuration == Configuration())
    guard case .unknownKey? = reason(#"{"$schema": 1}"#) else {
      Issue.record("a schema that is a number was taken")
      return
    }
  }

  @Test func `shows no control character of the file on a terminal`() throws {
    for text in ["{\"\\u001b[2J\": 1}", "{\"log_level\": \"\\u001b[2J\\n\"}"] {
      let failure = #expect(throws: ConfigurationFailure.self) { try read(text) }
      #expect(failure?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }
  }

  @Test func `keeps every digit of an amount`() throws {
    let text = #"{"trading":{"max_order_notional":"100.000000000000000001","max_daily_notional":250}}"#
    let policy = try read(text).configuration.trading
    #expect(policy.orderNotionalMax?.description == "100.000000000000000001")
    #expect(policy.dailyNotionalMax == ExactDecimal(250))
  }
}
