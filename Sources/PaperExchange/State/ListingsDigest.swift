public import PaperCore
internal import Signing

/// One number for what an exchange lists, as far as orders depend on it: names, assets, status, tick and
/// step.
public enum ListingsDigest {
  /// The digest of an exchange's listings, in their order.
  public static func of(_ exchange: PaperExchange) -> [UInt8] {
    let digest = SHA256()
    for symbol in exchange.symbols {
      let listing = symbol.listing
      let scale = listing.scale
      var writer = LogBytes()
      for text in [listing.symbol, listing.status.rawValue, listing.baseAsset, listing.quoteAsset] {
        writer.append(text)
      }
      for number in [scale.tickUnits, scale.stepUnits, scale.quantityDecimals] {
        writer.append(Int64(number))
      }
      digest.add(writer.bytes)
    }
    return digest.finished()
  }
}
