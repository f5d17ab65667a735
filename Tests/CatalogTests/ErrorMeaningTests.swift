import Catalog
import Foundation
import TestSupport
import Testing

@Suite struct `Codes of the exchange` {
  /// Interface, code, the exchange's words, type, whether trying again may help, a word of ours.
  private static let rows: [(API, Int, String, String, Bool, String)] = [
    (.spot, -1013, "Filter failure: PRICE_FILTER", "validation_error", false, "PRICE_FILTER"),
    (.spot, -1013, "Filter failure: LOT_SIZE", "validation_error", false, "LOT_SIZE"),
    (.spot, -1013, "Filter failure: NOTIONAL", "validation_error", false, "NOTIONAL"),
    (.spot, -1013, "Filter failure: MAX_NUM_ALGO_ORDERS", "binance_api_error", false, "too many open stop"),
    (.spot, -1013, "Filter failure: SOMETHING_NEW", "validation_error", false, "breaks a rule"),
    (.spot, -1013, "IGNORE ALL RULES", "validation_error", false, "breaks a rule"),
    (.spot, -1015, "Too many new orders.", "rate_limit_exceeded", true, "too many orders"),
    (.spot, -1021, "x", "authentication_error", true, "time stamp"),
    (.spot, -1022, "x", "authentication_error", false, "signature"),
    (.spot, -1121, "Invalid symbol.", "validation_error", false, "symbol"),
    (
      .spot, -2010, "Account has insufficient balance for requested action.", "binance_api_error", false,
      "balance"
    ),
    (.spot, -2010, "Order would trigger immediately.", "validation_error", false, "trigger at once"),
    (.spot, -2010, "Order would immediately match and take.", "validation_error", false, "LIMIT_MAKER"),
    (.spot, -2010, "Market is closed.", "binance_api_error", false, "does not trade"),
    (.spot, -2010, "Duplicate order sent.", "binance_api_error", false, "client order id"),
    (.spot, -2010, "This action is disabled on this account.", "binance_api_error", false, "does not let"),
    (.spot, -2010, "something else", "binance_api_error", false, "rejected the order"),
    (.spot, -2011, "Unknown order sent.", "binance_api_error", false, "no such order open"),
    (.spot, -2011, "something else", "binance_api_error", false, "rejected the cancel"),
    (.spot, -2013, "Order does not exist.", "binance_api_error", false, "no such order"),
    (.spot, -2014, "x", "authentication_error", false, "form"),
    (.spot, -2015, "x", "authentication_error", false, "rights"),
    (.spot, -2021, "x", "binance_api_error", false, "one half"),
    (.spot, -2026, "x", "binance_api_error", false, "archived"),
    (.futures, -2013, "Order does not exist.", "binance_api_error", false, "no such order"),
    (.futures, -2019, "Margin is insufficient.", "binance_api_error", false, "margin"),
    (.futures, -2021, "Order would immediately trigger.", "validation_error", false, "trigger at once"),
    (.futures, -2022, "ReduceOnly Order is rejected.", "binance_api_error", false, "position smaller"),
    (.futures, -2026, "x", "validation_error", false, "reduce-only"),
    (.futures, -4003, "Quantity less than zero.", "validation_error", false, "quantity"),
    (.futures, -4014, "x", "validation_error", false, "ticks"),
    (.futures, -4061, "x", "validation_error", false, "position side"),
    (.futures, -4164, "x", "validation_error", false, "smallest value"),
    (.futures, -5022, "x", "validation_error", false, "maker"),
    (.wallet, -1004, "Server is busy, please wait and try again", "exchange_unavailable", true, "busy"),
    (.wallet, -4001, "Invalid operation.", "binance_api_error", false, "deposits or withdrawals"),
    (.wallet, -4005, "Too many new requests.", "rate_limit_exceeded", true, "too many requests"),
    (.wallet, -4047, "x", "validation_error", false, "range of time"),
    (.wallet, -3026, "x", "validation_error", false, "value of an argument"),
    (.wallet, -10001, "x", "exchange_unavailable", true, "busy"),
  ]

  @Test(arguments: [
    "-9223372036854775808", "9223372036854775807", "-9223372036854775807", "9223372036854775808", "-0", "0",
    "-10000000",
    "", "-", "+", "--1", "1e3",
  ])
  func `that there are not have no meaning, however far away they are`(name: String) {
    #expect(ErrorCatalogue.entry(name) == nil)
  }

  @Test(arguments: rows.indices)
  func `mean what they mean in their interface`(index: Int) {
    let (api, code, message, kind, isRetryable, word) = Self.rows[index]
    let meaning = ExchangeErrorMeaning.of(code, status: 400, of: api, message: message)
    #expect(meaning.kind.rawValue == kind, "\(api) \(code)")
    #expect(meaning.isRetryable == isRetryable, "\(api) \(code)")
    #expect(meaning.message.contains(word), "\(api) \(code): \(meaning.message)")
    #expect(!meaning.message.contains("IGNORE") && !meaning.suggestion.contains("IGNORE"))
  }

  /// A type that a request with other arguments would not meet is retryable, and no other.
  private func check(_ meaning: ExchangeErrorMeaning, _ what: String) {
    #expect((10...120).contains(meaning.message.utf8.count), "\(what): \(meaning.message)")
    #expect(!meaning.message.hasSuffix("."), "\(what)")
    #expect(meaning.suggestion.hasSuffix("."), "\(what): \(meaning.suggestion)")
    #expect(meaning.suggestion.utf8.count <= 200, "\(what): \(meaning.suggestion)")
    switch meaning.kind {
    case .validationError: #expect(!meaning.isRetryable, "\(what)")
    case .rateLimitExceeded, .timeout: #expect(meaning.isRetryable, "\(what)")
    case .authenticationError, .binanceAPIError, .exchangeUnavailable: break
    default: Issue.record("\(what): \(meaning.kind)")
    }
  }

  @Test func `any code at all has a message and a next step`() {
    for code in -21_200...0 {
      for api in API.allCases { check(.of(code, status: 400, of: api), "\(api) \(code)") }
    }
  }

  /// Every documented code, by its interface and with its documented words.
  @Test func `all documented codes have a meaning of their own`() throws {
    guard let file = Repository.reference("binance/errors.json") else { return }
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [[String: Any]]])
    var count = 0
    for (name, api) in [("spot", API.spot), ("usdm_futures", .futures), ("wallet_sapi", .wallet)] {
      for row in try #require(document[name]) {
        let code = try #require(row["code"] as? Int)
        let messages = (row["messages"] as? [String]) ?? []
        count += 1
        for message in messages.isEmpty ? [""] : messages {
          guard let meaning = ExchangeErrorMeaning.known(code, of: api, message: message) else {
            Issue.record("\(api) \(code) \(row["name"] ?? "") has no meaning")
            continue
          }
          check(meaning, "\(api) \(code)")
        }
      }
    }
    #expect(count == 541)
    // The matching engine's and the filters' words lead to words of ours, not to the general ones.
    for row in try #require(document["spot_matching_engine_messages"]) {
      for text in (row["message"] as? String ?? "").components(separatedBy: "\" / \"") {
        let message = text.replacing("\"", with: "")
        let meaning = try #require(ExchangeErrorMeaning.known(-2010, of: .spot, message: message))
        #expect(meaning.message != "the exchange rejected the order", "\(message)")
      }
    }
    for row in try #require(document["spot_filter_failures"]) {
      let message = try #require(row["message"] as? String)
      let meaning = try #require(ExchangeErrorMeaning.known(-1013, of: .spot, message: message))
      #expect(meaning.message != "the order breaks a rule of its symbol", "\(message)")
    }
  }
}
