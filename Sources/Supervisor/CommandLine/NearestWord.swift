internal import Catalog

/// The real word that a mistyped one most likely means, for command lines.
enum NearestWord {
  /// Leading dashes do not count: `-paper` and `paper` both mean `--paper`.
  static func find(_ word: String, among words: [String]) -> String? {
    let bare = String(word.drop { $0 == "-" })
    let nearest = NearestName.find(bare, among: words.map { String($0.drop { $0 == "-" }) })
    return words.first { String($0.drop { $0 == "-" }) == nearest }
  }
}
