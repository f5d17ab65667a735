import Foundation
import TestSupport

/// One thing that a client wants done once, however often it asks; told from all others by its amount.
struct CrashCommand {
  /// What the client does when it was not told how it ended.
  enum Next: CaseIterable {
    /// Asks again, at the same server.
    case again
    /// Asks again once the server was started anew.
    case againLater
    /// Lets it be.
    case nothing
  }

  /// Symbol, size and prices of what can be had at any time; the amount counts in units of `step`.
  private static let rows: [(symbol: String, base: Int, decimals: Int, low: String, high: String)] = [
    ("BTCUSDT", 100, 5, "50000", "90000"), ("ETHUSDT", 200, 4, "1800", "3300"),
    ("BNBUSDT", 100, 3, "450", "800"), ("SOLUSDT", 500, 3, "110", "200"), ("XRPUSDT", 200, 1, "1.5", "2.9"),
    ("DOGEUSDT", 300, 0, "0.12", "0.22"), ("ADAUSDT", 1_000, 1, "0.45", "0.9"),
    ("LINKUSDT", 300, 2, "11", "20"),
  ]
  /// Commands of one seed, at the most: their amounts differ.
  static let countMax = 16

  let tool: String
  let path: String
  let symbol: String
  let amount: Decimal
  let next: Next
  let hasKey: Bool
  let arguments: [String: String]
  /// What the client knows in the end: the order stands, does not, or nobody said.
  var isPlaced: Bool?
  private var askedCount = 0
  /// How often it asks at one server.
  private static let askedCountMax = 3
  /// What it was told last.
  var answer = ""

  init(seed: Int, index: Int, _ chance: inout SeededNumbers) {
    let row = Self.rows[(seed + index) % Self.rows.count]
    let number = seed * Self.countMax + index
    let isBuy = Int.random(in: 0..<2, using: &chance) == 0
    var shape: (tool: String, path: String, symbol: String) = (
      "create_order", "/api/v3/order", row.symbol
    )
    var amount = Self.decimal(row.base + number, row.decimals)
    var form = ["symbol": row.symbol, "side": isBuy ? "BUY" : "SELL", "quantity": "\(amount)"]
    switch Int.random(in: 0..<10, using: &chance) {
    case 0, 1, 2, 3:
      form["type"] = Int.random(in: 0..<2, using: &chance) == 0 ? "LIMIT" : "LIMIT_MAKER"
      form["price"] = isBuy ? row.low : row.high
    case 4, 5: form["type"] = "MARKET"
    case 6:
      amount = Self.decimal(3_000 + number, 2)
      form["type"] = "MARKET"
      form["quantity"] = nil
      form["quote_quantity"] = "\(amount)"
    case 7:
      form["type"] = "STOP_LOSS_LIMIT"
      form["price"] = isBuy ? row.high : row.low
      form["stop_price"] = form["price"]
    case 8:
      (shape.tool, shape.path) = ("create_order_list", "/api/v3/orderList/oto")
      form = [
        "kind": "OTO", "symbol": row.symbol, "working_type": "LIMIT", "working_side": "BUY",
        "working_quantity": "\(amount)", "working_price": row.low, "pending_side": "SELL",
        "pending_quantity": "\(amount)", "pending_type": "LIMIT", "pending_price": row.high,
      ]
    default:
      shape = ("create_futures_order", "/fapi/v1/order", "BTCUSDT")
      amount = Self.decimal(10 + number, 3)
      form = [
        "symbol": "BTCUSDT", "side": isBuy ? "BUY" : "SELL", "quantity": "\(amount)", "type": "LIMIT",
        "price": isBuy ? "50000" : "90000",
      ]
    }
    hasKey = Int.random(in: 0..<2, using: &chance) == 0
    if hasKey { form["idempotency_key"] = "\(seed)-\(index)" }
    next = Next.allCases[Int.random(in: 0..<Next.allCases.count, using: &chance)]
    (tool, path, symbol) = shape
    self.amount = amount
    arguments = form
  }

  private static func decimal(_ units: Int, _ decimals: Int) -> Decimal {
    Decimal(sign: .plus, exponent: -decimals, significand: Decimal(units))
  }

  /// Takes in what the client was told.
  mutating func hear(_ answer: Answer) {
    askedCount += 1
    self.answer = answer.text
    if answer.isSuccess { isPlaced = true }
    // A refusal of the exchange, or a word of certainty that nothing came of it.
    if answer.failureType == "binance_api_error" || answer.failureType == "validation_error" {
      isPlaced = false
    }
  }

  /// Whether the client is still to ask at this server.
  var wantsMore: Bool {
    guard isPlaced == nil else { return false }
    return askedCount == 0 || next == .again && askedCount < Self.askedCountMax
  }

  /// The client meets another server.
  mutating func meetNewServer() {
    if next != .nothing { askedCount = 0 }
  }

  /// Whether a request for an order is this command's.
  func isOf(_ post: LedgerPost) -> Bool {
    post.path == path && post.symbol == symbol && post.quantity == amount
  }
}
