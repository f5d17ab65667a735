internal import Answers
internal import Catalog
internal import Values

/// Reading filters: each number must be one, none may be negative, and no filter may come twice, since only
/// one of the two would be checked.
extension SymbolRules {
  /// Most filters that a symbol is read with; the exchange has about fifteen kinds.
  static let filterCountMax = 64
  /// Most words of a list that are read.
  static let wordCountMax = 64

  /// Reads the filters of a symbol's object.
  mutating func readFilters(of object: JSONValue, _ reader: ReplyReader) throws(ToolFailure) {
    let list = try reader.array(object["filters"], "filters of \(symbol)")
    guard list.count <= Self.filterCountMax else {
      throw reader.unexpected("filters of \(symbol)", "a list of at most \(Self.filterCountMax)")
    }
    var seen: [String] = []
    for filter in list.elements {
      let type = try reader.word(filter["filterType"], "filterType of \(symbol)")
      guard !seen.contains(type) else {
        throw reader.unexpected("\(type) of \(symbol)", "a filter that comes once")
      }
      seen.append(type)
      let place = "\(type) of \(symbol)"
      switch type {
      case "PRICE_FILTER":
        prices = try Self.grid(filter, ("minPrice", "maxPrice", "tickSize"), place, reader)
      case "LOT_SIZE": lots = try Self.grid(filter, ("minQty", "maxQty", "stepSize"), place, reader)
      case "MARKET_LOT_SIZE":
        marketLots = try Self.grid(filter, ("minQty", "maxQty", "stepSize"), place, reader)
      case "PERCENT_PRICE", "PERCENT_PRICE_BY_SIDE":
        bands.append(try band(type, filter, place, reader))
      case "MIN_NOTIONAL", "NOTIONAL": notionals.append(try notional(type, filter, place, reader))
      case "ICEBERG_PARTS": icebergPartCountMax = try Self.count(filter["limit"], place, reader)
      case "TRAILING_DELTA": trailing = try Self.trailing(filter, place, reader)
      case "MAX_POSITION": positionMax = try Self.amount(filter["maxPosition"], place, reader)
      // What counts the account's open orders, and kinds to come: the exchange checks them.
      default: continue
      }
    }
    for needed in ["PRICE_FILTER", "LOT_SIZE"] where !seen.contains(needed) {
      throw reader.unexpected("filters of \(symbol)", "a list with \(needed)")
    }
  }

  /// An amount that is not negative; zero is `nil`, which is how the exchange switches a bound off.
  private static func amount(
    _ value: JSONValue?, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> ExactDecimal? {
    let amount = try reader.decimal(value, place)
    guard !amount.isNegative else { throw reader.unexpected(place, "an amount that is not negative") }
    return amount.isZero ? nil : amount.withoutTrailingZeros
  }

  private static func count(
    _ value: JSONValue?, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> Int {
    let count = try reader.integer(value, place)
    guard count >= 0 else { throw reader.unexpected(place, "a count") }
    return count
  }

  private static func grid(
    _ filter: JSONValue, _ names: (minimum: String, maximum: String, step: String), _ place: String,
    _ reader: ReplyReader
  ) throws(ToolFailure) -> ValueGrid {
    let grid = ValueGrid(
      minimum: try amount(filter[names.minimum], "\(names.minimum) of \(place)", reader),
      maximum: try amount(filter[names.maximum], "\(names.maximum) of \(place)", reader),
      step: try amount(filter[names.step], "\(names.step) of \(place)", reader))
    if let minimum = grid.minimum, let maximum = grid.maximum, minimum > maximum {
      throw reader.unexpected(place, "a range")
    }
    return grid
  }

  private static func trailing(
    _ filter: JSONValue, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> TrailingBound {
    func range(_ name: String) throws(ToolFailure) -> ClosedRange<Int> {
      let low = try count(filter["minTrailing\(name)Delta"], place, reader)
      let high = try count(filter["maxTrailing\(name)Delta"], place, reader)
      guard low <= high else { throw reader.unexpected(place, "a range") }
      return low...high
    }
    return TrailingBound(above: try range("Above"), below: try range("Below"))
  }

  private func band(
    _ type: String, _ filter: JSONValue, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> PriceBand {
    func factor(_ name: String) throws(ToolFailure) -> ExactDecimal? {
      try Self.amount(filter[name], "\(name) of \(place)", reader)
    }
    if api == .futures {
      // "BUY: price <= markPrice * multiplierUp; SELL: price >= markPrice * multiplierDown".
      return PriceBand(
        filter: type, buyMinimum: nil, buyMaximum: try factor("multiplierUp"),
        sellMinimum: try factor("multiplierDown"), sellMaximum: nil, averageMinutes: 0)
    }
    let minutes = try Self.count(filter["avgPriceMins"], place, reader)
    if type == "PERCENT_PRICE" {
      let (low, high) = (try factor("multiplierDown"), try factor("multiplierUp"))
      return PriceBand(
        filter: type, buyMinimum: low, buyMaximum: high, sellMinimum: low, sellMaximum: high,
        averageMinutes: minutes)
    }
    return PriceBand(
      filter: type, buyMinimum: try factor("bidMultiplierDown"), buyMaximum: try factor("bidMultiplierUp"),
      sellMinimum: try factor("askMultiplierDown"), sellMaximum: try factor("askMultiplierUp"),
      averageMinutes: minutes)
  }

  private func notional(
    _ type: String, _ filter: JSONValue, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> NotionalBound {
    if api == .futures {
      return NotionalBound(
        filter: type, minimum: try Self.amount(filter["notional"], place, reader), maximum: nil,
        minimumHoldsForMarket: true, maximumHoldsForMarket: false, averageMinutes: 0)
    }
    let minutes = try Self.count(filter["avgPriceMins"], place, reader)
    let minimum = try Self.amount(filter["minNotional"], place, reader)
    if type == "MIN_NOTIONAL" {
      return NotionalBound(
        filter: type, minimum: minimum, maximum: nil,
        minimumHoldsForMarket: try reader.boolean(filter["applyToMarket"], place),
        maximumHoldsForMarket: false, averageMinutes: minutes)
    }
    return NotionalBound(
      filter: type, minimum: minimum, maximum: try Self.amount(filter["maxNotional"], place, reader),
      minimumHoldsForMarket: try reader.boolean(filter["applyMinToMarket"], place),
      maximumHoldsForMarket: try reader.boolean(filter["applyMaxToMarket"], place), averageMinutes: minutes)
  }
}
