import Testing
import Values

@testable import Configuration

@Suite struct `A policy in words` {
  private func configuration(_ text: String) throws -> Configuration {
    try ConfigurationFile.contents(Array(text.utf8), path: "/c.json").configuration
  }

  @Test func `says what is off, and nothing else`() throws {
    #expect(try configuration("{}").trading.sentences.count == 1)
    #expect(try configuration(#"{"trading":{"max_order_notional":5}}"#).trading.sentences.count == 1)
  }

  @Test func `names each limit with its asset, and each that is missing`() throws {
    let free = try configuration(#"{"trading":{"enabled":true}}"#).trading.sentences.joined(separator: " ")
    for word in ["Every trading pair", "Spot only", "anything", "No person is asked"] {
      #expect(free.contains(word), "\(word)")
    }
    let bound = try configuration(
      """
      {"trading":{"enabled":true,"symbols":["BTCUSDT"],"sides":["BUY"],"order_types":["LIMIT"],"futures":true,
      "quote":"USDC","max_order_notional":"100","max_daily_notional":"500","max_open_orders":3,
      "max_orders_per_minute":4,"price_collar_percent":"2.5","max_leverage":5,"confirm_above":"50",
      "confirm_out_of_band_above":"90"}}
      """
    ).trading.sentences.joined(separator: " ")
    for word in [
      "BTCUSDT", "BUY", "LIMIT", "USD-M futures", "100 USDC", "500 USDC", "3 orders", "4 orders", "2.5 %",
      "at most 5", "Above 50 USDC", "Above 90 USDC", "bulkhead confirm",
    ] {
      #expect(bound.contains(word), "\(word)")
    }
    #expect(!bound.contains("anything"))
    let each = try configuration(#"{"trading":{"enabled":true,"confirm_above":0}}"#).trading.sentences
    #expect(each.contains("A person is asked before each order."))
  }

  @Test(arguments: [
    ("{}", 0), (#"{"trading":{"max_order_notional":9,"max_daily_notional":5}}"#, 0),
    (#"{"trading":{"enabled":true}}"#, 4),
    (
      #"{"trading":{"enabled":true,"symbols":["BTCUSDT"],"max_order_notional":5,"max_daily_notional":9,"confirm_above":1}}"#,
      0
    ),
    (
      #"{"trading":{"enabled":true,"symbols":["BTCUSDT"],"max_order_notional":9,"max_daily_notional":5,"confirm_above":10}}"#,
      2
    ),
    (
      #"{"trading":{"enabled":true,"symbols":["BTCUSDT"],"max_order_notional":9,"max_daily_notional":9,"confirm_above":3,"confirm_out_of_band_above":2}}"#,
      1
    ),
    (#"{"hosts":{"futures":"https://f.example"}}"#, 1), (#"{"keys":{"trading":{"id":"a"}}}"#, 1),
    (#"{"keys":{"read":{"passphrase_file":"/a"}}}"#, 1),
    (
      #"{"keys":{"read":{"id":"a","secret_file":"/a"},"trading":{"id":"a","secret_file":"/b"}}}"#, 1
    ),
    (#"{"allow_withdrawal_permission":true}"#, 1),
  ]) func `is doubted where it is hardly meant`(_ text: String, _ count: Int) throws {
    #expect(try configuration(text).doubts.count == count)
  }
}
