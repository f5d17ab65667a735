internal import Catalog
internal import Values
internal import Verification

/// The tokens that are good, as their file holds them.
///
/// ```
/// {"format":1,"tokens":[
///   {"name":"desk","scopes":["market"],"sha256":"…","created":1790000000,"expires":null}],
///  "revoked":[{"name":"oauth:alice","created":1790000000}]}
/// ```
///
/// `sha256` is the digest of the whole token in Base64 of URLs without padding. `revoked` may be absent, and
/// names tokens of an issuer that are good no more; those of the table just go. Unknown and doubled members
/// are refused: a file that is understood by half could let somebody in.
public struct TokenTable: Sendable, Equatable {
  /// Why a file is none.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as half a sentence.
    public let description: String
  }

  /// The most tokens.
  public static let countMax = 256
  /// The most revocations.
  public static let revocationCountMax = 256
  /// The most bytes of the file.
  public static let byteCountMax = 128 * 1024

  /// The tokens, in the order they were made.
  public private(set) var entries: [TokenEntry] = []
  /// What of an issuer's tokens is not taken any more, in the order it was said.
  public private(set) var revocations: [Revocation] = []

  /// No tokens: nobody is let in.
  public init() {}

  /// Reads the bytes of a file.
  public init(_ bytes: [UInt8]) throws(Failure) {
    guard bytes.count <= Self.byteCountMax else {
      throw Failure(description: "it has more than \(Self.byteCountMax) bytes")
    }
    let limits = JSONLimits(
      byteCountMax: Self.byteCountMax, depthMax: 8, memberCountMax: 16, valueCountMax: 24 * Self.countMax,
      duplicateKeys: .refused)
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: limits)
    } catch {
      throw Failure(description: "it is not JSON: \(error)")
    }
    let root = document.root
    guard root.kind == .object,
      root.members.allSatisfy({ ["format", "tokens", "revoked"].contains($0.key) }),
      root["format"]?.integer == 1, let tokens = root["tokens"], tokens.kind == .array
    else { throw Failure(description: "it is not a file of tokens of format 1") }
    for value in tokens.elements {
      guard let entry = Self.entry(value) else {
        throw Failure(description: "token \(entries.count + 1) is not as bulkhead token new writes it")
      }
      try add(entry)
    }
    guard let revoked = root["revoked"] else { return }
    guard revoked.kind == .array else { throw Failure(description: "revoked is not a list") }
    for value in revoked.elements {
      guard value.kind == .object, value.members.allSatisfy({ ["name", "created"].contains($0.key) }),
        let name = value["name"]?.string, let created = value["created"]?.integer,
        let revocation = Revocation(name: name, createdSeconds: created)
      else {
        throw Failure(
          description: "revocation \(revocations.count + 1) is not as bulkhead token revoke writes it")
      }
      try revoke(revocation)
    }
  }

  private static func entry(_ value: JSONValue) -> TokenEntry? {
    let keys: Set = ["name", "scopes", "sha256", "created", "expires"]
    guard value.kind == .object, value.members.allSatisfy({ keys.contains($0.key) }),
      let name = value["name"]?.string, let scopes = value["scopes"], scopes.kind == .array,
      let digest = value["sha256"]?.string, let created = value["created"]?.integer,
      let expires = value["expires"], expires.isNull || expires.integer != nil,
      let bytes = Base64URL.decode(digest.utf8Span.span), let fingerprint = Fingerprint(bytes: bytes)
    else { return nil }
    var set: ScopeSet = []
    for element in scopes.elements {
      guard let scope = element.string.flatMap({ Scope(rawValue: $0) }), !set.contains(scope) else {
        return nil
      }
      set.formUnion(ScopeSet([scope]))
    }
    return TokenEntry(
      name: name, scopes: set, fingerprint: fingerprint, createdSeconds: created,
      expirySeconds: expires.integer)
  }

  /// Adds a token.
  ///
  /// - Throws: when the name or the token is there already, or there are `countMax`.
  public mutating func add(_ entry: TokenEntry) throws(Failure) {
    guard entries.count < Self.countMax else {
      throw Failure(description: "there are \(Self.countMax) tokens already; revoke one")
    }
    for known in entries where known.name == entry.name || known.fingerprint == entry.fingerprint {
      throw Failure(description: "there is a token \(known.name) already")
    }
    entries.append(entry)
  }

  /// Takes a token out; false when there is none of that name.
  public mutating func remove(_ name: String) -> Bool {
    guard let index = entries.firstIndex(where: { $0.name == name }) else { return false }
    entries.remove(at: index)
    return true
  }

  /// Takes tokens of an issuer no more.
  ///
  /// - Throws: when that was said already, or there are `revocationCountMax`.
  public mutating func revoke(_ revocation: Revocation) throws(Failure) {
    guard !revocations.contains(where: { $0.name == revocation.name }) else {
      throw Failure(description: "\(revocation.name) is revoked already")
    }
    guard revocations.count < Self.revocationCountMax else {
      throw Failure(description: "\(Self.revocationCountMax) are revoked already; restore one")
    }
    revocations.append(revocation)
  }

  /// Takes a revocation back; false when there is none of that name.
  public mutating func restore(_ name: String) -> Bool {
    guard let index = revocations.firstIndex(where: { $0.name == name }) else { return false }
    revocations.remove(at: index)
    return true
  }

  /// The bytes of the file.
  public func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("format", 1)
    writer.key("tokens")
    writer.beginArray()
    for entry in entries {
      writer.beginObject()
      writer.member("name", entry.name)
      writer.key("scopes")
      writer.beginArray()
      for scope in entry.scopes.scopes { writer.string(scope.rawValue) }
      writer.endArray()
      writer.key("sha256")
      writer.string(utf8: Base64URL.encode(entry.fingerprint.bytes.span)[...])
      writer.member("created", entry.createdSeconds)
      writer.key("expires")
      if let expiry = entry.expirySeconds { writer.number(expiry) } else { writer.null() }
      writer.endObject()
    }
    writer.endArray()
    if !revocations.isEmpty {
      writer.key("revoked")
      writer.beginArray()
      for revocation in revocations {
        writer.beginObject()
        writer.member("name", revocation.name)
        writer.member("created", revocation.createdSeconds)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
    return writer.takeBytes() + [0x0A]
  }

  /// The entry of a token's fingerprint. Looks at all of them, and at every byte of each, so that the time
  /// tells nothing.
  func entry(of fingerprint: Fingerprint) -> TokenEntry? {
    var found: Int?
    for index in entries.indices where entries[index].fingerprint == fingerprint { found = index }
    return found.map { entries[$0] }
  }
}
