import Catalog
import Values

/// Which symbols a call wants to see; what is `nil` does not matter.
struct AssetFilter {
  private let quote: String?
  private let base: String?
  private let status: String?
  private let text: [UInt8]?
  /// By permission set, whether it has the wanted permission.
  private let isPermitted: [Bool]?

  init(_ arguments: CheckedArguments, index: SymbolIndex) {
    quote = arguments.string("quote").map(Self.capitals)
    base = arguments.string("base").map(Self.capitals)
    status = arguments.string("status")
    text = arguments.string("text").map { Array(Self.capitals($0).utf8) }
    let permission = arguments.string("permission").map(Self.capitals)
    isPermitted = permission.map { wanted in index.permissionSets.map { $0.all.contains(wanted) } }
  }

  func matches(_ entry: SymbolEntry, in index: SymbolIndex) -> Bool {
    if let quote, index.quote(of: entry) != quote { return false }
    if let base, entry.base != base { return false }
    if let status, entry.status != status { return false }
    if let isPermitted, !isPermitted[Int(entry.permissionSetIndex)] { return false }
    if let text { return Self.contains(Array(entry.name.utf8), text) }
    return true
  }

  /// What may explain that nothing was found.
  func note(_ index: SymbolIndex) -> String? {
    if let quote, !index.quotes.contains(quote) {
      let nearest = NearestName.find(quote, among: index.quotes)
      return "No pair is priced in \(ShownValue.quoted(quote))."
        + (nearest.map { " Did you mean \($0)?" } ?? "")
    }
    if let base, !index.entries.contains(where: { $0.base == base }) {
      let nearest = NearestName.find(base, among: index.entries.lazy.map(\.base))
      return "No pair trades \(ShownValue.quoted(base))." + (nearest.map { " Did you mean \($0)?" } ?? "")
    }
    return nil
  }

  /// ASCII letters as capitals, as in the exchange's names; other letters stay.
  private static func capitals(_ text: String) -> String {
    let bytes = text.utf8.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 & 0xDF : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func contains(_ name: [UInt8], _ text: [UInt8]) -> Bool {
    guard text.count <= name.count else { return false }
    return (0...(name.count - text.count)).contains { name[$0...].starts(with: text) }
  }
}
