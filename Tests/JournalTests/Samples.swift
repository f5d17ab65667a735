import Catalog
import Foundation
import Values

@testable import Journal

/// Intents and records to test with.
enum Samples {
  static let hour = 3_600_000
  /// Noon of a day in 2026, exchange time.
  static let noon = 1_780_000_000_000 / 86_400_000 * 86_400_000 + 12 * hour
  static let today = IntentBook.day(ofMilliseconds: noon)

  static func decimal(_ text: String) -> ExactDecimal {
    do throws(ExactDecimal.Failure) {
      return try ExactDecimal(text)
    } catch {
      preconditionFailure("\(text): \(error)")
    }
  }

  static func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  static func intent(
    _ id: String, at time: Int = noon, instance: UInt64 = 7, key: UInt8? = nil, parameters: UInt8 = 1,
    symbol: String = "BTCUSDT", api: API = .spot, notional: String = "600.00", quote: String = "USDT",
    legCount: Int = 1
  ) -> Intent {
    let legs = (1...legCount).map { number in
      Intent.Leg(
        clientOrderID: legCount == 1 ? id : "\(id)-\(number)", side: "BUY", type: "LIMIT",
        quantity: decimal("0.01000000"), price: decimal("60000.00"))
    }
    return Intent(
      id: id, instance: instance, principal: "stdio", idempotency: key.map(digest),
      parameters: digest(parameters), tool: "create_order", kind: legCount == 1 ? .order : .orderList,
      api: api, symbol: symbol, legs: legs, notional: decimal(notional), quote: quote,
      madeAtMilliseconds: time)
  }

  /// One record of each kind, and of some kinds the odd ones.
  static var records: [JournalRecord] {
    let odd = Intent(
      id: "replace-1", instance: .max, principal: "ein Prinzipal mit ü", idempotency: digest(9),
      parameters: digest(3), tool: "replace_order", kind: .replacement, api: .futures, symbol: "币安人生USDT",
      legs: [
        Intent.Leg(
          clientOrderID: "replace-1", side: "SELL", type: "MARKET", quantity: nil, isQuoteQuantity: true,
          price: nil)
      ], replaces: "12345", notional: decimal("-0.000000000000000000000000000001"), quote: "BTC",
      madeAtMilliseconds: noon)
    var sent = IntentEntry(odd)
    sent.state = .sent
    sent.sentAtMilliseconds = noon
    sent.recvWindowMilliseconds = 3000
    sent.uncertainSinceMilliseconds = noon + 5
    return [
      .opened(
        .init(instance: 7, version: "1.0", venue: "live", account: "123456789", atMilliseconds: noon)),
      .intent(intent("a-1", key: 1)), .intent(odd), .intent(intent("list-1", legCount: 3)),
      .sent(id: "a-1", timestampMilliseconds: noon + 1, recvWindowMilliseconds: 3000),
      .acknowledged(id: "a-1", atMilliseconds: noon + 2, report: #"{"orderId":1}"#),
      .rejected(id: "list-1", atMilliseconds: noon + 3, code: -2010, reason: "insufficient balance"),
      .unsent(id: "x", atMilliseconds: noon + 3, reason: "halted"),
      .unknown(id: "replace-1", atMilliseconds: noon + 3, reason: "timed out"),
      .settledPlaced(id: "replace-1", atMilliseconds: noon + 9, report: "{}"),
      .settledNotPlaced(id: "y", atMilliseconds: noon + 9),
      .answered(id: "a-1", atMilliseconds: noon + 4, wasDelivered: true),
      .audited(
        .init(
          instance: 7, atMilliseconds: noon, principal: "stdio", tool: "get_balance",
          request: "GET /api/v3/account", parameters: "omitZeroBalances=true", result: "ok")),
      .policy(atMilliseconds: noon, text: #"{"quote":"USDT"}"#),
      .halted(true, atMilliseconds: noon, by: "operator"),
      .checkpoint(
        .init(
          entries: [sent], dailyNotional: [.init(day: today, quote: "USDT", notional: decimal("1.5"))],
          latestTimeMilliseconds: noon, policy: "{}", haltedBy: "operator")),
    ]
  }

  /// One order's whole way through a journal.
  static func way(of id: String, at time: Int, key: UInt8? = nil) -> [JournalRecord] {
    [
      .intent(intent(id, at: time, key: key)),
      .sent(id: id, timestampMilliseconds: time + 1, recvWindowMilliseconds: 3000),
      .acknowledged(id: id, atMilliseconds: time + 30, report: #"{"orderId":28,"status":"NEW"}"#),
      .answered(id: id, atMilliseconds: time + 31, wasDelivered: true),
    ]
  }

  static func book(_ records: [JournalRecord]) -> IntentBook {
    var book = IntentBook()
    for record in records { book.apply(record) }
    return book
  }

  static func setting(_ stateFolder: String = "/nowhere") -> JournalSetting {
    var setting = JournalSetting(
      stateFolder: stateFolder, scope: "testnet", account: "123456789", venue: "testnet", version: "1.0")
    setting.systemLogPath = nil
    return setting
  }
}

extension Samples {
  static let refusal = ToolFailure(kind: .policyRefused, message: "over the cap")
}
