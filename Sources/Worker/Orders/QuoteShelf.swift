internal import Catalog
internal import LinuxIO
internal import Values

/// Keeps book prices and averages for one second, so that valuing an order and judging its price ask once,
/// and orders that follow each other do not ask for the same average.
@LoopActor
final class QuoteShelf {
  /// How long a quote is used, in milliseconds.
  static let ageMillisecondsMax = 1_000
  /// Most quotes that are kept; when there are more, all old ones go.
  static let countMax = 64

  private struct Key: Hashable {
    let api: API
    let symbol: String
  }

  private struct Kept {
    let quote: MarketQuote
    let atMilliseconds: Int
  }

  private let now: @LoopActor () -> Int
  private var kept: [Key: Kept] = [:]
  private var averages: [String: (price: ExactDecimal, atMilliseconds: Int)] = [:]

  nonisolated init(now: @escaping @LoopActor () -> Int) {
    self.now = now
  }

  /// A quote that is still good.
  func quote(of symbol: String, on api: API) -> MarketQuote? {
    guard let found = kept[Key(api: api, symbol: symbol)], isFresh(found) else { return nil }
    return found.quote
  }

  /// Keeps a quote.
  func keep(_ quote: MarketQuote, of symbol: String, on api: API) {
    if kept.count >= Self.countMax { kept = kept.filter { isFresh($0.value) } }
    if kept.count >= Self.countMax { kept.removeAll() }
    kept[Key(api: api, symbol: symbol)] = Kept(quote: quote, atMilliseconds: now())
  }

  /// The average price of a spot symbol that is still good.
  func average(of symbol: String) -> ExactDecimal? {
    guard let found = averages[symbol], isFresh(found.atMilliseconds) else { return nil }
    return found.price
  }

  /// Keeps an average price.
  func keep(average price: ExactDecimal, of symbol: String) {
    if averages.count >= Self.countMax { averages.removeAll() }
    averages[symbol] = (price, now())
  }

  private func isFresh(_ kept: Kept) -> Bool { isFresh(kept.atMilliseconds) }

  private func isFresh(_ time: Int) -> Bool { (0..<Self.ageMillisecondsMax).contains(now() - time) }
}
