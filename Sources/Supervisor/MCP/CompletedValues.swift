import Catalog
import Values

/// The values that begin with what a person has typed: at most `Completion.valueCountMax`, the best first.
struct CompletedValues {
  /// The values that are shown.
  private(set) var shown: [String] = []
  /// How many there are.
  private(set) var count = 0
  /// Whether there are more than are shown.
  private(set) var hasMore = false

  /// None.
  init() {}

  /// Those of some words that begin with a text, in any case; then those that contain it.
  init(_ words: some Sequence<String>, beginning: String) {
    let wanted = Array(beginning.uppercased().utf8)
    var beginners: [String] = []
    var others: [String] = []
    for word in words {
      let bytes = Array(word.uppercased().utf8)
      if bytes.starts(with: wanted) {
        beginners.append(word)
      } else if Self.contains(bytes, wanted) {
        others.append(word)
      }
    }
    let all = beginners + others
    count = all.count
    shown = Array(all.prefix(Completion.valueCountMax))
    hasMore = count > shown.count
  }

  /// Those in the answer of `get_available_assets`; none when it cannot be read.
  init(_ completion: Completion, beginning: String, envelope: [UInt8]) {
    self.init()
    let root: JSONValue
    do throws(JSONReader.Failure) {
      root = try JSONDocument(envelope, limits: .exchangeReply).root
    } catch {
      return
    }
    guard let data = root["data"] else { return }
    let names = data["columns"]?.elements.map { $0.string ?? "" } ?? []
    let wanted = completion == .symbols ? ["symbol"] : ["base", "quote"]
    let columns = wanted.compactMap { name in names.firstIndex(of: name) }
    var found: [String] = []
    var seen: Set<String> = []
    guard let rows = data["rows"]?.elements else { return }
    for row in rows {
      for column in columns {
        if let name = row[column]?.string, seen.insert(name).inserted { found.append(name) }
      }
    }
    self = CompletedValues(completion == .assets ? found.sorted() : found, beginning: beginning)
    if data["truncated"]?.boolean == true { hasMore = true }
    if completion == .symbols, let total = data["total"]?.integer { count = max(count, total) }
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard wanted.count <= bytes.count, !wanted.isEmpty else { return wanted.isEmpty }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
    return false
  }
}
