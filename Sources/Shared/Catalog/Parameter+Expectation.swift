public import Values

extension Parameter.Kind {
  /// What is accepted, as the end of a sentence that begins with "Use".
  public func expectation(example: JSON? = nil) -> String {
    switch self {
    case .symbol: "a trading pair such as BTCUSDT, btc/usdt or BTC-USDT"
    case .symbols(let countMax): "1 to \(countMax) trading pairs such as [\"BTCUSDT\",\"ETHUSDT\"]"
    case .interval(let choices), .choice(let choices): "one of \(choices.joined(separator: ", "))"
    case .window: "24h, trading_day, 1m to 59m, 1h to 23h, or 1d to 7d"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .decimal(let minimum, let maximum): "an amount in plain decimals\(Self.range(minimum, maximum))"
    case .string(let lengthMax): "text of 1 to \(lengthMax) characters"
    case .boolean: "true or false"
    case .timestampMilliseconds: "milliseconds since 1970-01-01 UTC, such as 1723075200000"
    case .timeZone: "an offset from UTC between -12:00 and 14:00, such as 0, 8, -1:00 or 05:45"
    case .cursor: "the cursor that the page before gave in next"
    }
  }

  private static func range(_ minimum: ExactDecimal?, _ maximum: ExactDecimal?) -> String {
    switch (minimum, maximum) {
    case (let minimum?, let maximum?): " from \(minimum) to \(maximum)"
    case (let minimum?, nil): " of at least \(minimum)"
    case (nil, let maximum?): " of at most \(maximum)"
    case (nil, nil): ""
    }
  }
}
