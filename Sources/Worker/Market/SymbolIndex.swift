import Answers
import Catalog
import Values

/// The exchange's list of symbols, kept so that it takes little room: the bytes as they came, and for each
/// symbol what is filtered by and where its object lies.
///
/// The recorded list of 2,276 symbols is 3.7 MB; as a tree of values it would be ten times that. The details
/// of one symbol are read from its bytes when they are asked for.
struct SymbolIndex {
  /// The answer of `/api/v3/exchangeInfo`.
  let bytes: [UInt8]
  /// Sorted by name.
  let entries: [SymbolEntry]
  /// Every quote asset once, in the order of first mention.
  let quotes: [String]
  /// Every set of permissions once; thousands of symbols share a few sets.
  let permissionSets: [PermissionSet]
  /// When it arrived, in milliseconds since 1970 UTC.
  let receivedAtMilliseconds: Int

  /// All names, sorted.
  var names: some Sequence<String> { entries.lazy.map(\.name) }

  /// The quote asset of an entry.
  func quote(of entry: SymbolEntry) -> String { quotes[Int(entry.quoteIndex)] }

  /// The permissions of an entry.
  func permissions(of entry: SymbolEntry) -> PermissionSet { permissionSets[Int(entry.permissionSetIndex)] }

  /// The bytes of one symbol's object, `nil` when it is not listed.
  func bytes(of name: String) -> [UInt8]? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].name == name else { return nil }
    return Array(bytes[entries[low].byteRange])
  }
}
