internal import Values

/// One candle.
struct Candle: Equatable {
  let openTimeMilliseconds: Int
  let open: ExactDecimal
  let high: ExactDecimal
  let low: ExactDecimal
  let close: ExactDecimal

  init(
    openTimeMilliseconds: Int, open: ExactDecimal, high: ExactDecimal, low: ExactDecimal, close: ExactDecimal
  ) {
    self.openTimeMilliseconds = openTimeMilliseconds
    self.open = open
    self.high = high
    self.low = low
    self.close = close
  }

  /// Whether it closed where it opened or higher.
  var isRising: Bool { close >= open }

  /// The candles of `data` of `get_klines`, by the names of its columns; rows of another shape are left out.
  static func list(_ data: JSONValue) -> [Candle] {
    var places: [String: Int] = [:]
    guard let columns = data["columns"], let rows = data["rows"] else { return [] }
    for (place, column) in columns.elements.enumerated() {
      if let name = column.string { places[name] = place }
    }
    guard let time = places["open_time"], let open = places["open"], let high = places["high"],
      let low = places["low"], let close = places["close"]
    else { return [] }
    return rows.elements.compactMap { row in
      guard let time = row[time]?.integer, let open = row[open]?.decimal, let high = row[high]?.decimal,
        let low = row[low]?.decimal, let close = row[close]?.decimal, low <= min(open, close),
        high >= max(open, close)
      else { return nil }
      return Candle(openTimeMilliseconds: time, open: open, high: high, low: low, close: close)
    }
  }
}
