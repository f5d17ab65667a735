/// The shapes of minutes that all synthetic markets of one exchange share, made when first needed: about 150
/// KiB in all.
public final class TradeTemplateLibrary {
  /// The seed of the exchange.
  public let seed: UInt64

  private(set) lazy var busy = TradeTemplateFamily(
    seed: SeededGenerator.hash(seed, 1), groupCounts: 120...220)
  private(set) lazy var steady = TradeTemplateFamily(
    seed: SeededGenerator.hash(seed, 2), groupCounts: 25...70)
  private(set) lazy var quiet = TradeTemplateFamily(seed: SeededGenerator.hash(seed, 3), groupCounts: 2...14)

  /// - Parameter seed: everything follows from it.
  public init(seed: UInt64) {
    self.seed = seed
  }
}
