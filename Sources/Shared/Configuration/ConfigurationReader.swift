internal import Catalog
internal import Values

/// Reads the text of a configuration file. Strict: a key that means nothing is a limit that its author
/// believes in and that nobody enforces.
struct ConfigurationReader {
  /// The most bytes of a file.
  static let byteCountMax = 1 << 20
  /// The key that editors find a schema by; it means nothing here.
  static let schemaKey = "$schema"

  private static let limits = JSONLimits(
    byteCountMax: byteCountMax, depthMax: 8, memberCountMax: 1_024, valueCountMax: 20_000,
    duplicateKeys: .refused)

  private let bytes: [UInt8]
  private(set) var configuration = Configuration()
  private(set) var givenKeys: Set<String> = []

  /// Reads a text whole, or says what is wrong with it first.
  init(_ bytes: [UInt8]) throws(ConfigurationFailure.Reason) {
    self.bytes = bytes
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: Self.limits)
    } catch {
      throw .notJSON(error.description, line: error.offset.map { Self.line(at: $0, in: bytes) })
    }
    guard document.root.kind == .object else { throw .notAnObject }
    try read(document.root, prefix: "")
  }

  /// The line, counted from 1, that a byte is on.
  private static func line(at offset: Int, in bytes: [UInt8]) -> Int {
    bytes.prefix(offset).reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  }

  private mutating func read(_ object: JSONValue, prefix: String) throws(ConfigurationFailure.Reason) {
    for (member, value) in object.members {
      let name = prefix + member
      let line = Self.line(at: value.byteRange.lowerBound, in: bytes)
      if name == Self.schemaKey, value.kind == .string { continue }
      if let key = ConfigurationKey.named(name) {
        try key.read(value, line: line, into: &configuration)
        givenKeys.insert(name)
      } else if Self.groups.contains(name) {
        guard value.kind == .object else {
          let keys = Self.names(below: name + ".").joined(separator: ", ")
          throw .unfit(
            key: name, line: line, shown: ShownValue.text(of: value), wanted: "an object of \(keys)")
        }
        try read(value, prefix: name + ".")
      } else {
        throw .unknownKey(
          ShownValue.quoted(name), line: line, nearest: Self.nearest(to: member, below: prefix))
      }
    }
  }

  /// The names that objects have: `trading`, `keys`, `keys.read`.
  private static let groups: Set<String> = Set(
    ConfigurationKey.all.flatMap { key in
      let parts = key.name.split(separator: ".")
      return (1..<parts.count).map { parts[..<$0].joined(separator: ".") }
    })

  /// The names of the members of the object at a prefix.
  private static func names(below prefix: String) -> [String] {
    var names: [String] = []
    for key in ConfigurationKey.all where key.name.hasPrefix(prefix) {
      let name = String(key.name.dropFirst(prefix.count).prefix { $0 != "." })
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The key that was most likely meant: one of the same object, or one that belongs into another.
  private static func nearest(to member: String, below prefix: String) -> String? {
    if let sibling = NearestName.find(member, among: names(below: prefix)) { return prefix + sibling }
    let elsewhere = ConfigurationKey.all.map(\.name) + groups.sorted()
    let last = elsewhere.map { String($0[($0.lastIndex(of: ".").map($0.index(after:)) ?? $0.startIndex)...]) }
    if let name = NearestName.find(member, among: last), let place = last.firstIndex(of: name) {
      return elsewhere[place]
    }
    return NearestName.find(prefix + member, among: elsewhere)
  }
}

extension JSONReader.Failure {
  /// Where in the text, if it is about a place.
  fileprivate var offset: Int? {
    switch self {
    case .tooLarge, .tooDeep, .tooManyValues: nil
    case .tooManyMembers(let offset), .duplicateKey(let offset), .invalidUTF8(let offset),
      .malformed(let offset, _):
      offset
    }
  }
}
