internal import Configuration
internal import Values

/// The ready line of a paper exchange: where it listens, and which keys it made.
struct PaperReady: Equatable {
  /// What there is to know of a key, but for its secret, which lies in a file.
  struct Key: Equatable {
    let id: String
    let kind: String
    let secretFile: String
    let rights: Set<String>
  }

  /// The most bytes of the line.
  static let byteCountMax = 16 * 1_024

  let url: String
  let keys: [Key]

  /// Reads the line; nil when it is none.
  init?(_ line: [UInt8]) {
    let root: JSONValue
    do throws(JSONReader.Failure) {
      root = try JSONDocument(line).root
    } catch {
      return nil
    }
    guard let url = root["url"]?.string else { return nil }
    self.url = url
    let entries = root["keys"].map { $0.kind == .array ? Array($0.elements) : [] } ?? []
    keys = entries.compactMap { entry in
      guard let id = entry["id"]?.string, NamedKey.isID(id), let kind = entry["kind"]?.string,
        let file = entry["secret_file"]?.string, file.hasPrefix("/"), let rights = entry["rights"],
        rights.kind == .array
      else { return nil }
      return Key(
        id: id, kind: kind, secretFile: file, rights: Set(rights.elements.compactMap { $0.string }))
    }
  }

  /// The keys that the workers get: the first HMAC key that may trade spot and futures, and one that may only
  /// read. `--paper` uses no others.
  var chosen: NamedKeys {
    var chosen = NamedKeys()
    let origin = "the paper exchange"
    if let key = keys.first(where: { $0.kind == "hmac" && $0.rights.isSuperset(of: ["spot", "futures"]) }) {
      chosen.trading = NamedKey(.trading, id: key.id, place: .file(key.secretFile), origin: origin)
    }
    if let key = keys.first(where: { $0.rights == ["read"] }) {
      chosen.read = NamedKey(.read, id: key.id, place: .file(key.secretFile), origin: origin)
    }
    return chosen
  }

  /// The folder that the keys lie in.
  var keyFolder: String? {
    guard let file = keys.first?.secretFile, let slash = file.lastIndex(of: "/") else { return nil }
    return String(file[..<slash])
  }
}
