/// An order that rests far from the market of a symbol of the paper exchange, of a small size.
struct PlainOrder {
  /// What rests there for about 30 to 60 USDT.
  private static let rows: [(symbol: String, quantity: String, price: String)] = [
    ("BTCUSDT", "0.001", "50000"), ("ETHUSDT", "0.02", "1800"), ("BNBUSDT", "0.1", "450"),
    ("SOLUSDT", "0.5", "110"), ("XRPUSDT", "20", "1.5"), ("DOGEUSDT", "300", "0.12"),
    ("ADAUSDT", "100", "0.45"), ("LINKUSDT", "3", "11"), ("1INCHUSDT", "200", "0.16"),
    ("EURUSDT", "40", "0.9"), ("BTCUSDC", "0.001", "50000"), ("BTCEUR", "0.001", "46000"),
  ]
  static let symbols = rows.map(\.symbol)

  let symbol: String
  /// As `create_order` takes them.
  var arguments: [String: Any]

  /// - Parameter number: which symbol, counted round.
  init(_ number: Int, key: String? = nil, more: [String: Any] = [:]) {
    let row = Self.rows[number % Self.rows.count]
    symbol = row.symbol
    arguments = [
      "symbol": row.symbol, "side": "BUY", "type": "LIMIT", "quantity": row.quantity, "price": row.price,
    ]
    if let key { arguments["idempotency_key"] = key }
    arguments.merge(more) { $1 }
  }
}
