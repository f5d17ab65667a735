internal import Values

/// What `bulkhead trading enable` asks, in its order.
enum TradingQuestion: CaseIterable {
  case symbols, orderMax, dailyMax, confirmation

  /// The key of the file that the answer goes to.
  var key: String {
    switch self {
    case .symbols: "trading.symbols"
    case .orderMax: "trading.max_order_notional"
    case .dailyMax: "trading.max_daily_notional"
    case .confirmation: "trading.confirm_above"
    }
  }

  /// The flag that answers it in advance.
  var flag: Flag {
    switch self {
    case .symbols: .symbols
    case .orderMax: .orderMax
    case .dailyMax: .dailyMax
    case .confirmation: .confirmAbove
    }
  }

  /// The question in words.
  ///
  /// - Parameter quote: the asset that amounts are counted in.
  func words(quote: String) -> String {
    switch self {
    case .symbols:
      "Which trading pairs may be traded? Names between commas (BTCUSDT,ETHUSDT), or all"
    case .orderMax: "What may one order be worth at most, in \(quote)?"
    case .dailyMax: "What may all orders of one day (UTC) be worth together at most, in \(quote)?"
    case .confirmation:
      "Above which worth must a person agree first, in \(quote)? 0 for each order, or never"
    }
  }

  /// The answer as a value of the file; `.null` for one that the file says by leaving the key out.
  func value(of text: String) -> JSON {
    let word = text.lowercased()
    switch self {
    case .symbols:
      if word == "all" { return .null }
      return .array(text.split(separator: ",").map { .string(Self.symbol($0.filter { $0 != " " })) })
    case .orderMax, .dailyMax: return .string(text)
    case .confirmation: return word == "never" ? .null : .string(text)
    }
  }

  /// The exchange's spelling; what is no symbol stays as it is, and is refused by name.
  private static func symbol(_ text: String) -> String {
    do throws(Symbol.Failure) {
      return try Symbol(text).name
    } catch {
      return text
    }
  }
}
