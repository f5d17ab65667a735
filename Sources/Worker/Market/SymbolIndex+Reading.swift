import Answers
import Catalog
import Exchange
import Values

extension SymbolIndex {
  /// Most symbols that are read; the exchange lists about 3,000.
  static let symbolCountMax = 50_000

  /// Reads the exchange's answer.
  ///
  /// - Throws: `binanceAPIError` naming the place that is not as documented.
  init(_ reply: ExchangeReply, reader: ReplyReader) throws(ToolFailure) {
    let list = try reader.array(reader.object(reply.document.root)["symbols"], "symbols")
    guard list.count <= Self.symbolCountMax else {
      throw reader.unexpected("symbols", "a list of at most \(Self.symbolCountMax)")
    }
    var entries: [SymbolEntry] = []
    entries.reserveCapacity(list.count)
    var quotes: [String] = []
    var quoteIndexes: [String: UInt16] = [:]
    var sets: [PermissionSet] = []
    var setIndexes: [PermissionSet: UInt16] = [:]
    for (index, object) in list.elements.enumerated() {
      let quote = try reader.word(object["quoteAsset"], "quoteAsset of symbols[\(index)]")
      let permissions = try Self.permissions(of: object, "symbols[\(index)]", reader)
      entries.append(
        SymbolEntry(
          name: try reader.word(object["symbol"], "symbol of symbols[\(index)]"),
          base: try reader.word(object["baseAsset"], "baseAsset of symbols[\(index)]"),
          status: try reader.word(object["status"], "status of symbols[\(index)]"),
          quoteIndex: Self.intern(quote, in: &quotes, &quoteIndexes),
          permissionSetIndex: Self.intern(permissions, in: &sets, &setIndexes), byteRange: object.byteRange))
    }
    entries.sort { $0.name < $1.name }
    bytes = reply.body
    self.entries = entries
    self.quotes = quotes
    permissionSets = sets
    receivedAtMilliseconds = reply.receivedAtMilliseconds
  }

  /// The number of a value that is kept once; 50,000 symbols cannot have more than 65,535 different ones.
  private static func intern<Value: Hashable>(
    _ value: Value, in values: inout [Value], _ indexes: inout [Value: UInt16]
  ) -> UInt16 {
    if let index = indexes[value] { return index }
    let index = UInt16(values.count)
    indexes[value] = index
    values.append(value)
    return index
  }

  /// Older answers list `permissions`; newer ones leave it empty and have `permissionSets`, a list of lists.
  static func permissions(
    of object: JSONValue, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> PermissionSet {
    var all: [String] = []
    if let list = object["permissions"] {
      for value in try reader.array(list, "permissions of \(place)").elements {
        all.append(try reader.word(value, "a permission of \(place)"))
      }
    }
    if let sets = object["permissionSets"] {
      for set in try reader.array(sets, "permissionSets of \(place)").elements {
        for value in try reader.array(set, "permissionSets of \(place)").elements {
          let name = try reader.word(value, "a permission of \(place)")
          if !all.contains(name) { all.append(name) }
        }
      }
    }
    return PermissionSet(all: all)
  }
}
