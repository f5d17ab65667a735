import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// The order book and what is computed from it.
extension MarketTools {
  /// How many levels are read when depth within a distance is asked for: the most for weight 50; 5000 weigh
  /// 250.
  private static let depthLevelCount = 1000

  func orderBook(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    let shown = arguments.integer("limit") ?? 20
    let distance = arguments.decimal("distance_percent")
    let fetched = distance == nil ? shown : max(shown, Self.depthLevelCount)
    let query = [(name: "symbol", value: symbol), (name: "limit", value: String(fetched))]
    return Question(.depth, query, limit: fetched) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      let updateID = try asked.reader.integer(root["lastUpdateId"], "lastUpdateId")
      let bids = try BookSide(.bids, root["bids"], reader: asked.reader)
      let asks = try BookSide(.asks, root["asks"], reader: asked.reader)
      if let bid = bids.levels.first?.price, let ask = asks.levels.first?.price, bid >= ask {
        throw asked.reader.unexpected("the best bid", "below the best ask")
      }
      var answer = Answer(reservingByteCount: 1024 + min(shown, bids.levels.count) * 72)
      answer.writer.beginObject()
      answer.writer.member("symbol", symbol)
      answer.writer.member("lastUpdateId", updateID)
      Self.writeLevels("bids", root["bids"], count: shown, to: &answer.writer)
      Self.writeLevels("asks", root["asks"], count: shown, to: &answer.writer)
      do {
        let measures = try BookMeasures(bids: bids, asks: asks)
        try Self.writeMeasures(measures, levelCount: shown, to: &answer.writer)
        if let distance {
          try Self.writeDepth(measures, distance: distance, asked: fetched, to: &answer.writer)
        }
      } catch {
        throw Self.tooFine(distance)
      }
      answer.writer.member("truncated", max(bids.levels.count, asks.levels.count) >= shown)
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }

  private static func writeLevels(_ name: String, _ list: JSONValue?, count: Int, to writer: inout JSONWriter)
  {
    writer.key(name)
    writer.beginArray()
    if let list { for level in list.elements.prefix(count) { writer.value(level) } }
    writer.endArray()
  }

  private static func writeMeasures(
    _ measures: BookMeasures, levelCount: Int, to writer: inout JSONWriter
  ) throws(ExactDecimal.Failure) {
    let bidQuantity = try measures.bids.quantity(levelCount: levelCount)
    let askQuantity = try measures.asks.quantity(levelCount: levelCount)
    write("spread", measures.spread, to: &writer)
    write("mid", measures.mid, to: &writer)
    write("spread_bps", try measures.spreadBasisPoints(), to: &writer)
    write("imbalance", try BookMeasures.imbalance(bids: bidQuantity, asks: askQuantity), to: &writer)
    writer.member("bid_quantity", bidQuantity)
    writer.member("ask_quantity", askQuantity)
  }

  private static func writeDepth(
    _ measures: BookMeasures, distance: ExactDecimal, asked: Int, to writer: inout JSONWriter
  ) throws(ExactDecimal.Failure) {
    guard let (low, high) = try measures.bounds(percent: distance) else { return }
    let bids = try measures.bids.depth(upTo: low)
    let asks = try measures.asks.depth(upTo: high)
    writer.key("depth")
    writer.beginObject()
    writer.member("distance_percent", distance)
    writer.member("low_price", low)
    writer.member("high_price", high)
    writer.member("bid_quantity", bids.quantity)
    writer.member("bid_value", bids.value)
    writer.member("bid_levels", bids.levelCount)
    writer.member("ask_quantity", asks.quantity)
    writer.member("ask_value", asks.value)
    writer.member("ask_levels", asks.levelCount)
    write("imbalance", try BookMeasures.imbalance(bids: bids.quantity, asks: asks.quantity), to: &writer)
    let isComplete =
      measures.bids.isComplete(upTo: low, asked: asked) && measures.asks.isComplete(upTo: high, asked: asked)
    writer.member("complete", isComplete)
    writer.endObject()
  }

  private static func write(_ name: String, _ value: ExactDecimal?, to writer: inout JSONWriter) {
    writer.key(name)
    if let value { writer.decimal(value) } else { writer.null() }
  }

  /// The only arithmetic that fails is one with more digits than an exact amount has; prices of an exchange
  /// have 8 decimals, so it is the distance that has too many, if there is one.
  private static func tooFine(_ distance: ExactDecimal?) -> ToolFailure {
    if let distance {
      return .argument(
        "distance_percent", value: ShownValue.clipped(distance.description),
        problem: "has too many digits to be computed exactly", bound: "a distance with at most 4 decimals")
    }
    return ToolFailure(
      kind: .internalError, message: "the book's numbers have too many digits to be computed exactly",
      suggestion: "Ask for fewer levels.")
  }
}
