import Answers
import Catalog
import Values

/// Exact sums by asset.
struct AssetSums {
  /// The sums, by the asset's name.
  private(set) var sums: [String: ExactDecimal] = [:]

  /// Adds an amount.
  ///
  /// - Parameter asked: whose answer it is from, for the failure of a sum that no exact amount can hold.
  mutating func add(_ amount: ExactDecimal, to asset: String, _ asked: Asked) throws(ToolFailure) {
    do throws(ExactDecimal.Failure) {
      sums[asset] = try (sums[asset] ?? .zero).adding(amount)
    } catch {
      throw asked.unsummable("the sum of \(asset)")
    }
  }

  /// An object of amounts by asset.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    for (asset, sum) in sums.sorted(by: { $0.key < $1.key }) { writer.member(asset, sum) }
    writer.endObject()
  }
}
